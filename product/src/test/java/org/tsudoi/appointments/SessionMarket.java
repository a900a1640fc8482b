package org.tsudoi.appointments;

import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.tsudoi.contact.EmailAddress;
import org.tsudoi.contact.PersonName;
import org.tsudoi.freetimes.Availability;
import org.tsudoi.freetimes.Booking;
import org.tsudoi.freetimes.BookingId;
import org.tsudoi.freetimes.BookingRules;
import org.tsudoi.freetimes.Bookings.Answer;
import org.tsudoi.freetimes.DayHours;
import org.tsudoi.freetimes.FreeTimes;
import org.tsudoi.freetimes.Slot;
import org.tsudoi.freetimes.Span;
import org.tsudoi.members.Member;
import org.tsudoi.members.MemberId;
import org.tsudoi.members.Members;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.Events;
import org.tsudoi.orders.Market;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.OrderId;
import org.tsudoi.orders.Orders;
import org.tsudoi.orders.Ticket;
import org.tsudoi.orders.TicketId;
import org.tsudoi.platform.Ids;

/// Sessions of a host with hours from nine to nine each day, and somebody who buys them.
@Component
public class SessionMarket {
    public static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");

    private final Appointments appointments;
    private final Market market;
    private final Orders orders;
    private final Events events;
    private final FreeTimes times;
    private final Members members;
    private final Ids ids;
    private final Clock clock;

    SessionMarket(
            Appointments appointments,
            Market market,
            Orders orders,
            Events events,
            FreeTimes times,
            Members members,
            Ids ids,
            Clock clock) {
        this.appointments = appointments;
        this.market = market;
        this.orders = orders;
        this.events = events;
        this.times = times;
        this.members = members;
        this.ids = ids;
        this.clock = clock;
    }

    public record Two(Event sessions, MemberId host, Member buyer) {}

    public Two two() {
        var sessions = market.sessions(market.organiser());
        var host = events.hosts(sessions.id()).iterator().next();
        open(host, BookingRules.USUAL);
        return new Two(sessions, host, member("buyer"));
    }

    public Member member(String name) {
        var id = members.findOrCreate(market.mail(name), Optional.of(new PersonName("山田 花子")), Locale.JAPANESE, TOKYO)
                .id();
        return members.find(id).orElseThrow();
    }

    public EmailAddress mail(MemberId member) {
        return members.find(member).orElseThrow().email();
    }

    public void open(MemberId host, BookingRules rules) {
        var day = DayHours.of(new Span(LocalTime.of(9, 0), LocalTime.of(21, 0)));
        var week = Arrays.stream(DayOfWeek.values()).collect(Collectors.toMap(Function.identity(), _ -> day));
        times.keep(host, new Availability(TOKYO, week, new TreeMap<>(), rules));
    }

    public OrderId placed(Two two, int plan, int places) {
        var key = UUID.randomUUID().toString();
        return switch (market.place(two.sessions.id(), plan, places, two.buyer.email(), key)) {
            case Orders.Placing.Placed placed -> placed.order().id();
            case Orders.Placing other -> throw new IllegalStateException("not placed: " + other);
        };
    }

    public Order.Paid bought(Two two, int plan, int places) {
        var order = placed(two, plan, places);
        orders.pay(order);
        market.payAtProvider(market.session(order));
        return (Order.Paid) orders.askAgain(order);
    }

    public List<TicketId> tickets(OrderId order) {
        return orders.tickets(order).stream().map(Ticket::id).toList();
    }

    public List<Slot> free(Two two) {
        var today = LocalDate.ofInstant(clock.instant(), TOKYO);
        return times
                .slots(new FreeTimes.Question(two.host, Duration.ofHours(1), TOKYO, today, today.plusDays(20)))
                .values()
                .stream()
                .flatMap(List::stream)
                .toList();
    }

    public Appointments.Wish wish(Two two, TicketId ticket) {
        return new Appointments.Wish(new BookingId(ids.next()), ticket, two.buyer.id(), two.host);
    }

    public Booking booked(Two two, TicketId ticket, Instant at) {
        return switch (appointments.book(wish(two, ticket), at)) {
            case Answer.Done(var booking) -> booking;
            case Answer.Refused(var reason, var _) -> throw new IllegalStateException("refused: " + reason);
        };
    }
}
