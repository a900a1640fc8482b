package org.tsudoi.pointsales.internal;

import java.time.Clock;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
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
import org.tsudoi.points.PointLot;
import org.tsudoi.points.PointLotId;
import org.tsudoi.pointsales.OddityId;
import org.tsudoi.pointsales.PointSales.Kind;
import org.tsudoi.pointsales.PointSales.Oddity;
import org.tsudoi.pointsales.Purchase;

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

    /// Of a purchase whose money a bank gave back it is not owed once more: the house bore the loss, and has it again.
    @EventListener
    void on(CameBackInMoney news) {
        var lot = news.lot().id();
        var id = OddityId.of(lot, news.step());
        oddities.holdStill(lot);
        long covered = Math.min(oddities.lost(lot), news.points());
        if (covered > 0) {
            oddities.lessLost(lot, covered);
            cover(id.toString(), lot, news.lot().member(), covered);
        }
        if (news.points() > covered) owe(id, lot, news.points() - covered, Refund.Reason.POINTS_TOO_LATE);
    }

    private void owe(OddityId id, PointLotId lot, long yen, Refund.Reason why) {
        oddities.insert(id, Kind.OWED_BACK, lot, Money.jpy(yen), "open", clock.instant());
        till.outbox.put(TOPIC, id.toString(), Map.of("oddity", id.toString(), "why", why.name()));
    }

    /// In the caller's transaction: points that were taken, as they can never be used again.
    void settled(PointLot lot, long yen, String step) {
        owe(OddityId.of(lot.id(), step), lot.id(), yen, Refund.Reason.POINTS_SETTLED);
    }

    /// The same the other way round: what was to go back to the buyer, and is with them by their bank. In the caller's
    /// transaction; answers how many yen of what the bank took that covers.
    long coverLost(Purchase purchase, String dispute, long yen) {
        oddities.holdStill(purchase.lot());
        long covered = oddities.lessOwed(purchase.lot(), yen);
        if (covered > 0) cover(dispute, purchase.lot(), purchase.member(), covered);
        return covered;
    }

    private void cover(String what, PointLotId lot, MemberId member, long yen) {
        var payable =
                Orders.payable(till.orders.get(new OrderId(lot.value())).terms().organiser(), YEN);
        move(new Moving("points-lost-covered", what, Money.jpy(yen), payable), lot, member);
    }

    @Override
    public String topic() {
        return TOPIC;
    }

    @Override
    public Handled handle(OutboxItem item) {
        var id = OddityId.parse(item.payload().get("oddity").asString()).orElseThrow();
        // What was put before there were two reasons has none.
        var why = item.payload().has("why")
                ? Refund.Reason.valueOf(item.payload().get("why").asString())
                : Refund.Reason.POINTS_TOO_LATE;
        transactions.executeWithoutResult(_ -> {
            // A dispute that is lost holds the payment, and then what is owed; so does this.
            oddities.find(id, "open").ifPresent(this::holdPayment);
            oddities.lock(id, "open").ifPresent(owed -> giveBack(owed, why));
        });
        return Handled.done();
    }

    private void holdPayment(Oddity owed) {
        if (order(owed) instanceof Order.Paid paid && paid.payment() != null) till.payments.holdStill(paid.payment());
    }

    private @Nullable Order order(Oddity owed) {
        return purchases
                .find(new OrderId(owed.lot().value()))
                .map(purchase -> till.orders.get(purchase.order()))
                .orElse(null);
    }

    private void giveBack(Oddity owed, Refund.Reason why) {
        var order = order(owed);
        if (order instanceof Order.Paid paid
                && paid.payment() != null
                && till.payments.refundable(paid.payment()).compareTo(owed.yen()) >= 0) {
            // Refunds are taken from whoever got the money.
            move(owed, "points-paid-back", Orders.payable(order.terms().organiser(), YEN));
            till.payments.refund(new RefundId(owed.id().value()), paid.payment(), owed.yen(), why);
            oddities.move(owed.id(), "open", "sent");
        } else oddities.move(owed.id(), "open", "for_person");
    }

    private void move(Oddity owed, String kind, AccountCode to) {
        move(new Moving(kind, owed.id().toString(), owed.yen(), to), owed.lot(), owed.member());
    }

    /// @param what names it among those of its kind; what is settled and what goes back is named alike
    private record Moving(String kind, String what, Money yen, AccountCode to) {
        JournalId id() {
            return kind.equals("points-lost-covered")
                    ? JournalId.derive(kind, what)
                    : JournalId.derive("points-owed-back", what);
        }
    }

    private void move(Moving moving, PointLotId lot, MemberId member) {
        ledger.open(List.of(
                Account.unguarded(CameBackInMoney.OWED_BACK, Asset.of(YEN)),
                Account.unguarded(moving.to, Asset.of(YEN))));
        ledger.post(new Journal(
                        moving.id(),
                        moving.kind,
                        clock.instant(),
                        List.of(Leg.into(CameBackInMoney.OWED_BACK, moving.yen), Leg.outOf(moving.to, moving.yen)),
                        Map.of("lot", lot.toString(), "member", member.toString())))
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
