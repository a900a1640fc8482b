package org.tsudoi.reconciliation.internal;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsudoi.banking.BankCharge;
import org.tsudoi.ledger.Account;
import org.tsudoi.ledger.AccountCode;
import org.tsudoi.ledger.Asset;
import org.tsudoi.ledger.Journal;
import org.tsudoi.ledger.JournalId;
import org.tsudoi.ledger.Ledger;
import org.tsudoi.ledger.Leg;
import org.tsudoi.money.Money;
import org.tsudoi.payments.Deposits;
import org.tsudoi.payments.KnownNotices;
import org.tsudoi.reconciliation.Reconciliation.TransferFees;
import org.tsudoi.reconciliation.internal.BankLineTable.BankLine;

/// What a bank takes for itself is the operator's cost, once for each of its lines.
@Component
class BookingCharges {
    private static final String US = "tsudoi";

    /// What one click may book: no more than a bank takes at once. The table's second lock has the same bounds.
    private static final Map<String, Long> SAID_BY_CLICK_MAX = Map.of("JPY", 11_000L, "THB", 110_000L);

    private static final String WITHHELD = "operator:transfer-fees:";
    private static final String TAKEN = "operator:transfer-costs:";

    private final BankLineTable lines;
    private final List<KnownNotices> elsewhere;
    private final Ledger ledger;
    private final TransactionTemplate transactions;
    private final Clock clock;

    BookingCharges(
            BankLineTable lines,
            List<KnownNotices> elsewhere,
            Ledger ledger,
            TransactionTemplate transactions,
            Clock clock) {
        this.lines = lines;
        this.elsewhere = List.copyOf(elsewhere);
        this.ledger = ledger;
        this.transactions = transactions;
        this.clock = clock;
    }

    /// Those of which the bank itself says so. An organiser's account may be called like a fee: a payout is none.
    void bookCertain(List<BankLine> told) {
        var certain =
                told.stream().filter(line -> line.charge() != BankCharge.NONE).toList();
        if (certain.isEmpty()) return;
        transactions.executeWithoutResult(_ -> {
            var known = new HashSet<String>();
            var identities = certain.stream().map(BankLine::identity).toList();
            for (var one : elsewhere) known.addAll(one.known(identities));
            for (var line : certain) {
                if (!known.contains(line.identity())) book(line, US);
            }
        });
    }

    /// Whether it is proposed that it is one.
    static boolean mayBeOne(BankLine line) {
        var most = SAID_BY_CLICK_MAX.get(line.amount().currency().getCurrencyCode());
        return line.movement().equals("withdrawal")
                && most != null
                && line.amount().negated().minorUnits() <= most;
    }

    /// Somebody says so.
    ///
    /// @return false when it is too much for that, or was booked before
    boolean book(UUID id, String who) {
        return Boolean.TRUE.equals(transactions.execute(_ -> lines.find(id)
                .filter(line -> mayBeOne(line) && !isKnown(line))
                .filter(line -> book(line, who))
                .isPresent()));
    }

    /// Whether it has turned out meanwhile to be something else.
    private boolean isKnown(BankLine line) {
        return elsewhere.stream()
                .anyMatch(one -> !one.known(List.of(line.identity())).isEmpty());
    }

    private boolean book(BankLine line, String who) {
        if (!lines.addCharge(line, who, clock.instant())) return false;
        var amount = line.amount().negated();
        var currency = amount.currency();
        var own = Deposits.ownBank(currency);
        var cost = line.charge() == BankCharge.FOR_TRANSFERS ? transferCosts(currency) : costs(currency);
        ledger.open(List.of(Account.unguarded(own, Asset.of(amount)), Account.unguarded(cost, Asset.of(amount))));
        ledger.post(new Journal(
                        JournalId.derive("bank-charge", line.id().toString()),
                        "bank-charge",
                        LookingAtBank.start(line.bookedOn()),
                        List.of(Leg.into(cost, amount), Leg.outOf(own, amount)),
                        Map.of("notice", line.identity())))
                .orThrow();
        return true;
    }

    private static AccountCode costs(Currency currency) {
        return AccountCode.of("operator", "bank-costs", currency.getCurrencyCode());
    }

    private static AccountCode transferCosts(Currency currency) {
        return new AccountCode(TAKEN + currency.getCurrencyCode());
    }

    /// By currency.
    List<TransferFees> transferFees() {
        var fees = new TreeMap<String, TransferFees>();
        for (var accounts : List.of(WITHHELD, TAKEN)) {
            for (var balance : ledger.balances(accounts)) {
                var currency = Currency.getInstance(balance.account().value().substring(accounts.length()));
                var withheld = posted(Deposits.transferFees(currency), currency).negated();
                var taken = posted(transferCosts(currency), currency);
                fees.put(currency.getCurrencyCode(), new TransferFees(withheld, taken));
            }
        }
        return new ArrayList<>(fees.values());
    }

    private Money posted(AccountCode account, Currency currency) {
        return ledger.account(account).isEmpty()
                ? Money.zero(currency)
                : new Money(ledger.balance(account).posted(), currency);
    }
}
