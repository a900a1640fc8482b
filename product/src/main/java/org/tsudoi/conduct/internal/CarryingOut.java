package org.tsudoi.conduct.internal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.tsudoi.conduct.Conduct;
import org.tsudoi.conduct.Consequences;
import org.tsudoi.members.Member;
import org.tsudoi.members.MemberId;
import org.tsudoi.memberships.Membership;
import org.tsudoi.memberships.MonthlyPlan;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.Events;
import org.tsudoi.orders.Orders;
import org.tsudoi.orders.Ticket;
import org.tsudoi.payouts.Payouts;
import org.tsudoi.points.FreePoints;
import org.tsudoi.points.PointLot;
import org.tsudoi.points.Points;
import org.tsudoi.stages.Sanction;
import org.tsudoi.stages.Sanctions;
import org.tsudoi.texts.Language;
import org.tsudoi.texts.Texts;

/// Each step is one transaction of the module it belongs to, and changes nothing when it was made before. One that
/// fails keeps no other, and is tried again by the next run.
@Component
class CarryingOut implements Conduct {
    static final String DONE = "carried-out";
    private static final Logger LOG = LoggerFactory.getLogger(CarryingOut.class);
    private static final int PAGE = 200;

    private final TheirThings things;
    private final TheirThings.Monthly monthly;
    private final Selling selling;
    private final Purse purse;
    private final Sanctions sanctions;
    private final TheirThings.People people;

    @Component
    record Selling(Events events, Orders orders, Payouts payouts, Texts texts, KeepingMeetings kept) {}

    @Component
    record Purse(Points points, FreePoints freePoints) {}

    CarryingOut(
            TheirThings things,
            TheirThings.Monthly monthly,
            Selling selling,
            Purse purse,
            Sanctions sanctions,
            TheirThings.People people) {
        this.things = things;
        this.monthly = monthly;
        this.selling = selling;
        this.purse = purse;
        this.sanctions = sanctions;
        this.people = people;
    }

    @Override
    public Consequences of(MemberId member) {
        return found(member, true, true, true);
    }

    @Override
    public Consequences left(Sanction sanction) {
        if (!(sanction instanceof Sanction.InForce inForce)) return Consequences.NONE;
        var decision = inForce.decision();
        boolean forGood = decision.kind() == Sanction.Kind.EXPULSION;
        return found(decision.member(), decision.cancelHosted(), decision.cancelBooked(), forGood);
    }

    private Consequences found(MemberId member, boolean hosted, boolean booked, boolean forGood) {
        var meetings = hosted ? things.meetings(member) : List.<Event>of();
        var sessions = hosted ? things.sessions(member) : List.<TheirThings.Coming>of();
        var theirs = booked ? things.booked(member) : TheirThings.Booked.NOTHING;
        var bookings = theirs.coming();
        var back = new ArrayList<Money>();
        for (var meeting : meetings) {
            var totals = selling.orders.totals(meeting.id());
            back.add(totals.sold().minus(totals.refunded()));
        }
        sessions.forEach(one -> back.add(refund(one)));
        var wallet = purse.points.wallet(member);
        return new Consequences(
                meetings.size(),
                sessions.stream().mapToInt(one -> one.places().size()).sum(),
                hosted
                        ? things.plans(member).stream()
                                .mapToInt(MonthlyPlan::running)
                                .sum()
                        : 0,
                byCurrency(back),
                bookings.stream().mapToInt(one -> one.places().size()).sum()
                        + theirs.unpaid().size(),
                byCurrency(bookings.stream().map(this::refund).toList()),
                toEnd(member, booked).size(),
                forGood ? wallet.of(PointLot.Kind.FREE) : 0,
                wallet.of(PointLot.Kind.PAID),
                owed(member));
    }

    /// Those that are kept are suspended meanwhile, so that nothing is charged for them.
    private List<Membership> toEnd(MemberId member, boolean booked) {
        return things.memberships(member).stream()
                .filter(it -> booked || !(it instanceof Membership.Suspended))
                .toList();
    }

    private List<Money> owed(MemberId member) {
        return byCurrency(things.organisers(member).stream()
                .map(organiser -> selling.payouts
                        .balance(organiser.id(), organiser.currency())
                        .owed())
                .toList());
    }

