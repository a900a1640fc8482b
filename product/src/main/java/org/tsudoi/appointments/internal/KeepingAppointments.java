package org.tsudoi.appointments.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.tsudoi.appointments.Appointment;
import org.tsudoi.appointments.Appointments;
import org.tsudoi.appointments.SessionHosts;
import org.tsudoi.freetimes.Booking;
import org.tsudoi.freetimes.BookingId;
import org.tsudoi.freetimes.Bookings;
import org.tsudoi.freetimes.Bookings.Answer;
import org.tsudoi.freetimes.FreeTimes;
import org.tsudoi.meetings.MeetingId;
import org.tsudoi.meetings.OwnLinks;
import org.tsudoi.members.Member;
import org.tsudoi.members.MemberId;
import org.tsudoi.members.Members;
import org.tsudoi.offerings.EventId;
import org.tsudoi.offerings.Events;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.OrderId;
import org.tsudoi.orders.Orders;
import org.tsudoi.orders.Ticket;
import org.tsudoi.orders.TicketId;
import org.tsudoi.platform.Problem;

@Component
@Transactional
class KeepingAppointments implements Appointments {
    private static final int ROUNDS_MAX = 5;

    private final Orders orders;
    private final Events events;
    private final Members members;
    private final SessionHosts hosts;
    private final Diary diary;

    /// Whose times are taken, and where they meet.
    @Component
    record Diary(Bookings bookings, FreeTimes times, SessionRooms rooms, Clock clock) {}

    KeepingAppointments(Orders orders, Events events, Members members, SessionHosts hosts, Diary diary) {
        this.hosts = hosts;
        this.orders = orders;
        this.events = events;
        this.members = members;
        this.diary = diary;
    }

    @Override
    @Transactional(readOnly = true)
    public List<Appointment> of(OrderId id) {
        return of(orders.get(id));
    }

    private List<Appointment> of(Order order) {
        return order.terms().when() instanceof Order.When.Arranged(var each)
                ? orders.tickets(order.id()).stream()
                        .map(ticket -> of(ticket, each))
                        .toList()
                : List.of();
    }

    private Appointment of(Ticket ticket, Duration each) {
        return new Appointment(
                ticket, each, PlaceBookings.of(diary.bookings, ticket.id()).telling());
    }

    @Override
    @Transactional(readOnly = true)
    public List<MemberId> hosts(EventId sessions) {
        return hosts.of(sessions).stream()
                .sorted(Comparator.comparing(this::isClosedAlways).thenComparing(MemberId::value))
                .toList();
    }

    private boolean isClosedAlways(MemberId host) {
        return diary.times.of(host).isClosedAlways();
    }

    @Override
    @Transactional(readOnly = true)
    public boolean areBookable(EventId sessions) {
        return !hosts.of(sessions).stream().allMatch(this::isClosedAlways);
    }

    @Override
    public Answer book(Wish wish, Instant startsAt) {
        return asking(
                wish,
                List.of(startsAt),
                length -> diary.bookings.take(new Bookings.Wish(
                        wish.id(), wish.host(), wish.buyer(), wish.ticket().toString(), length, startsAt)));
    }

    @Override
    public Answer propose(Wish wish, List<Instant> starts) {
        return asking(
                wish,
                starts,
                length -> diary.bookings.propose(new Bookings.Proposal(
                        wish.id(),
                        wish.host(),
                        wish.buyer(),
                        wish.ticket().toString(),
                        Booking.Party.GUEST,
                        length,
                        starts)));
    }

    /// The order stays as it is until the end of the transaction: nobody books a place that is being
    /// cancelled.
    private Answer asking(Wish wish, List<Instant> starts, Function<Duration, Answer> asked) {
        var ticket = orders.ticket(wish.ticket()).orElseThrow(Problem::notFound);
        var order = orders.holdStill(ticket.order())
                .filter(it -> isOf(it, wish.buyer()))
                .orElseThrow(Problem::notFound);
        if (!(order.terms().when() instanceof Order.When.Arranged(var each))
                || !hosts.of(order.terms().event()).contains(wish.host())
                || wish.host().equals(wish.buyer())) throw Problem.notFound();
        var late = starts.stream().filter(start -> !isUsableAt(order, start)).findFirst();
        if (late.isPresent()) return new Answer.Refused(Bookings.Reason.TIMES_OUT_OF_BOUNDS, late);
        var before = diary.bookings.find(wish.id()).map(Booking::terms);
        if (before.isPresent()
                && !(before.get().guest().equals(wish.buyer())
                        && before.get().host().equals(wish.host()))) throw Problem.notFound();
        // The same form again: what was booked by it is answered, or refused when it asks for something else.
        return before.isPresent() || mayBeBooked(order, wish.ticket(), each)
                ? asked.apply(each)
                : new Answer.Refused(Bookings.Reason.NOT_IN_THIS_STATE);
    }

