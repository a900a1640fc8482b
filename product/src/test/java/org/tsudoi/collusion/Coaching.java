package org.tsudoi.collusion;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
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
        var coaches = new ArrayList<Coach>();
        for (int one = 0; one < many; one++) coaches.add(coach());
        return coaches;
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
        var name = new PersonName("山田 花子");
        var placed = orders.place(new Orders.Request(
                UUID.randomUUID().toString(),
                seller.sessions.id(),
                seller.sessions.particulars().plans().get(plan).id(),
                Collections.nCopies(places, name),
                new Order.Buyer(buyer.id(), name, buyer.member.email(), Locale.JAPANESE)));
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
            case Answer.Refused(var reason) -> throw new IllegalStateException("refused: " + reason);
        };
    }

    /// When one was in the room, from being let in on.
    ///
    /// @param joined later than `entered` when they lost the line and came back
    public record Inside(MemberId who, boolean host, Instant entered, Instant joined, Instant left) {}

    /// Written into the tables: a session that was marked as held, its room, and who was in it.
    public void write(Coach buyer, Coach seller, TicketId ticket, Instant at, List<Inside> inside) {
        var booking = new BookingId(ids.next());
        var room = UUID.nameUUIDFromBytes(("session " + booking).getBytes(StandardCharsets.UTF_8));
        transactions.executeWithoutResult(_ -> {
            sql.sql("""
                            insert into booking (id, host, guest, reference, length_minutes, before_minutes, after_minutes,
                                changes_until_minutes, changes_max, made_at, state, starts_at, counted_on)
                            values (:id, :host, :guest, :ticket, 60, 0, 0, 0, 0, :now, 'held', :at, :day)""")
                    .param("id", booking.value())
                    .param("host", seller.id().value())
                    .param("guest", buyer.id().value())
                    .param("ticket", ticket.toString())
                    .param("now", column(clock.instant()))
                    .param("at", column(at))
                    .param("day", LocalDate.ofInstant(at, SessionMarket.TOKYO))
                    .update();
            sql.sql("""
                            insert into booking_time (booking, host, length_minutes, before_minutes, after_minutes, starts_at, taken)
                            values (:id, :host, 60, 0, 0, :at, tstzrange(:at, :end))""")
                    .param("id", booking.value())
                    .param("host", seller.id().value())
                    .param("at", column(at))
                    .param("end", column(at.plus(HOUR)))
                    .update();
            sql.sql("""
                            insert into meeting (id, provider, host_key, title, starts_at, length_minutes, zone, capacity, state,
                                reference, since)
                            values (:id, 'room', 'k', 't', :at, 60, 'Asia/Tokyo', 3, 'ready', :reference, :at)""")
                    .param("id", room)
                    .param("at", column(at))
                    .param("reference", room.toString())
                    .update();
            for (var one : inside) write(booking, room, one);
        });
    }

    private void write(BookingId booking, UUID room, Inside one) {
        var admission = ids.next();
        sql.sql("""
                        insert into meeting_admission (id, meeting, role, name_sealed, credential, admitted_at, joined_at, left_at)
                        values (:id, :room, :role, '\\x00', :credential, :entered, :joined, :left)""")
                .param("id", admission)
                .param("room", room)
                .param("role", one.host ? "host" : "participant")
                .param("credential", admission.toString())
                .param("entered", column(one.entered))
                .param("joined", column(one.joined))
                .param("left", column(one.left))
                .update();
        sql.sql("insert into session_entry (admission, booking, member, entered_at) values (:id, :booking, :who, :at)")
                .param("id", admission)
                .param("booking", booking.value())
                .param("who", one.who.value())
                .param("at", column(one.entered))
                .update();
    }

    private static java.time.OffsetDateTime column(Instant at) {
        return at.atOffset(java.time.ZoneOffset.UTC);
    }
}
