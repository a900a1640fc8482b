package org.tsudoi.makeups.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tsudoi.makeups.MakeUp;
import org.tsudoi.makeups.MakeUpId;
import org.tsudoi.makeups.MakeUps;
import org.tsudoi.makeups.OccasionId;
import org.tsudoi.offerings.DateId;
import org.tsudoi.offerings.EventId;
import org.tsudoi.orders.OrderId;
import org.tsudoi.orders.TicketId;

/// Rows of `makeup`, `makeup_place`, `makeup_right` and `makeup_rule`.
@Component
class MakeUpTable {
    private static final String COLUMNS =
            "select id, ticket, missed, occasion, event, number, gave, made_at, undone_at from makeup ";

    /// A right that was not used: neither by taking something, nor by coming to the date all the same. What nobody held
    /// comes back in money instead.
    private static final String OPEN = """
            r.ticket = :ticket and r.used_at is null
            and not exists (select from door_visit v where v.ticket = r.ticket and v.course_date = r.missed)
            and not exists (select from event_outcome o where o.course_date = r.missed and o.state = 'not_held')""";

    private final JdbcClient jdbc;

    MakeUpTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    MakeUps.Rules rules(EventId course) {
        return jdbc.sql("select most, hours_before, gives_place from makeup_rule where course = :course")
                .param("course", course.value())
                .query((row, _) -> new MakeUps.Rules(
                        row.getInt("most"),
                        Duration.ofHours(row.getInt("hours_before")),
                        row.getBoolean("gives_place")))
                .optional()
                .orElse(MakeUps.Rules.NONE);
    }

    void rule(EventId course, MakeUps.Rules rules) {
        jdbc.sql("""
                        insert into makeup_rule (course, most, hours_before, gives_place)
                        values (:course, :most, :hours, :gives)
                        on conflict (course) do update set most = excluded.most, hours_before = excluded.hours_before,
                            gives_place = excluded.gives_place""")
                .param("course", course.value())
                .param("most", rules.most())
                .param("hours", rules.before().toHours())
                .param("gives", rules.gives())
                .update();
    }

    Map<OccasionId, MakeUps.Places> places(EventId event) {
        var places = new HashMap<OccasionId, MakeUps.Places>();
        jdbc.sql("select occasion, places, given, taken from makeup_place where event = :event")
                .param("event", event.value())
                .query(row -> {
                    places.put(
                            new OccasionId(row.getObject("occasion", UUID.class)),
                            new MakeUps.Places(row.getInt("places"), row.getInt("given"), row.getInt("taken")));
                });
        return places;
    }

    /// Makes the row where there is none.
    void add(EventId event, OccasionId occasion) {
        jdbc.sql("""
                        insert into makeup_place (occasion, event, places) values (:occasion, :event, 0)
                        on conflict (occasion) do nothing""")
                .param("occasion", occasion.value())
                .param("event", event.value())
                .update();
    }

    /// In the order of their ids, the same for everybody.
    void lock(Collection<OccasionId> occasions) {
        jdbc.sql("select occasion from makeup_place where occasion = any(:ids) order by occasion for update")
                .param("ids", occasions.stream().map(OccasionId::value).toArray(UUID[]::new))
                .query(UUID.class)
                .list();
    }

    boolean open(OccasionId occasion, int places) {
        return changed(
                "update makeup_place set places = :by where occasion = :occasion and taken <= :by + given",
                occasion,
                places);
    }

    /// Answers false when none is free.
    boolean take(OccasionId occasion) {
        return changed(
                "update makeup_place set taken = taken + :by where occasion = :occasion and taken + :by <= places + given",
                occasion,
                1);
    }

    void leave(OccasionId occasion) {
        changed("update makeup_place set taken = taken - :by where occasion = :occasion", occasion, 1);
    }

    void give(OccasionId occasion) {
        changed("update makeup_place set given = given + :by where occasion = :occasion", occasion, 1);
    }

    /// Answers false when it was taken.
    boolean takeBack(OccasionId occasion) {
        return changed(
                "update makeup_place set given = given - :by where occasion = :occasion and taken <= places + given - :by",
                occasion,
                1);
    }

    private boolean changed(String sql, OccasionId occasion, int by) {
        return jdbc.sql(sql).param("occasion", occasion.value()).param("by", by).update() == 1;
    }

    /// Answers false when this ticket has another one for that date, for that occasion or of that number meanwhile.
    boolean insert(MakeUp made) {
        return jdbc.sql("""
                                insert into makeup (id, ticket, missed, occasion, event, number, gave, made_at)
                                values (:id, :ticket, :missed, :occasion, :event, :number, :gave, :at)
                                on conflict do nothing""")
                        .param("id", made.id().value())
                        .param("ticket", made.ticket().value())
                        .param("missed", made.missed().value())
                        .param("occasion", made.occasion().value())
                        .param("event", made.event().value())
                        .param("number", made.number())
                        .param("gave", made.gave())
                        .param("at", Timestamp.from(made.madeAt()))
                        .update()
                == 1;
    }

