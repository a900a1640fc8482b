package org.tsudoi.dues;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsudoi.memberships.Membership;
import org.tsudoi.memberships.MembershipId;
import org.tsudoi.memberships.Memberships;
import org.tsudoi.memberships.PayBy;
import org.tsudoi.offerings.Events;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.OrderId;
import org.tsudoi.orders.OrderNews;
import org.tsudoi.orders.Orders;
import org.tsudoi.payments.PaymentNews;
import org.tsudoi.payments.SavedCardId;
import org.tsudoi.payments.SavedCards;
import org.tsudoi.platform.outbox.Handled;
import org.tsudoi.platform.outbox.Outbox;
import org.tsudoi.platform.outbox.OutboxHandler;
import org.tsudoi.platform.outbox.OutboxItem;

/// Tells memberships what was paid, after the commit: whoever changes an order has locked it and waits for no
/// membership, and the other way round.
@Component
class HearingOrders implements OutboxHandler {
    private static final String PAID = "dues.paid";
    private static final String BEGUN = "dues.begun";
    private static final String KEPT = ":kept";

    private final DueTable dues;
    private final Orders orders;
    private final Events events;
    private final Memberships memberships;
    private final SavedCards cards;
    private final Telling telling;

    /// What is told, and when.
    @Component
    record Telling(Outbox outbox, TransactionTemplate transactions, Clock clock) {}

    HearingOrders(
            DueTable dues, Orders orders, Events events, Memberships memberships, SavedCards cards, Telling telling) {
        this.dues = dues;
        this.orders = orders;
        this.events = events;
        this.memberships = memberships;
        this.cards = cards;
        this.telling = telling;
    }

    @EventListener
    void on(OrderNews.PeriodsPaid news) {
        var zone = events.get(news.event()).particulars().zone();
        for (var order : orders.all(news.orders())) {
            var about = Map.of("order", order.id().toString());
            var charge = Dues.charge(order.id());
            dues.find(charge).ifPresent(due -> dues.paidWhile(charge, memberships.payBy(due.membership())));
            telling.outbox.put(PAID, order.id().toString(), about);
            if (order.terms().when() instanceof Order.When.Period(var from, var _)) {
                var begins = from.atStartOfDay(zone).toInstant();
                telling.outbox.put(BEGUN, order.id().toString(), about, later(begins, telling.clock.instant()));
            }
        }
    }

    /// Some wallets are kept only after what was paid from them.
    @EventListener
    void on(PaymentNews.MeansKept news) {
        OrderId.parse(news.orderReference())
                .filter(order -> dues.find(Dues.charge(order)).isPresent())
                .ifPresent(order -> telling.outbox.put(PAID, order + KEPT, Map.of("order", order.toString())));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    @Override
    public String topic() {
        return PAID;
    }

    @Override
    public Handled handle(OutboxItem item) {
        var id = order(item);
        memberships.heard(Dues.charge(id));
        keptMeans(id);
        return Handled.done();
    }

    private static OrderId order(OutboxItem item) {
        return OrderId.parse(item.payload().get("order").asString()).orElseThrow();
    }

    /// Whoever had a card or wallet kept for what comes next has chosen it by that, unless they have chosen something
    /// else since they paid.
    private void keptMeans(OrderId id) {
        if (!(orders.get(id) instanceof Order.Paid paid) || paid.payment() == null) return;
        var means = cards.agreedWith(paid.payment());
        var due = dues.find(Dues.charge(id));
        if (means.isEmpty() || due.isEmpty()) return;
        var before = memberships.payBy(due.get().membership());
        if (dues.wasPaidWhile(Dues.charge(id), before))
            payBy(due.get().membership(), before, means.get().id());
    }

    private void payBy(MembershipId id, PayBy before, SavedCardId card) {
        var membership = memberships.get(id);
        boolean pointsFirst = before instanceof PayBy.Stored stored
                && StoredMeans.of(stored).filter(StoredMeans::pointsFirst).isPresent();
        var by = new StoredMeans(card, pointsFirst).payBy();
        if (membership instanceof Membership.Ended || before.equals(by)) return;
        memberships.payBy(id, by, membership.agreement().member().toString());
    }

    /// Money for a period is the organiser's once the period has begun: members are let in from then on, and what
    /// they get back when they leave is taken as any refund is.
    @Component
    record Begun(Orders orders, Telling telling) implements OutboxHandler {
        @Override
        public String topic() {
            return BEGUN;
        }

        @Override
        public boolean canWait() {
            return true;
        }

        @Override
        public Handled handle(OutboxItem item) {
            telling.transactions.executeWithoutResult(_ -> orders.complete(order(item), telling.clock.instant()));
            return Handled.done();
        }
    }
}
