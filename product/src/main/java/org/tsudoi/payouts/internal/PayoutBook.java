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
import org.tsudoi.payments.Deposits;
import org.tsudoi.payments.RefundTransfers;
import org.tsudoi.payouts.Payee;
import org.tsudoi.payouts.Payout;

/// Payouts on the books: from where they are owed (an organiser's payable, refunds due) to what is due to leave, and
/// from there out of our bank.
@Component
class PayoutBook {
    private static final String PAID = "payout-paid";
    private static final String RETURNED = "payout-returned";

    private final Ledger ledger;

    PayoutBook(Ledger ledger) {
        this.ledger = ledger;
    }

    private static AccountCode due(Currency currency) {
        return AccountCode.of("payouts", "due", currency.getCurrencyCode());
    }

    private static AccountCode fees(Currency currency) {
        return Deposits.transferFees(currency);
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
        move(payout, PAID, due(currency), ownBank(currency), payout.terms().amount(), at);
    }

    /// What the bank has charged for it stays the organiser's to bear; nothing is charged for what it never sent.
    ///
    /// @param atBank whether the books say from now on that it is at our bank; else that is for the bank to show
    void returned(Payout from, Payout.ReturnReason reason, boolean atBank, Instant at) {
        var terms = from.terms();
        var currency = terms.amount().currency();
        move(from, RETURNED, atBank ? ownBank(currency) : due(currency), owedAt(terms), terms.amount(), at);
        if (from instanceof Payout.Sent && reason == Payout.ReturnReason.REFUSED) feeReturned(from, at);
    }

    /// The bank shows that it left, after people have said that it came back.
    void leftAfterAll(Payout.Returned payout, Instant at) {
        if (ledger.journal(step(payout, PAID)).isPresent()) return;
        var amount = payout.terms().amount();
        move(payout, "payout-left", due(amount.currency()), ownBank(amount.currency()), amount, at);
    }

    /// The bank shows what people have said came back.
    ///
    /// @param account where that money is on the books: our bank's account, or where somebody has it already
    void backAtBank(Payout.Returned payout, AccountCode account, String notice, Instant at) {
        var amount = payout.terms().amount();
        var own = ownBank(amount.currency());
        boolean isOnBank = ledger.journal(step(payout, RETURNED)).stream()
                .flatMap(journal -> journal.journal().legs().stream())
                .anyMatch(leg -> leg.account().equals(own));
        var from = isOnBank ? own : due(amount.currency());
        if (account.equals(from)) return;
        ledger.open(List.of(Account.unguarded(account, Asset.of(amount))));
        var about = new HashMap<>(about(payout));
        about.put("notice", notice);
        post(payout, "payout-back-at-bank", List.of(Leg.into(account, amount), Leg.outOf(from, amount)), about, at);
    }

    private static JournalId step(Payout payout, String kind) {
        return JournalId.derive("payout", payout.id().toString(), kind);
    }

    private void move(Payout payout, String kind, AccountCode into, AccountCode outOf, Money money, Instant at) {
        post(payout, kind, List.of(Leg.into(into, money), Leg.outOf(outOf, money)), about(payout), at);
    }

    private static Map<String, String> about(Payout payout) {
        var whose = switch (payout.terms().payee()) {
            case Payee.OfOrganiser it -> Map.entry("organiser", it.organiser().toString());
            case Payee.OfBuyer it -> Map.entry("refund", it.refund().toString());
        };
        return Map.ofEntries(
                Map.entry("payout", payout.id().toString()),
                Map.entry("run", payout.terms().run().toString()),
                whose);
    }

    private void post(Payout payout, String kind, List<Leg> legs, Map<String, String> about, Instant at) {
        ledger.post(new Journal(step(payout, kind), kind, at, legs, about)).orThrow();
    }
}