    /// Answers false when somebody undid it meanwhile.
    boolean undo(MakeUpId id, Instant at) {
        return jdbc.sql("update makeup set undone_at = :at where id = :id and undone_at is null")
                        .param("id", id.value())
                        .param("at", Timestamp.from(at))
                        .update()
                == 1;
    }

    /// The same again changes nothing, until it was used.
    void mayChooseAgain(MakeUp made, Instant now) {
        jdbc.sql("""
                        insert into makeup_right (ticket, missed, since) values (:ticket, :missed, :now)
                        on conflict (ticket, missed) do update set since = excluded.since, used_at = null
                            where makeup_right.used_at is not null""")
                .param("ticket", made.ticket().value())
                .param("missed", made.missed().value())
                .param("now", Timestamp.from(now))
                .update();
    }

    void use(TicketId ticket, DateId missed, Instant now) {
        jdbc.sql("""
                        update makeup_right set used_at = :now
                        where ticket = :ticket and missed = :missed and used_at is null""")
                .param("ticket", ticket.value())
                .param("missed", missed.value())
                .param("now", Timestamp.from(now))
                .update();
    }

    boolean mayChooseAgain(TicketId ticket, DateId missed) {
        return jdbc.sql("select exists (select from makeup_right r where r.missed = :missed and " + OPEN + ")")
                .param("ticket", ticket.value())
                .param("missed", missed.value())
                .query(Boolean.class)
                .single();
    }

    /// Also where nobody held the missed date: whoever gives up what was moved has the money then.
    boolean hasRight(TicketId ticket, DateId missed) {
        return jdbc.sql("""
                        select exists (select from makeup_right r where r.ticket = :ticket and r.missed = :missed
                            and r.used_at is null
                            and not exists (
                                select from door_visit v where v.ticket = r.ticket and v.course_date = r.missed))""")
                .param("ticket", ticket.value())
                .param("missed", missed.value())
                .query(Boolean.class)
                .single();
    }

    /// Those dates for which nothing is taken now.
    List<DateId> toChooseAgain(TicketId ticket) {
        return jdbc.sql("select r.missed from makeup_right r where " + OPEN + """
                         and not exists (select from makeup m
                            where m.ticket = r.ticket and m.missed = r.missed and m.undone_at is null)""")
                .param("ticket", ticket.value())
                .query((row, _) -> new DateId(row.getObject("missed", UUID.class)))
                .list();
    }

    Optional<MakeUp> find(MakeUpId id) {
        return jdbc.sql(COLUMNS + "where id = :id")
                .param("id", id.value())
                .query((row, _) -> makeUp(row))
                .optional();
    }

    List<MakeUp> of(Collection<TicketId> tickets) {
        return jdbc.sql(COLUMNS + "where ticket = any(:tickets) order by made_at, id")
                .param("tickets", tickets.stream().map(TicketId::value).toArray(UUID[]::new))
                .query((row, _) -> makeUp(row))
                .list();
    }

    List<MakeUp> at(EventId event) {
        return jdbc.sql(COLUMNS + "where event = :event and undone_at is null order by made_at, id")
                .param("event", event.value())
                .query((row, _) -> makeUp(row))
                .list();
    }

    /// Whose places hold something there, also those that were left since it began.
    List<OrderId> comingTo(EventId event, OccasionId occasion) {
        return jdbc.sql("""
                        select distinct t.orders from makeup m join ticket t on t.id = m.ticket
                        where m.event = :event and m.occasion = :occasion and m.undone_at is null order by t.orders""")
                .param("event", event.value())
                .param("occasion", occasion.value())
                .query((row, _) -> new OrderId(row.getObject("orders", UUID.class)))
                .list();
    }

    /// That hold, of dates that nobody held.
    List<MakeUp> insteadOfUnheld() {
        return jdbc.sql(COLUMNS + "where undone_at is null and missed in "
                        + "(select course_date from event_outcome where state = 'not_held')")
                .query((row, _) -> makeUp(row))
                .list();
    }

    /// Whose occasions have places that are open or given.
    List<EventId> offering(Collection<EventId> events) {
        return jdbc.sql("""
                        select distinct event from makeup_place
                        where event = any(:events) and taken < places + given""")
                .param("events", events.stream().map(EventId::value).toArray(UUID[]::new))
                .query((row, _) -> new EventId(row.getObject("event", UUID.class)))
                .list();
    }

    private static MakeUp makeUp(ResultSet row) throws SQLException {
        var undone = row.getTimestamp("undone_at");
        return new MakeUp(
                new MakeUpId(row.getObject("id", UUID.class)),
                new TicketId(row.getObject("ticket", UUID.class)),
                new DateId(row.getObject("missed", UUID.class)),
                new OccasionId(row.getObject("occasion", UUID.class)),
                new EventId(row.getObject("event", UUID.class)),
                row.getInt("number"),
                row.getBoolean("gave"),
                row.getTimestamp("made_at").toInstant(),
                undone == null ? Optional.empty() : Optional.of(undone.toInstant()));
    }
}
