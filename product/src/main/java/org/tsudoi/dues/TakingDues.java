package org.tsudoi.dues;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsudoi.contact.PersonName;
import org.tsudoi.dues.DueTable.Means;
import org.tsudoi.members.Member;
import org.tsudoi.members.MemberId;
import org.tsudoi.members.Members;
import org.tsudoi.memberships.Charge;
import org.tsudoi.memberships.ChargeId;
import org.tsudoi.memberships.FeeTaking;
import org.tsudoi.memberships.MembershipId;
import org.tsudoi.memberships.MonthlyPlan;
import org.tsudoi.memberships.MonthlyPlans;
import org.tsudoi.memberships.PayBy;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.CancellationPolicy;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.Events;
import org.tsudoi.offerings.Plan;
import org.tsudoi.offerings.PlanId;
import org.tsudoi.offerings.Schedule;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.OrderId;
import org.tsudoi.orders.Orders;
import org.tsudoi.orders.PeriodOrders;
import org.tsudoi.payments.CardHolder;
import org.tsudoi.payments.CardWish;
import org.tsudoi.payments.Payment;
import org.tsudoi.payments.PaymentId;
import org.tsudoi.payments.Payments;
import org.tsudoi.payments.SavedCards;
import org.tsudoi.platform.Ids;
import org.tsudoi.platform.Problem;
import org.tsudoi.platform.outbox.Outbox;

/// Asks for charges by orders. All tries of a charge are tries of one order, so what is paid twice goes back by itself,
/// and what is paid counts for the last try that was made.
@Component
class TakingDues implements FeeTaking {
    private static final String ART = "hills/2026";
    private static final int PLAN_NAME_MAX = 60;

    private final DueTable dues;
    private final Till till;
    private final Book book;
    private final TransactionTemplate transactions;
    private final Outbox outbox;
    private final Clock clock;

    /// What takes the money.
    @Component
    record Till(Orders orders, PeriodOrders periods, Payments payments, SavedCards cards) {}

    /// What it is for, and who pays.
    @Component
    record Book(Events events, MonthlyPlans plans, Members members, Ids ids) {}

    TakingDues(DueTable dues, Till till, Book book, TransactionTemplate transactions, Outbox outbox, Clock clock) {
        this.dues = dues;
        this.till = till;
        this.book = book;
        this.transactions = transactions;
        this.outbox = outbox;
        this.clock = clock;
    }

    @Override
    public Answer take(Request request) {
        var order = Dues.order(request.charge());
        var now = Objects.requireNonNull(transactions.execute(_ -> asked(request)));
        boolean open = now instanceof Order.Held || now instanceof Order.Paying;
        return switch (request.by()) {
            case PayBy.Stored stored when open -> byStored(request, order, stored);
            case PayBy.Points _ when open -> byPoints(request, order);
            case PayBy.Stored _, PayBy.Points _, PayBy.Invoice _ -> look(request.charge(), request.attempt());
        };
    }

    private Order asked(Request request) {
        var plan = book.plans.find(request.plan()).orElseThrow(Problem::notFound);
        var event = book.events.monthly(Dues.event(plan.id()), told(plan, request));
        var period = new PeriodOrders.Period(
                event.id(),
                new Order.When.Period(request.period().from(), request.period().until()),
                request.amount(),
                request.tax(),
                buyer(request.member()),
                request.payBefore());
        var order = till.periods.ask(Dues.order(request.charge()), period);
        dues.tried(
                request.charge(),
                request.membership(),
                request.attempt(),
                new PaymentId(book.ids.next()),
                means(request.by()),
                clock.instant());
        return order;
    }

    private static Means means(PayBy by) {
        return switch (by) {
            case PayBy.Stored _ -> Means.STORED;
            case PayBy.Points _ -> Means.POINTS;
            case PayBy.Invoice _ -> Means.HAND;
        };
    }

    /// Nobody orders by this list: what a member pays is what they were told.
    private static Event.Particulars told(MonthlyPlan plan, Request request) {
        var name = plan.name().length() > PLAN_NAME_MAX ? plan.name().substring(0, PLAN_NAME_MAX) : plan.name();
        var first = plan.prices().steps().getFirst();
        var listed = new Plan(new PlanId(plan.id().value()), name, Plan.Kind.ONCE, first.price(), 1, request.tax());
        return new Event.Particulars(
                plan.organiser(),
                "month-" + plan.id().value(),
                new Event.Presentation(plan.name(), plan.about(), null, ART),
                new Schedule.Monthly(plan.terms().zone()),
                new Event.Sale(1, List.of(listed), new CancellationPolicy(List.of()), false),
                new Event.Venue("room", Duration.ZERO),
                0);
    }

    private Order.Buyer buyer(MemberId id) {
        var member = member(id);
        var name = member.displayName()
                .orElseGet(() -> new PersonName(member.email().value().replaceAll("@.*", "")));
        return new Order.Buyer(id, name, member.email(), member.locale());
    }

    private Member member(MemberId id) {
        return book.members.find(id).orElseThrow(Problem::notFound);
    }

