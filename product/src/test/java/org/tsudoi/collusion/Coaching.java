package org.tsudoi.collusion;

import java.nio.charset.StandardCharsets;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsudoi.appointments.Appointments;
import org.tsudoi.appointments.SessionMarket;
import org.tsudoi.contact.PersonName;
import org.tsudoi.freetimes.Booking;
import org.tsudoi.freetimes.BookingId;
import org.tsudoi.freetimes.BookingRules;
import org.tsudoi.freetimes.Bookings.Answer;
import org.tsudoi.members.Member;
import org.tsudoi.members.MemberId;
import org.tsudoi.members.Members;
import org.tsudoi.members.OrganiserId;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.Events;
import org.tsudoi.orders.Confirmations;
import org.tsudoi.orders.Extra;
import org.tsudoi.orders.Market;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.OrderId;
import org.tsudoi.orders.Orders;
import org.tsudoi.orders.Reduction;
import org.tsudoi.orders.Ticket;
import org.tsudoi.orders.TicketId;
import org.tsudoi.platform.Ids;
import org.tsudoi.points.PointLot;
import org.tsudoi.points.PointLotId;
import org.tsudoi.points.Points;

/// Coaches who sell sessions and buy those of others with points, through the faces that the pages use. What is written
/// into tables says so.
@Component
public class Coaching {
    static final int ONE = 0;
    static final int PACK = 1;
    static final int PACK_PLACES = 5;
    private static final int AT_ONCE = 4;
    static final Duration HOUR = Duration.ofHours(1);

    private final Market market;
    private final SessionMarket selling;
    private final Events events;
    private final Orders orders;
    private final Points points;
    private final Members members;
    private final Appointments appointments;
    private final TransactionTemplate transactions;
    private final JdbcClient sql;
    private final NamedParameterJdbcTemplate many;
    private final Ids ids;
    private final Clock clock;

    Coaching(
            Market market,
            SessionMarket selling,
            Events events,
            Orders orders,
            Points points,
            Members members,
            Appointments appointments,
            TransactionTemplate transactions,
            JdbcClient sql,
            NamedParameterJdbcTemplate many,
            Ids ids,
            Clock clock) {
        this.market = market;
        this.selling = selling;
        this.events = events;
        this.orders = orders;
        this.points = points;
        this.members = members;
        this.appointments = appointments;
        this.transactions = transactions;
        this.sql = sql;
        this.many = many;
        this.ids = ids;
        this.clock = clock;
    }

    public record Coach(Member member, OrganiserId organiser, Event sessions) {
        public MemberId id() {
            return member.id();
        }
    }

    public Coach coach() {
        var organiser = market.organiser();
        var sessions = market.sessions(organiser);
        var host = events.hosts(sessions.id()).iterator().next();
        selling.open(host, BookingRules.USUAL);
        return new Coach(members.find(host).orElseThrow(), organiser, sessions);
    }

    public List<Coach> coaches(int many) {
        return atOnce(Collections.nCopies(many, this), Coaching::coach);
    }

