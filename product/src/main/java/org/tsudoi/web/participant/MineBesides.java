package org.tsudoi.web.participant;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.tsudoi.applications.Application;
import org.tsudoi.applications.Applications;
import org.tsudoi.members.Member;
import org.tsudoi.memberships.Membership;
import org.tsudoi.memberships.Memberships;
import org.tsudoi.memberships.MonthlyPlan;
import org.tsudoi.memberships.MonthlyPlans;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.Events;
import org.tsudoi.offerings.Schedule;
import org.tsudoi.orders.HandedTickets;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.OrderId;
import org.tsudoi.orders.Orders;
import org.tsudoi.orders.Ticket;
import org.tsudoi.transfers.Transfer;
import org.tsudoi.transfers.Transfers;
import org.tsudoi.web.member.SalonWords;
import org.tsudoi.web.participant.MineView.Entry;
import org.tsudoi.web.participant.MineView.Kind;
import org.tsudoi.web.participant.MineView.Line;
import org.tsudoi.web.participant.MineView.Show;

/// What a member has besides orders: what they wait for, what friends gave them, what they pay by the month.
@Component
class MineBesides {
    /// What cannot be put away is shown for so long after it was over.
    private static final Duration KEPT = Duration.ofDays(90);

    private final Applications applications;
    private final Given given;
    private final Monthly monthly;
    private final Orders orders;
    private final Events events;
    private final Clock clock;

    @Component
    record Given(Transfers transfers, HandedTickets tickets) {}

    @Component
    record Monthly(Memberships memberships, MonthlyPlans plans) {}

    MineBesides(Applications applications, Given given, Monthly monthly, Orders orders, Events events, Clock clock) {
        this.applications = applications;
        this.given = given;
        this.monthly = monthly;
        this.orders = orders;
        this.events = events;
        this.clock = clock;
    }

    /// @param offered orders that hold what was offered to them: shown as that
    record Besides(List<Entry> entries, Set<OrderId> offered) {}

    Besides of(Member member) {
        var asked = applications.ofMember(member.id(), member.email());
        var entries = new ArrayList<Entry>();
        for (var one : asked) asked(one).ifPresent(entries::add);
        for (var one : given.transfers.toFriend(member.email())) given(one).ifPresent(entries::add);
        for (var one : monthly.memberships.of(member.id())) salon(one).ifPresent(entries::add);
        return new Besides(
                entries,
                asked.stream()
                        .filter(Application.Offered.class::isInstance)
                        .map(Application.Offered.class::cast)
                        .filter(this::isToTake)
                        .map(Application.Offered::order)
                        .collect(Collectors.toUnmodifiableSet()));
    }

    /// Once it is paid it is an order like others, whether that was noted or not.
    private boolean isToTake(Application.Offered one) {
        return switch (orders.get(one.order())) {
            case Order.Unconfirmed _, Order.Held _, Order.Paying _ -> true;
            case Order.Paid _, Order.Cancelled _, Order.Unseated _, Order.Lapsed _ -> false;
        };
    }

    /// What was accepted is an order, and who left knows.
    private Optional<Entry> asked(Application one) {
        return switch (one) {
            case Application.Waiting it ->
                Optional.of(wait(it, "waiting", Optional.empty(), "/asked/" + applications.link(it.id())));
            case Application.Asked it ->
                Optional.of(wait(it, "asked", Optional.of(it.answerBy()), "/asked/" + applications.link(it.id())));
            case Application.Offered it ->
                isToTake(it)
                        ? Optional.of(
                                wait(it, "offered", Optional.of(it.until()), "/orders/" + orders.link(it.order())))
                        : Optional.empty();
            case Application.Lapsed it -> over(it, "lapsed");
            case Application.Refused it -> over(it, "refused");
            case Application.Closed it -> over(it, "closed");
            case Application.Unproven _, Application.Accepted _, Application.Left _ -> Optional.empty();
        };
    }

