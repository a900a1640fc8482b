package org.tsudoi.conduct.internal;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.tsudoi.appointments.Appointment;
import org.tsudoi.appointments.Appointments;
import org.tsudoi.members.MemberId;
import org.tsudoi.members.Members;
import org.tsudoi.members.Organiser;
import org.tsudoi.members.Organisers;
import org.tsudoi.members.Standing;
import org.tsudoi.memberships.Membership;
import org.tsudoi.memberships.Memberships;
import org.tsudoi.memberships.MonthlyPlan;
import org.tsudoi.memberships.MonthlyPlans;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.Events;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.Orders;
import org.tsudoi.orders.Ticket;
import org.tsudoi.orders.TicketId;

/// What a member hosts, has booked and is in, as far as it is still to come.
@Component
class TheirThings {
    private final People people;
    private final Events events;
    private final Orders orders;
    private final Appointments appointments;
    private final Monthly monthly;
    private final Clock clock;

    @Component
    record People(Members members, Organisers organisers) {}

    @Component
    record Monthly(MonthlyPlans plans, Memberships memberships) {}

    TheirThings(People people, Events events, Orders orders, Appointments appointments, Monthly monthly, Clock clock) {
        this.people = people;
        this.events = events;
        this.orders = orders;
        this.appointments = appointments;
        this.monthly = monthly;
        this.clock = clock;
    }

    /// Those that nobody else owns: with another owner they go on.
    List<Organiser> organisers(MemberId member) {
        return people.organisers.of(member, Standing.OWNER).stream()
                .filter(organiser -> people.organisers.people(organiser.id()).stream()
                        .noneMatch(acting -> acting.standing() == Standing.OWNER
                                && !acting.member().equals(member)))
                .toList();
    }

    /// What runs already is not called off.
    List<Event> meetings(MemberId member) {
        var now = clock.instant();
        return offered(member)
                .filter(event -> !event.particulars().isSession() && isToCome(event, now))
                .toList();
    }

    /// A course has dates to come until it is over.
    private static boolean isToCome(Event event, Instant now) {
        var told = event.particulars();
        return told.isCourse() ? !told.hasEnded(now) : !told.hasBegun(now);
    }

    private Stream<Event> offered(MemberId member) {
        return organisers(member).stream()
                .flatMap(organiser -> events.ofOrganiser(organiser.id()).stream())
                .filter(event -> event instanceof Event.Published || event instanceof Event.Closed);
    }

    /// @param places that are still to come
    record Coming(Order order, Set<TicketId> places) {}

    List<Coming> sessions(MemberId member) {
        var sold = offered(member)
                .filter(event -> event.particulars().isSession())
                .map(Event::id)
                .toList();
        if (sold.isEmpty()) return List.of();
        var usable = clock.instant().minus(Appointments.USABLE_FOR);
        return orders.all(orders.openSessionsOf(sold, usable)).stream()
                .map(this::coming)
                .filter(one -> !one.places.isEmpty())
                .toList();
    }

    /// @param unpaid and waiting for it. Fees of memberships end with these
    record Booked(List<Coming> coming, List<Order> unpaid) {
        static final Booked NOTHING = new Booked(List.of(), List.of());
    }

    /// All that they ever bought is read for it, once.
    Booked booked(MemberId member) {
        var bought = people.members
                .find(member)
                .map(it -> orders.ofMember(member, it.email()))
                .orElse(List.of());
        return new Booked(
                bought.stream()
                        .map(this::coming)
                        .filter(one -> !one.places.isEmpty())
                        .toList(),
                bought.stream()
                        .filter(order -> !order.terms().isPeriod())
                        .filter(order -> order instanceof Order.Held
                                || order instanceof Order.Unconfirmed
                                || order instanceof Order.Paying)
                        .toList());
    }

    private Coming coming(Order order) {
        if (!(order instanceof Order.Paid paid) || !order.terms().takesSeats()) return new Coming(order, Set.of());
        if (order.terms().isSession()) return new Coming(order, comingSessions(paid));
        var now = clock.instant();
        boolean begun = events.find(order.terms().event())
                .filter(event -> isToCome(event, now))
                .isEmpty();
        return new Coming(
                order,
                begun
                        ? Set.of()
                        : orders.tickets(order.id()).stream()
                                // What a friend holds by now is not theirs.
                                .filter(ticket -> ticket instanceof Ticket.Valid valid && valid.isBuyers())
                                .map(Ticket::id)
                                .collect(Collectors.toSet()));
    }

    private Set<TicketId> comingSessions(Order.Paid order) {
        var now = clock.instant();
        // The host's by then, whatever was not used.
        if (order.paidAt().plus(Appointments.USABLE_FOR).isBefore(now)) return Set.of();
        return appointments.of(order.id()).stream()
                .filter(one -> one.ticket() instanceof Ticket.Valid)
                .filter(one -> switch (one.state()) {
                    case OPEN, PROPOSED, UNHELD -> true;
                    case AGREED -> one.startsAt().filter(now::isBefore).isPresent();
                    case HELD, MISSED, CANCELLED -> false;
                })
                .map(Appointment::ticket)
                .map(Ticket::id)
                .collect(Collectors.toSet());
    }

    List<MonthlyPlan> plans(MemberId member) {
        var plans = new ArrayList<MonthlyPlan>();
        for (var organiser : organisers(member)) plans.addAll(monthly.plans.of(organiser.id()));
        // Full membership is the house's, whoever acts for it.
        plans.removeIf(plan -> plan.kind() == MonthlyPlan.Kind.PLATFORM);
        return plans;
    }

    List<Membership> memberships(MemberId member) {
        return monthly.memberships.of(member).stream()
                .filter(it -> !(it instanceof Membership.Ended))
                .toList();
    }
}
