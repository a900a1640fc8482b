package org.tsudoi.freetimes.internal;

import static org.tsudoi.freetimes.internal.Columns.at;
import static org.tsudoi.freetimes.internal.Columns.constant;
import static org.tsudoi.freetimes.internal.Columns.instant;
import static org.tsudoi.freetimes.internal.Columns.member;
import static org.tsudoi.freetimes.internal.Columns.minutes;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tsudoi.freetimes.Booking;
import org.tsudoi.freetimes.BookingId;
import org.tsudoi.freetimes.BookingRules.Buffers;
import org.tsudoi.freetimes.BookingRules.Changes;
import org.tsudoi.members.MemberId;

/// Rows of `booking` and `booking_event`.
@Component
class BookingTable {
    private static final String COLUMNS = """
            select b.*, array(select t.starts_at from booking_time t where t.booking = b.id order by 1) as times
            from booking b\s""";

    private final JdbcClient jdbc;

    BookingTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// What of a booking can change, as columns.
    private record State(
            String name,
            Booking.@Nullable WaitsFor waitsFor,
            @Nullable Instant waitsUntil,
            @Nullable Instant startsAt,
            boolean moveWanted,
            @Nullable Integer moves,
            @Nullable Integer ownMoves,
            Booking.@Nullable Absent absent,
            Booking.@Nullable Party endedBy,
            @Nullable Boolean late,
            @Nullable Duration notice,
            Booking.@Nullable Why why,
            @Nullable Instant endedAt) {

        static State of(Booking booking) {
            return switch (booking) {
                case Booking.Proposed it ->
                    new State(
                            "proposed",
                            it.waitsFor(),
                            it.until(),
                            null,
                            false,
                            0,
                            0,
                            null,
                            null,
                            null,
                            null,
                            null,
                            null);
                case Booking.Agreed it -> toCome("agreed", it.startsAt(), it.moveWanted(), 0, 0, null);
                case Booking.Moved it ->
                    toCome("moved", it.startsAt(), it.moveWanted(), it.moves(), it.ownMoves(), it.notice());
                case Booking.Held it -> over("held", it.startsAt(), null);
                case Booking.NoShow it -> over("no_show", it.startsAt(), it.absent());
                case Booking.Cancelled it ->
                    new State(
                            "cancelled",
                            null,
                            null,
                            it.startsAt(),
                            false,
                            null,
                            null,
                            null,
                            it.by(),
                            it.late(),
                            it.notice(),
                            null,
                            it.at());
                case Booking.Lapsed it ->
                    new State(
                            "lapsed",
                            it.waitedFor(),
                            null,
                            null,
                            false,
                            null,
                            null,
                            null,
                            null,
                            null,
                            null,
                            it.why(),
                            it.at());
            };
        }

        private static State toCome(
                String name, Instant startsAt, boolean moveWanted, int moves, int ownMoves, @Nullable Duration notice) {
            return new State(
                    name, null, null, startsAt, moveWanted, moves, ownMoves, null, null, null, notice, null, null);
        }

        private static State over(String name, Instant startsAt, Booking.@Nullable Absent absent) {
            return new State(name, null, null, startsAt, false, null, null, absent, null, null, null, null, null);
        }
    }

    static String name(Booking booking) {
        return State.of(booking).name;
    }