    /// A try that was made before is only followed: the card or wallet may be gone since.
    private Answer byStored(Request request, OrderId order, PayBy.Stored stored) {
        var payment = dues.find(request.charge()).orElseThrow().payment();
        if (till.payments.find(payment).isEmpty()) {
            var holder = new CardHolder(request.member().value());
            var means = StoredMeans.of(stored);
            var kept = means.flatMap(it -> till.cards.agreed(holder, it.card()));
            if (means.isEmpty() || kept.isEmpty()) return new Answer.Refused("card_gone", Charge.Remedy.NEW_MEANS);
            if (means.get().pointsFirst()) till.periods.payByPointsFirst(order, member(request.member()));
            var toPay = till.orders.get(order).toPay();
            if (toPay.isPositive()) {
                var wish = new CardWish.Saved(holder, kept.get().id(), toPay, false);
                till.periods.charge(order, payment, kept.get().choice(), wish);
            }
            if (toPay.isPositive() && till.payments.find(payment).isEmpty()) {
                // Something else is being paid just now, or was; or such a means does not pay so much here.
                return switch (till.orders.get(order)) {
                    case Order.Paying _ -> new Answer.NotKnown("being paid otherwise");
                    case Order.Held _ -> new Answer.Refused("not_by_card", Charge.Remedy.NEW_MEANS);
                    case Order.Paid _, Order.Cancelled _, Order.Lapsed _, Order.Unseated _, Order.Unconfirmed _ ->
                        look(request.charge(), request.attempt());
                };
            }
        }
        return look(request.charge(), request.attempt());
    }

    private Answer byPoints(Request request, OrderId order) {
        till.periods.payByPoints(order, member(request.member()));
        return look(request.charge(), request.attempt());
    }

    @Override
    public Answer look(ChargeId charge, int attempt) {
        var due = dues.find(charge).filter(it -> it.attempt() >= attempt);
        if (due.isEmpty()) return new Answer.NeverArrived();
        if (due.get().attempt() > attempt) return new Answer.Refused("tried_again", Charge.Remedy.RETRY);
        var payment = due.get().means() == Means.STORED
                ? till.payments.find(due.get().payment()).map(this::asked)
                : Optional.<Payment>empty();
        var order = till.orders.get(Dues.order(charge));
        return switch (order) {
            case Order.Paid paid -> taken(order, paid.paidAt());
            case Order.Cancelled gone -> taken(order, gone.paidAt());
            case Order.Lapsed _ -> new Answer.Refused("not_paid_in_time", Charge.Remedy.RETRY);
            case Order.Held _, Order.Paying _ -> open(due.get().means(), payment);
            case Order.Unconfirmed _, Order.Unseated _ -> throw new IllegalStateException("no period: " + order.id());
        };
    }

    private Payment asked(Payment payment) {
        return switch (payment) {
            case Payment.Requested _, Payment.Unknown _, Payment.Submitted _, Payment.Processing _ ->
                till.payments.ask(payment.id());
            case Payment.Issued _, Payment.Captured _, Payment.Failed _, Payment.Withdrawn _ -> payment;
        };
    }

    private static Answer taken(Order order, Instant at) {
        return new Answer.Taken(order.id().toString(), at);
    }

    private static Answer open(Means means, Optional<Payment> payment) {
        return switch (means) {
            case HAND -> new Answer.Waits(Charge.WaitsFor.INVOICE);
            case POINTS -> new Answer.Refused("not_enough_points", Charge.Remedy.RETRY);
            case STORED -> payment.map(TakingDues::charged).orElseGet(Answer.NeverArrived::new);
        };
    }

    private static Answer charged(Payment payment) {
        return switch (payment) {
            case Payment.Requested _, Payment.Unknown _, Payment.Processing _, Payment.Issued _ ->
                new Answer.NotKnown("being asked");
            case Payment.Captured _ -> new Answer.NotKnown("being booked");
            case Payment.Submitted _ -> new Answer.Waits(Charge.WaitsFor.HOLDER);
            case Payment.Failed failed -> Refusals.answer(failed.code());
            case Payment.Withdrawn _ -> new Answer.Refused("charge_withdrawn", Charge.Remedy.RETRY);
        };
    }

    @Override
    public Answer close(ChargeId charge, int attempt) {
        var order = Dues.order(charge);
        if (till.orders.find(order).orElse(null) instanceof Order.Paying paying) {
            var closed = till.payments.withdrawNow(paying.payment());
            boolean certain = closed instanceof Payment.Withdrawn
                    || closed instanceof Payment.Failed
                    || closed instanceof Payment.Captured;
            if (!certain) return new Answer.NotKnown("not closed");
        }
        var left = till.orders.leave(order);
        return left instanceof Order.Paid || left instanceof Order.Cancelled
                ? look(charge, attempt)
                : new Answer.Refused("closed", Charge.Remedy.RETRY);
    }

    @Override
    public void over(MembershipId membership) {
        outbox.put(ForgettingWallets.TOPIC, membership.toString(), Map.of("membership", membership.toString()));
    }

    /// Done after the commit: nobody waits for an order while a membership is locked.
    @Override
    public void giveBack(ChargeId charge, int attempt, Money amount, String step) {
        outbox.put(
                GivingDuesBack.TOPIC,
                step,
                Map.of("charge", charge.toString(), "attempt", attempt, "amount", amount.minorUnits(), "step", step));
    }
}