    /// In the order of what was asked for, a few at a time.
    public <T, R> List<R> atOnce(List<T> all, Function<T, R> what) {
        try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
            var answers = threads.invokeAll(
                    all.stream().<Callable<R>>map(one -> () -> what.apply(one)).toList());
            var done = new ArrayList<R>();
            for (var answer : answers) done.add(answer.get());
            return done;
        } catch (InterruptedException | ExecutionException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /// What was put into the outbox since then, and is the same for everybody, is left out: letters and
    /// papers.
    public void leaveLettersOut(Instant since) {
        sql.sql("""
                        update outbox set state = 'done', done_at = :now
                        where state = 'waiting' and created_at >= :since""")
                .param("now", column(clock.instant()))
                .param("since", column(since.truncatedTo(ChronoUnit.MICROS)))
                .update();
    }

    public void grant(Coach coach, PointLot.Kind kind, long many, Duration life) {
        points.grant(new Points.Grant(
                new PointLotId(ids.next()),
                coach.id(),
                kind,
                many,
                "毎月のポイント",
                clock.instant().plus(life),
                "mem_operator"));
    }

    public Order placed(Coach buyer, Coach seller, int plan, int places) {
        return placed(buyer, seller, plan, places, List.of());
    }

    public Order placed(Coach buyer, Coach seller, int plan, int places, List<Extra.Wish> extras) {
        var name = new PersonName("山田 花子");
        var placed = orders.place(new Orders.Request(
                UUID.randomUUID().toString(),
                seller.sessions.id(),
                seller.sessions.particulars().plans().get(plan).id(),
                Collections.nCopies(places, name),
                new Order.Buyer(buyer.id(), name, buyer.member.email(), Locale.JAPANESE),
                extras));
        return ((Orders.Placing.Placed) placed).order();
    }

    /// Granted for it just before, and all of it spent.
    public OrderId bought(Coach buyer, Coach seller, int plan, int places, Duration life) {
        var order = placed(buyer, seller, plan, places);
        long price = order.toPay().minorUnits();
        grant(buyer, PointLot.Kind.FREE, price, life);
        return paidByPoints(buyer, order, price);
    }

    public OrderId paidByPoints(Coach buyer, Order order, long many) {
        var reduced = (Orders.Reducing.Done) orders.reduce(order.id(), new Reduction.ByPoints(buyer.member, many));
        var read = new Confirmations.Read(reduced.order().reductions(), "what was read\n", Locale.ENGLISH, true);
        return orders.conclude(order.id(), read).orElseThrow().id();
    }

    public List<TicketId> tickets(OrderId order) {
        return orders.tickets(order).stream().map(Ticket::id).toList();
    }

    public Instant at(int inDays, int hour) {
        var day = LocalDate.ofInstant(clock.instant(), SessionMarket.TOKYO).plusDays(inDays);
        return day.atTime(LocalTime.of(hour, 0)).atZone(SessionMarket.TOKYO).toInstant();
    }

    public Booking booked(Coach buyer, Coach seller, TicketId ticket, Instant at) {
        var wish = new Appointments.Wish(new BookingId(ids.next()), ticket, buyer.id(), seller.id());
        return switch (appointments.book(wish, at)) {
            case Answer.Done(var booking) -> booking;
            case Answer.Refused(var reason, var _) -> throw new IllegalStateException("refused: " + reason);
        };
    }

    /// When one was in the room, from being let in on.
    ///
    /// @param joined later than `entered` when they lost the line and came back; null when nobody told that
    /// they were in
    public record Inside(
            MemberId who,
            boolean host,
            Instant entered,
            @Nullable Instant joined,
            @Nullable Instant left) {}

    /// @param provider of its room
    public record Session(
            Coach buyer, Coach seller, TicketId ticket, Instant at, String provider, List<Inside> inside) {}

    public BookingId write(Coach buyer, Coach seller, TicketId ticket, Instant at, List<Inside> inside) {
        return write(List.of(new Session(buyer, seller, ticket, at, "room", inside)))
                .getFirst();
    }

    /// Written into the tables: sessions that were marked as held, their rooms, and who was in them.
    public List<BookingId> write(List<Session> sessions) {
        var made = sessions.stream().map(_ -> new BookingId(ids.next())).toList();
        transactions.executeWithoutResult(_ -> {
            batch("""
                    insert into booking (id, host, guest, reference, length_minutes, before_minutes, after_minutes,
                        changes_until_minutes, changes_max, made_at, state, starts_at, counted_on)
                    values (:id, :host, :guest, :ticket, 60, 0, 0, 0, 0, :now, 'held', :at, :day)""", sessions, made);
            batch("""
                    insert into booking_time (booking, host, length_minutes, before_minutes, after_minutes, starts_at, taken)
                    values (:id, :host, 60, 0, 0, :at, tstzrange(:at, :end))""", sessions, made);
            batch("""
                    insert into meeting (id, provider, host_key, title, starts_at, length_minutes, zone, capacity, state,
                        reference, since)
                    values (:room, :provider, 'k', 't', :at, 60, 'Asia/Tokyo', 3, 'ready', :reference, :at)""", sessions, made);
            var entries = new ArrayList<MapSqlParameterSource>();
            for (int one = 0; one < sessions.size(); one++) {
                for (var inside : sessions.get(one).inside) entries.add(entry(made.get(one), inside));
            }
            batch("""
                    insert into meeting_admission (id, meeting, role, name_sealed, credential, admitted_at, joined_at, left_at)
                    values (:id, :room, :role, '\\x00', :credential, :entered, :joined, :left)""", entries);
            batch("""
                    insert into session_entry (admission, booking, member, entered_at)
                    values (:id, :booking, :who, :entered)""", entries);
        });
        return made;
    }

    private void batch(String statement, List<Session> sessions, List<BookingId> made) {
        var rows = new ArrayList<MapSqlParameterSource>();
        for (int one = 0; one < sessions.size(); one++) rows.add(row(made.get(one), sessions.get(one)));
        batch(statement, rows);
    }

    private void batch(String statement, List<MapSqlParameterSource> rows) {
        many.batchUpdate(statement, rows.toArray(MapSqlParameterSource[]::new));
    }

    static UUID room(BookingId booking) {
        return UUID.nameUUIDFromBytes(("session " + booking).getBytes(StandardCharsets.UTF_8));
    }

    private MapSqlParameterSource row(BookingId booking, Session session) {
        return new MapSqlParameterSource()
                .addValue("id", booking.value())
                .addValue("host", session.seller.id().value())
                .addValue("guest", session.buyer.id().value())
                .addValue("ticket", session.ticket.toString())
                .addValue("now", column(clock.instant()))
                .addValue("at", column(session.at))
                .addValue("end", column(session.at.plus(HOUR)))
                .addValue("day", LocalDate.ofInstant(session.at, SessionMarket.TOKYO))
                .addValue("room", room(booking))
                .addValue("provider", session.provider)
                .addValue("reference", room(booking).toString());
    }

    private MapSqlParameterSource entry(BookingId booking, Inside one) {
        var admission = ids.next();
        return new MapSqlParameterSource()
                .addValue("id", admission)
                .addValue("booking", booking.value())
                .addValue("room", room(booking))
                .addValue("role", one.host ? "host" : "participant")
                .addValue("credential", admission.toString())
                .addValue("who", one.who.value())
                .addValue("entered", column(one.entered))
                .addValue("joined", one.joined == null ? null : column(one.joined), Types.TIMESTAMP_WITH_TIMEZONE)
                .addValue("left", one.left == null ? null : column(one.left), Types.TIMESTAMP_WITH_TIMEZONE);
    }

    private static OffsetDateTime column(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