    private static List<Money> byCurrency(Collection<Money> amounts) {
        Map<String, Money> sums = new TreeMap<>();
        for (var amount : amounts) {
            Currency currency = amount.currency();
            if (!amount.isZero()) sums.merge(currency.getCurrencyCode(), amount, Money::plus);
        }
        return List.copyOf(sums.values());
    }

    private Money refund(TheirThings.Coming one) {
        return selling.orders
                .quote(one.order().id(), one.places(), Ticket.CancelledBy.ORGANISER)
                .refund();
    }

    @Override
    public void carryOut(Sanction.InForce sanction) {
        var decision = sanction.decision();
        var member = decision.member();
        boolean forGood = decision.kind() == Sanction.Kind.EXPULSION;
        if (decision.cancelHosted()) callOff(member, forGood);
        else callOffWithoutHost(sanction);
        if (decision.cancelBooked()) cancelBooked(member);
        endMemberships(sanction);
        if (forGood)
            step("points", () -> purse.freePoints.take(member, sanction.id().toString()));
        boolean noted = sanctions.history(sanction.id()).stream()
                .anyMatch(it -> it.what().equals(DONE));
        if (!noted && left(sanction).isDone()) sanctions.note(sanction.id(), DONE);
    }

    private String reason(MemberId member) {
        var language = people.members()
                .find(member)
                .map(Member::locale)
                .map(Language::of)
                .orElse(Language.JA);
        return selling.texts.say(language, "conduct.calledOff");
    }

    private void callOffWithoutHost(Sanction.InForce sanction) {
        var without = selling.kept.toCallOff(sanction);
        if (without.isEmpty()) return;
        var reason = reason(sanction.decision().member());
        for (var event : without) step(event, () -> selling.kept.callOff(sanction, event, reason));
    }

    private void callOff(MemberId member, boolean forGood) {
        var reason = reason(member);
        for (var meeting : things.meetings(member)) {
            step(meeting.id(), () -> selling.events.cancel(meeting.id(), reason));
        }
        things.sessions(member).forEach(this::cancel);
        for (var plan : things.plans(member)) {
            if (forGood && plan.closedAt() == null)
                step(plan.id(), () -> monthly.plans().close(plan.id()));
            var page = monthly.memberships().in(plan.id(), 0, PAGE);
            for (var one : page) step(one.id(), () -> monthly.memberships().stop(one.id(), "program"));
        }
    }

    private void cancelBooked(MemberId member) {
        var theirs = things.booked(member);
        for (var order : theirs.unpaid()) step(order.id(), () -> selling.orders.leave(order.id()));
        theirs.coming().forEach(this::cancel);
    }

    private void cancel(TheirThings.Coming one) {
        step(
                one.order().id(),
                () -> selling.orders.cancel(one.order().id(), one.places(), refund(one), Ticket.CancelledBy.ORGANISER));
    }

    private void endMemberships(Sanction.InForce sanction) {
        var memberships = monthly.memberships();
        for (var one : things.memberships(sanction.decision().member())) {
            if (sanction.decision().cancelBooked() || one instanceof Membership.Joining) {
                step(one.id(), () -> memberships.stop(one.id(), "program"));
            } else if (!(one instanceof Membership.Suspended)) {
                step(one.id(), () -> memberships.suspend(one.id(), why(sanction), "program"));
            }
        }
    }

    private static String why(Sanction sanction) {
        return "sanction " + sanction.id();
    }

    /// Those that were suspended for it go on; what was cancelled does not come back.
    void restore(Sanction.Ended over) {
        for (var one : things.memberships(over.decision().member())) {
            if (one instanceof Membership.Suspended it && it.why().equals(why(over))) {
                step(one.id(), () -> monthly.memberships().restore(one.id(), "program"));
            }
        }
        sanctions.note(over.id(), Sanctions.RESTORED);
    }

    private static void step(Object what, Runnable step) {
        try {
            step.run();
        } catch (RuntimeException fault) {
            LOG.warn("what follows a decision has to wait: {}", what, fault);
        }
    }
}