    private boolean isOf(Order order, MemberId buyer) {
        return members.find(buyer)
                .map(Member::email)
                .filter(email -> order.terms().buyer().is(buyer, email))
                .isPresent();
    }

    private boolean mayBeBooked(Order order, TicketId id, Duration each) {
        return isUsableAt(order, diary.clock.instant())
                && orders.ticket(id)
                        .filter(Ticket.Valid.class::isInstance)
                        .map(ticket -> of(ticket, each).state())
                        .filter(state -> state == Appointment.State.OPEN || state == Appointment.State.PROPOSED)
                        .isPresent();
    }

    static boolean isUsableAt(Order order, Instant now) {
        return order instanceof Order.Paid paid && now.isBefore(paid.paidAt().plus(USABLE_FOR));
    }

    /// Ends all that is booked or proposed for them, by the one who gave them back. What was agreed on meanwhile is
    /// seen by reading again, since whoever answers for the host has their lock until then. What has begun is not
    /// ended: its room is shut.
    void end(List<TicketId> places, boolean byBuyer) {
        var ended = new HashSet<BookingId>();
        for (int round = 0; round < ROUNDS_MAX; round++) {
            var open = open(places).stream()
                    .filter(booking -> !ended.contains(booking.id()))
                    .toList();
            if (open.isEmpty()) return;
            for (var booking : open) if (isEnded(booking, byBuyer)) ended.add(booking.id());
        }
        throw new IllegalStateException("bookings of " + places + " are not to be ended");
    }

    private List<Booking> open(List<TicketId> places) {
        return places.stream()
                .flatMap(place -> PlaceBookings.of(diary.bookings, place).open().stream())
                .sorted(PlaceBookings.BY_HOST)
                .toList();
    }

    /// Whether nothing more is to be done about it.
    private boolean isEnded(Booking booking, boolean byBuyer) {
        var by = byBuyer ? booking.terms().guest() : booking.terms().host();
        var answer = booking instanceof Booking.Proposed
                ? diary.bookings.decline(booking.id(), by)
                : diary.bookings.cancel(booking.id(), by);
        if (answer instanceof Answer.Refused(var why, var _) && why == Bookings.Reason.NOT_AT_THIS_TIME) {
            diary.rooms.close(booking.id());
            return true;
        }
        return answer instanceof Answer.Done;
    }

    void completeOnceUsed(OrderId order) {
        var now = diary.clock.instant();
        if (of(order).stream().allMatch(one -> one.isUsed(now))) orders.complete(order, now);
    }

    /// Whether its time to be used is over and nothing is to come of it.
    boolean isLeftUnused(OrderId order) {
        var now = diary.clock.instant();
        return of(order).stream().allMatch(one -> one.state() == Appointment.State.OPEN || one.isUsed(now));
    }

    /// The place that was to be used by this booking and is to be used by no other.
    Optional<Ticket> unheld(BookingId id) {
        return place(id).filter(Ticket.Valid.class::isInstance).filter(place -> {
            var all = PlaceBookings.of(diary.bookings, place.id());
            return all.open().isEmpty()
                    && all.telling().filter(booking -> booking.id().equals(id)).isPresent();
        });
    }

    /// Of a booking for something else nothing happens.
    void keepRoom(BookingId id, Instant startsAt) {
        place(id)
                .ifPresent(place ->
                        diary.rooms.keep(diary.bookings.find(id).orElseThrow(), startsAt, events.get(place.event())));
    }

    @Override
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    public Entering enter(BookingId id, MemberId who) {
        var place = place(id).orElseThrow(Problem::notFound);
        if (!(place instanceof Ticket.Valid)) return new Entering.Over();
        return diary.rooms.enter(diary.bookings.find(id).orElseThrow(), who);
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<MeetingId> linked(BookingId id) {
        return place(id)
                .filter(place ->
                        events.get(place.event()).particulars().provider().equals(OwnLinks.PROVIDER))
                .flatMap(_ -> diary.bookings.find(id))
                .flatMap(Booking::start)
                .map(_ -> SessionRooms.roomOf(id));
    }

    @Override
    @Transactional(readOnly = true)
    public List<Attendance> attendance(BookingId booking) {
        return diary.rooms.attendance(booking);
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<Ticket> place(BookingId id) {
        return diary.bookings
                .find(id)
                .flatMap(booking -> TicketId.parse(booking.terms().reference()))
                .flatMap(orders::ticket);
    }
}
