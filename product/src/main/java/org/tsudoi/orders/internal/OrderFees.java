package org.tsudoi.orders.internal;

import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.tsudoi.fees.FeeTerms;
import org.tsudoi.fees.Fees;
import org.tsudoi.ledger.Account;
import org.tsudoi.ledger.AccountCode;
import org.tsudoi.ledger.Asset;
import org.tsudoi.ledger.Journal;
import org.tsudoi.ledger.JournalId;
import org.tsudoi.ledger.Ledger;
import org.tsudoi.ledger.Leg;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.Event;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.OrderId;

/// The platform's fee in the books: taken from the organiser when an order is paid, given back as the price goes back.
/// What can still come back of it is an asset of its own, so that more than was taken never does. Nothing is asked of
/// the books for an order without a fee.
@Component
class OrderFees {
    private final Fees fees;
    private final OrderFeeTable kept;
    private final Ledger ledger;

    OrderFees(Fees fees, OrderFeeTable kept, Ledger ledger) {
        this.fees = fees;
        this.kept = kept;
        this.ledger = ledger;
    }

    FeeTerms terms(Event event, Currency currency, Instant at) {
        return fees.terms(event, currency, at);
    }

    static AccountCode earned(Currency currency) {
        return AccountCode.of("platform", "fees", currency.getCurrencyCode());
    }

    static AccountCode returnable(OrderId order) {
        return AccountCode.of("order", order.toString(), "fee");
    }

    private static AccountCode issued(Currency currency) {
        return AccountCode.of("fees", "issued", currency.getCurrencyCode());
    }

    private static Asset right(Currency currency) {
        return new Asset("FEE/" + currency.getCurrencyCode());
    }

    /// They were paid in this transaction.
    void charge(List<Order.Paid> paid) {
        var charged =
                paid.stream().filter(order -> order.platformFee().isPositive()).toList();
        if (charged.isEmpty()) return;
        kept.keep(charged);
        ledger.open(charged.stream().flatMap(OrderFees::accounts).distinct().toList());
        for (var outcome :
                ledger.postEach(charged.stream().map(OrderFees::taken).toList())) outcome.orThrow();
    }

    private static Stream<Account> accounts(Order.Paid order) {
        var fee = order.platformFee();
        var right = right(fee.currency());
        return Stream.of(
                Account.unguarded(PayingOrders.payable(order.terms().organiser(), fee), Asset.of(fee)),
                Account.unguarded(earned(fee.currency()), Asset.of(fee)),
                Account.unguarded(issued(fee.currency()), right),
                Account.neverBelowZero(returnable(order.id()), right));
    }

    private static Journal taken(Order.Paid order) {
        return new Journal(
                JournalId.derive("order", order.id().toString(), "platform-fee"),
                "platform-fee",
                order.paidAt(),
                legs(order, order.platformFee(), 1),
                about(order));
    }

    /// @param sign -1 for what goes back
    private static List<Leg> legs(Order order, Money fee, long sign) {
        var money = Asset.of(fee);
        var right = right(fee.currency());
        long amount = sign * fee.minorUnits();
        return List.of(
                Leg.into(PayingOrders.payable(order.terms().organiser(), fee), money, amount),
                Leg.outOf(earned(fee.currency()), money, amount),
                Leg.into(returnable(order.id()), right, amount),
                Leg.outOf(issued(fee.currency()), right, amount));
    }

    private static Map<String, String> about(Order order) {
        return Map.of("order", order.id().toString());
    }

    /// What is kept of the fee of an order whose row is locked, and does not belong to what stays sold.
    ///
    /// @param back what has come back in all, in money and points
    /// @param step by which it did
    void giveBack(Order order, Money back, String step, Instant now) {
        var keeps = order.feeKept(back);
        var due = kept.kept(order.id()).minus(keeps);
        if (!due.isPositive()) return;
        kept.keep(order.id(), keeps);
        ledger.post(new Journal(
                        JournalId.derive("order", order.id().toString(), "platform-fee-returned", step),
                        "platform-fee-returned",
                        now,
                        legs(order, due, -1),
                        about(order)))
                .orThrow();
    }
}
