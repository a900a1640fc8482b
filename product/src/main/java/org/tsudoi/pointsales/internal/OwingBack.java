package org.tsudoi.pointsales.internal;

import java.time.Clock;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsudoi.ledger.Account;
import org.tsudoi.ledger.AccountCode;
import org.tsudoi.ledger.Asset;
import org.tsudoi.ledger.Journal;
import org.tsudoi.ledger.JournalId;
import org.tsudoi.ledger.Ledger;
import org.tsudoi.ledger.Leg;
import org.tsudoi.members.MemberId;
import org.tsudoi.money.Money;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.OrderId;
import org.tsudoi.orders.Orders;
import org.tsudoi.payments.Payments;
import org.tsudoi.payments.Refund;
import org.tsudoi.payments.RefundId;
import org.tsudoi.platform.outbox.Handled;
import org.tsudoi.platform.outbox.Outbox;
import org.tsudoi.platform.outbox.OutboxHandler;
import org.tsudoi.platform.outbox.OutboxItem;
import org.tsudoi.points.CameBackInMoney;
import org.tsudoi.pointsales.OddityId;
import org.tsudoi.pointsales.PointSales.Kind;
import org.tsudoi.pointsales.PointSales.Oddity;

/// Gives back the money of points that came back after their time, by the payment that bought them; where that takes
/// nothing back any more a person sees to it. Done after the commit: nobody waits for a payment while an order is
/// locked.
@Component
class OwingBack implements OutboxHandler {
    private static final String TOPIC = "pointsales.owed-back";
    private static final Currency YEN = Currency.getInstance("JPY");
    private static final AccountCode OUTSIDE = AccountCode.of("operator", "settled-outside", "JPY");

    private final OddityTable oddities;
    private final PurchaseTable purchases;
    private final Ledger ledger;
    private final Till till;
    private final TransactionTemplate transactions;
    private final Clock clock;

    /// What was paid, and by what.
    @Component
    record Till(Orders orders, Payments payments, Outbox outbox) {}

    OwingBack(
            OddityTable oddities,
            PurchaseTable purchases,
            Ledger ledger,
            Till till,
            TransactionTemplate transactions,
            Clock clock) {
        this.oddities = oddities;
        this.purchases = purchases;
        this.ledger = ledger;
        this.till = till;
        this.transactions = transactions;
        this.clock = clock;
    }

    @EventListener
    void on(CameBackInMoney news) {
        var id = OddityId.of(news.lot().id(), news.step());
        oddities.insert(id, Kind.OWED_BACK, news.lot().id(), Money.jpy(news.points()), "open", clock.instant());
        till.outbox.put(TOPIC, id.toString(), Map.of("oddity", id.toString()));
    }

    @Override
    public String topic() {
        return TOPIC;
    }

    @Override
    public Handled handle(OutboxItem item) {
        var id = OddityId.parse(item.payload().get("oddity").asString()).orElseThrow();
        transactions.executeWithoutResult(_ -> oddities.lock(id, "open").ifPresent(this::giveBack));
        return Handled.done();
    }

    private void giveBack(Oddity owed) {
        var order = purchases
                .find(new OrderId(owed.lot().value()))
                .map(purchase -> till.orders.get(purchase.order()))
                .orElse(null);
        if (order instanceof Order.Paid paid
                && paid.payment() != null
                && till.payments.refundable(paid.payment()).compareTo(owed.yen()) >= 0) {
            // Refunds are taken from whoever got the money.
            move(owed, "points-paid-back", Orders.payable(order.terms().organiser(), YEN));
            till.payments.refund(
                    new RefundId(owed.id().value()), paid.payment(), owed.yen(), Refund.Reason.POINTS_TOO_LATE);
            oddities.move(owed.id(), "open", "sent");
        } else oddities.move(owed.id(), "open", "for_person");
    }

    private void move(Oddity owed, String kind, AccountCode to) {
        ledger.open(List.of(
                Account.unguarded(CameBackInMoney.OWED_BACK, Asset.of(YEN)), Account.unguarded(to, Asset.of(YEN))));
        ledger.post(new Journal(
                        JournalId.derive("points-owed-back", owed.id().toString()),
                        kind,
                        clock.instant(),
                        List.of(Leg.into(CameBackInMoney.OWED_BACK, owed.yen()), Leg.outOf(to, owed.yen())),
                        Map.of(
                                "lot",
                                owed.lot().toString(),
                                "member",
                                owed.member().toString())))
                .orThrow();
    }

    List<Oddity> forAPerson() {
        return oddities.forAPerson();
    }

    boolean settle(OddityId id, MemberId by, String note) {
        return Objects.requireNonNull(transactions.execute(_ -> oddities.lock(id, "for_person")
                .map(oddity -> {
                    oddities.settled(id, by, note, clock.instant());
                    // What a bank gave back was borne by the house when it did.
                    if (oddity.kind() == Kind.OWED_BACK) move(oddity, "points-settled", OUTSIDE);
                    return true;
                })
                .orElse(false)));
    }
}