    /// What is to be taken comes first, the soonest that ends; then by the event.
    private Entry wait(Application one, String state, Optional<Instant> until, String page) {
        var told = told(one);
        var at = state.equals("offered") ? Instant.MIN : told.startsAt().orElse(Instant.MAX);
        return new Entry(
                Kind.WAITING,
                Show.COMING,
                at,
                () -> new Line.Wait(page, told.title(), told.schedule(), state, applications.position(one), until, ""));
    }

    private Event.Particulars told(Application one) {
        return events.get(one.wish().event()).particulars();
    }

    private Optional<Entry> over(Application one, String state) {
        var told = told(one);
        if (told.hasEnded(clock.instant().minus(KEPT))) return Optional.empty();
        var page = "/asked/" + applications.link(one.id());
        return Optional.of(new Entry(
                Kind.WAITING,
                Show.PAST,
                told.startsAt().orElse(Instant.MIN),
                () -> new Line.Wait(page, told.title(), told.schedule(), state, 0, Optional.empty(), "")));
    }

    private Optional<Entry> given(Transfer one) {
        return switch (one) {
            case Transfer.Offered it -> clock.instant().isBefore(it.until()) ? Optional.of(gift(it)) : Optional.empty();
            case Transfer.Accepted it -> theirs(it.gift(), page(it));
            case Transfer.TakenBack _, Transfer.Declined _, Transfer.Lapsed _ -> Optional.empty();
        };
    }

    private String page(Transfer one) {
        return "/given/" + given.transfers.link(one.id());
    }

    private Entry gift(Transfer.Offered one) {
        var told = events.get(one.gift().event()).particulars();
        return new Entry(
                Kind.WAITING,
                Show.COMING,
                Instant.MIN,
                () -> new Line.Wait(
                        page(one),
                        told.title(),
                        told.schedule(),
                        "gift",
                        0,
                        Optional.of(one.until()),
                        giver(one.gift())));
    }

    private String giver(Transfer.Gift gift) {
        return orders.get(gift.order()).terms().buyer().name().value();
    }

    private Optional<Entry> theirs(Transfer.Gift gift, String page) {
        var told = events.get(gift.event()).particulars();
        var now = clock.instant();
        if (told.hasEnded(now.minus(KEPT))) return Optional.empty();
        var ticket = orders.ticket(gift.ticket()).orElseThrow();
        boolean ahead = ticket instanceof Ticket.Valid && !told.hasEnded(now);
        var when = told.course()
                .flatMap(course -> course.next(now))
                .<Schedule>map(date -> date.times())
                .orElse(told.schedule());
        return Optional.of(new Entry(
                Kind.of(told),
                ahead ? Show.COMING : Show.PAST,
                when.startsAt().orElse(Instant.MIN),
                () -> new Line.Given(
                        page,
                        told.title(),
                        when,
                        giver(gift),
                        ahead ? "/door/" + given.tickets.keys(ticket).doorLink() : "")));
    }

    private Optional<Entry> salon(Membership one) {
        if (one instanceof Membership.Ended ended && ended.why() == Membership.EndReason.NEVER_PAID) {
            return Optional.empty();
        }
        if (one instanceof Membership.Ended ended
                && ended.at().isBefore(clock.instant().minus(KEPT))) {
            return Optional.empty();
        }
        var plan = monthly.plans.find(one.agreement().plan()).orElseThrow();
        boolean over = one instanceof Membership.Ended;
        boolean unpaid = one instanceof Membership.Joining || one instanceof Membership.PastDue;
        var own = "/account/memberships/" + one.id();
        return Optional.of(new Entry(
                Kind.SALONS,
                over ? Show.PAST : Show.COMING,
                one.agreement().joinedAt(),
                () -> new Line.Salon(
                        unpaid || over || plan.kind() == MonthlyPlan.Kind.PLATFORM ? own : "/salons/" + plan.id(),
                        plan.name(),
                        SalonWords.state(one),
                        monthly.memberships.coming(one.id(), 1).stream()
                                .findFirst()
                                .orElse(null),
                        unpaid)));
    }
}
