package org.tsudoi.payouts.internal;

import java.time.Instant;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.tsudoi.ledger.Account;
import org.tsudoi.ledger.AccountCode;
import org.tsudoi.ledger.Asset;
import org.tsudoi.ledger.Journal;
import org.tsudoi.ledger.JournalId;
import org.tsudoi.ledger.Ledger;
import org.tsudoi.ledger.Leg;
import org.tsudoi.members.OrganiserId;
import org.tsudoi.money.Money;
import org.tsudoi.orders.Orders;
import org.tsudoi.payments.RefundTransfers;
import org.tsudoi.payouts.Payee;
import org.tsudoi.payouts.Payout;

/// Payouts on the books: from where they are owed (an organiser's payable, refunds due) to what is due to leave, and
/// from there out of our bank.
@Component
class PayoutBook {
    private final Ledger ledger;

    PayoutBook(Ledger ledger) {
        this.ledger = ledger;
    }

    private static AccountCode due(Currency currency) {
        return AccountCode.of("payouts", "due", currency.getCurrencyCode());
    }

    private static AccountCode fees(Currency currency) {
        return AccountCode.of("operator", "transfer-fees", currency.getCurrencyCode());
    }

    private static AccountCode ownBank(Currency currency) {
        return AccountCode.of("bank", "own", currency.getCurrencyCode());
    }

    /// Where it is owed.
    private static AccountCode owedAt(Payout.Terms terms) {
        var currency = terms.amount().currency();
        return switch (terms.payee()) {
            case Payee.OfOrganiser it -> Orders.payable(it.organiser(), currency);
            case Payee.OfBuyer _ -> RefundTransfers.due(currency);
        };
    }

    /// Below zero when the organiser owes us.
    Money owed(OrganiserId organiser, Currency currency) {
        var code = Orders.payable(organiser, currency);
        if (ledger.account(code).isEmpty()) return Money.zero(currency);
        return new Money(Math.negateExact(ledger.balance(code).posted()), currency);
    }

    /// Of all to whom anything was ever owed in this currency.
    Map<OrganiserId, Money> owed(Currency currency) {
        var owed = new HashMap<OrganiserId, Money>();
        for (var balance : ledger.balances("organiser:")) {
            var parts = balance.account().value().split(":", -1);
            if (parts.length != 4) continue;
            OrganiserId.parse(parts[1])
                    .filter(organiser -> Orders.payable(organiser, currency).equals(balance.account()))
                    .ifPresent(
                            organiser -> owed.put(organiser, new Money(Math.negateExact(balance.posted()), currency)));
        }
        return owed;
    }

    void prepared(Payout payout, Instant at) {
        var terms = payout.terms();
        var currency = terms.amount().currency();
        var asset = Asset.of(terms.amount());
        ledger.open(List.of(
                Account.unguarded(due(currency), asset),
                Account.unguarded(fees(currency), asset),
                Account.unguarded(ownBank(currency), asset)));
        move(payout, "payout-prepared", owedAt(terms), due(currency), terms.amount(), at);
        if (terms.fee().isPositive()) {
            move(payout, "payout-fee", owedAt(terms), fees(currency), terms.fee(), at);
        }
    }

    void discarded(Payout payout, Instant at) {
        var terms = payout.terms();
        var currency = terms.amount().currency();
        move(payout, "payout-discarded", due(currency), owedAt(terms), terms.amount(), at);
        feeReturned(payout, at);
    }

    private void feeReturned(Payout payout, Instant at) {
        var terms = payout.terms();
        if (!terms.fee().isPositive()) return;
        move(payout, "payout-fee-returned", fees(terms.fee().currency()), owedAt(terms), terms.fee(), at);
    }

    void paid(Payout payout, Instant at) {
        var currency = payout.terms().amount().currency();
        move(
                payout,
                "payout-paid",
                due(currency),
                ownBank(currency),
                payout.terms().amount(),
                at);
    }

    /// What the bank has charged for it stays the organiser's to bear; nothing is charged for what it never sent.
    void returned(Payout from, Payout.ReturnReason reason, Instant at) {
        var terms = from.terms();
        var currency = terms.amount().currency();
        var back = from instanceof Payout.Paid ? ownBank(currency) : due(currency);
        move(from, "payout-returned", back, owedAt(terms), terms.amount(), at);
        if (from instanceof Payout.Sent && reason == Payout.ReturnReason.REFUSED) feeReturned(from, at);
    }

    private void move(Payout payout, String kind, AccountCode into, AccountCode outOf, Money money, Instant at) {
        var whose = switch (payout.terms().payee()) {
            case Payee.OfOrganiser it -> Map.entry("organiser", it.organiser().toString());
            case Payee.OfBuyer it -> Map.entry("refund", it.refund().toString());
        };
        var about = Map.ofEntries(
                Map.entry("payout", payout.id().toString()),
                Map.entry("run", payout.terms().run().toString()),
                whose);
        ledger.post(new Journal(
                        JournalId.derive("payout", payout.id().toString(), kind),
                        kind,
                        at,
                        List.of(Leg.into(into, money), Leg.outOf(outOf, money)),
                        about))
                .orThrow();
    }
}