    /// @param day of the host, for what is agreed on
    void insert(Booking booking, @Nullable LocalDate day, Instant now) {
        var terms = booking.terms();
        var state = State.of(booking);
        jdbc.sql("""
                        insert into booking (id, host, guest, reference, length_minutes, before_minutes, after_minutes,
                            changes_until_minutes, changes_max, made_at, state, waits_for, waits_until, starts_at, counted_on)
                        values (:id, :host, :guest, :reference, :length, :before, :after, :until, :max, :now, :state, :waits,
                            :waits_until, :starts, :day)""")
                .param("id", booking.id().value())
                .param("host", terms.host().value())
                .param("guest", terms.guest().value())
                .param("reference", terms.reference())
                .param("length", minutes(terms.length()))
                .param("before", minutes(terms.buffers().before()))
                .param("after", minutes(terms.buffers().after()))
                .param("until", minutes(terms.changes().until()))
                .param("max", terms.changes().max())
                .param("now", at(now))
                .param("state", state.name)
                .param("waits", Columns.word(state.waitsFor), Types.VARCHAR)
                .param("waits_until", at(state.waitsUntil), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("starts", at(state.startsAt), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("day", day, Types.DATE)
                .update();
    }

    /// @param before the booking as it was read under the lock of its host
    void change(Booking before, Booking after, @Nullable LocalDate day) {
        var state = State.of(after);
        int changed = jdbc.sql("""
                        update booking set state = :state, waits_for = :waits, waits_until = :waits_until, starts_at = :starts,
                            counted_on = :day, move_wanted = :wanted, moves = coalesce(:moves, moves),
                            own_moves = coalesce(:own, own_moves), absent = :absent, ended_by = :by, late = :late,
                            notice_seconds = :notice,
                            lapse_reason = :why, ended_at = :ended
                        where id = :id and state = :from""")
                .param("state", state.name)
                .param("waits", Columns.word(state.waitsFor), Types.VARCHAR)
                .param("waits_until", at(state.waitsUntil), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("starts", at(state.startsAt), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("day", day, Types.DATE)
                .param("wanted", state.moveWanted)
                .param("moves", state.moves, Types.INTEGER)
                .param("own", state.ownMoves, Types.INTEGER)
                .param("absent", Columns.word(state.absent), Types.VARCHAR)
                .param("by", Columns.word(state.endedBy), Types.VARCHAR)
                .param("late", state.late, Types.BOOLEAN)
                .param("notice", state.notice == null ? null : state.notice.toSeconds(), Types.BIGINT)
                .param("why", Columns.word(state.why), Types.VARCHAR)
                .param("ended", at(state.endedAt), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("id", after.id().value())
                .param("from", name(before))
                .update();
        if (changed != 1) throw new IllegalStateException(after.id() + " was not " + name(before));
    }

    /// @param who a member's id, or `tsudoi`
    void note(Booking booking, String who, Instant now) {
        var state = State.of(booking);
        jdbc.sql("""
                        insert into booking_event (booking, at, who, what, starts_at)
                        values (:booking, :now, :who, :what, :starts)""")
                .param("booking", booking.id().value())
                .param("now", at(now))
                .param("who", who)
                .param("what", state.moveWanted ? "move_wanted" : state.name)
                .param("starts", at(state.startsAt), Types.TIMESTAMP_WITH_TIMEZONE)
                .update();
    }

    /// @param day of the host that it counts on, for what is or was agreed on
    record Row(Booking booking, @Nullable LocalDate day, Instant madeAt) {
        BookingDesk.Case with(BookingDesk.Host host) {
            return new BookingDesk.Case(booking, day, madeAt, host);
        }
    }

    Optional<Row> find(BookingId id) {
        return jdbc.sql(COLUMNS + "where b.id = :id")
                .param("id", id.value())
                .query((row, _) ->
                        new Row(booking(row), row.getObject("counted_on", LocalDate.class), instant(row, "made_at")))
                .optional();
    }

    /// The time that it was taken for at first; empty when none was ever agreed on.
    Optional<Instant> firstStart(BookingId id) {
        return jdbc.sql("""
                        select starts_at from booking_event where booking = :id and starts_at is not null
                        order by id limit 1""")
                .param("id", id.value())
                .query((row, _) -> instant(row, "starts_at"))
                .optional();
    }

    /// @param column of whose bookings they are
    List<Booking> of(Side column, MemberId member, Instant from, Instant until) {
        return jdbc.sql(COLUMNS + "where b." + column.name + """
                         = :member and (b.starts_at >= :from and b.starts_at < :until
                            or b.state = 'proposed' and exists (select from booking_time t where t.booking = b.id
                                and t.starts_at >= :from and t.starts_at < :until)
                            or b.state = 'lapsed' and b.lapse_reason <> 'replaced'
                                and b.ended_at >= :from and b.ended_at < :until)
                        order by coalesce(b.starts_at, b.ended_at,
                            (select min(t.starts_at) from booking_time t where t.booking = b.id)), b.id
                        limit 1000""")
                .param("member", member.value())
                .param("from", at(from))
                .param("until", at(until))
                .query((row, _) -> booking(row))
                .list();
    }

    enum Side {
        HOST("host"),
        GUEST("guest");

        private final String name;

        Side(String name) {
            this.name = name;
        }
    }

    List<Booking> of(String reference) {
        return jdbc.sql(COLUMNS + "where b.reference = :reference order by b.made_at, b.id")
                .param("reference", reference)
                .query((row, _) -> booking(row))
                .list();
    }

    Map<String, List<Booking>> ofAll(Collection<String> references) {
        if (references.isEmpty()) return Map.of();
        return jdbc
                .sql(COLUMNS + "where b.reference = any(:references) order by b.made_at, b.id")
                .param("references", references.toArray(String[]::new))
                .query((row, _) -> booking(row))
                .list()
                .stream()
                .collect(Collectors.groupingBy(booking -> booking.terms().reference()));
    }

    List<Booking> withoutHost(Instant from, Instant until) {
        return jdbc.sql(COLUMNS + """
                        where b.state = 'no_show' and b.absent <> 'guest' and exists (
                            select from booking_event e where e.booking = b.id
                            having max(e.at) >= :from and max(e.at) < :until)
                        order by b.starts_at, b.id""")
                .param("from", at(from))
                .param("until", at(until))
                .query((row, _) -> booking(row))
                .list();
    }

    List<Booking> coming(Instant after, Instant until, Duration notice) {
        return jdbc.sql(COLUMNS + """
                        where b.state in ('agreed', 'moved') and b.starts_at > :after and b.starts_at <= :until
                            and not exists (
                                select from booking_event e
                                where e.booking = b.id and e.at > b.starts_at - make_interval(secs => :notice))
                        order by b.starts_at, b.id""")
                .param("after", at(after))
                .param("until", at(until))
                .param("notice", notice.toSeconds())
                .query((row, _) -> booking(row))
                .list();
    }

    List<Booking> unsaid(Instant from, Instant until) {
        return jdbc.sql(COLUMNS + """
                        where (b.state in ('agreed', 'moved') or b.state = 'cancelled' and b.late) and b.starts_at >= :from and b.starts_at < :until
                        order by b.starts_at, b.id""")
                .param("from", at(from))
                .param("until", at(until))
                .query((row, _) -> booking(row))
                .list();
    }

    /// Open ones for the same, those that wait for a payment apart.
    Optional<Booking> proposed(MemberId host, String reference) {
        return jdbc.sql(COLUMNS + """
                        where b.host = :host and b.reference = :reference and b.state = 'proposed'
                            and b.waits_for <> 'payment'""")
                .param("host", host.value())
                .param("reference", reference)
                .query((row, _) -> booking(row))
                .optional();
    }

    /// Times that this guest keeps from others without having agreed on any.
    int openOf(MemberId guest) {
        return jdbc.sql("""
                        select count(*) from booking
                        where guest = :guest and state = 'proposed' and waits_for in ('host', 'payment')""").param("guest", guest.value()).query(Integer.class).single();
    }

    List<BookingId> due(Instant now, int max) {
        return jdbc.sql("""
                        select id from booking where state = 'proposed' and waits_until <= :now
                        order by waits_until limit :max""")
                .param("now", at(now))
                .param("max", max)
                .query((row, _) -> new BookingId(row.getObject("id", UUID.class)))
                .list();
    }

    private static Booking booking(ResultSet row) throws SQLException {
        var id = new BookingId(row.getObject("id", UUID.class));
        var terms = new Booking.Terms(
                member(row, "host"),
                member(row, "guest"),
                row.getString("reference"),
                minutes(row, "length_minutes"),
                new Buffers(minutes(row, "before_minutes"), minutes(row, "after_minutes")),
                new Changes(minutes(row, "changes_until_minutes"), row.getInt("changes_max")));
        return switch (row.getString("state")) {
            case "proposed" ->
                new Booking.Proposed(
                        id,
                        terms,
                        constant(Booking.WaitsFor.class, row, "waits_for"),
                        times(row),
                        instant(row, "waits_until"));
            case "agreed" -> new Booking.Agreed(id, terms, instant(row, "starts_at"), row.getBoolean("move_wanted"));
            case "moved" ->
                new Booking.Moved(
                        id,
                        terms,
                        instant(row, "starts_at"),
                        row.getInt("moves"),
                        row.getInt("own_moves"),
                        notice(row),
                        row.getBoolean("move_wanted"));
            case "held" -> new Booking.Held(id, terms, instant(row, "starts_at"));
            case "no_show" ->
                new Booking.NoShow(id, terms, instant(row, "starts_at"), constant(Booking.Absent.class, row, "absent"));
            case "cancelled" ->
                new Booking.Cancelled(
                        id,
                        terms,
                        instant(row, "starts_at"),
                        constant(Booking.Party.class, row, "ended_by"),
                        instant(row, "ended_at"),
                        row.getBoolean("late"),
                        notice(row));
            case "lapsed" ->
                new Booking.Lapsed(
                        id,
                        terms,
                        constant(Booking.WaitsFor.class, row, "waits_for"),
                        constant(Booking.Why.class, row, "lapse_reason"),
                        instant(row, "ended_at"));
            default -> throw new IllegalStateException("a booking in an unknown state: " + id);
        };
    }

    private static @Nullable Duration notice(ResultSet row) throws SQLException {
        long seconds = row.getLong("notice_seconds");
        return row.wasNull() ? null : Duration.ofSeconds(seconds);
    }

    private static List<Instant> times(ResultSet row) throws SQLException {
        return Arrays.stream((Object[]) row.getArray("times").getArray())
                .map(time -> ((Timestamp) time).toInstant())
                .toList();
    }
}
