package org.tsudoi.payments.transfer;

import java.time.Clock;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.tsudoi.ledger.Account;
import org.tsudoi.ledger.AccountCode;
import org.tsudoi.ledger.Asset;
import org.tsudoi.ledger.Journal;
import org.tsudoi.ledger.JournalId;
import org.tsudoi.ledger.Ledger;
import org.tsudoi.ledger.Leg;
import org.tsudoi.payments.Suspense;

/// Deposits on the books. What came is at our bank, and nobody's until it is a payment's: then it is no longer what the
/// payment is owed by transfer. So our bank's account moves by each line of its files, and what is on suspense is what
/// came without a number, in part or beyond the price. In the caller's transaction; each step may be repeated.
final class DepositBook {
    private static final Currency YEN = Currency.getInstance("JPY");
    private static final Asset MONEY = Asset.of(YEN);
    private static final AccountCode NOBODYS = Suspense.account(YEN);
    private static final AccountCode OWED_BY_TRANSFER = AccountCode.of("provider", TransferAdapter.NAME, "JPY");
    private static final AccountCode SET_ASIDE = AccountCode.of("operator", "set-aside", "JPY");

    private final Ledger ledger;
    private final Clock clock;

    DepositBook(Ledger ledger, Clock clock) {
        this.ledger = ledger;
        this.clock = clock;
    }

    /// @param yen       below zero when the bank called it back
    /// @param atVirtual whether it came to the account that virtual ones lead to
    record Came(UUID id, String identity, long yen, Instant bookedAt, boolean atVirtual) {
        private AccountCode bank() {
            return bankAccount(atVirtual);
        }

        private JournalId step(String step) {
            return JournalId.derive("deposit", id.toString(), step);
        }

        private Map<String, String> about() {
            return Map.of("deposit", id.toString(), "notice", identity);
        }
    }

    /// Of another bank's account no statement is read, so that it has one of its own.
    static AccountCode bankAccount(boolean atVirtual) {
        return AccountCode.of("bank", atVirtual ? "virtual" : "own", "JPY");
    }

    void came(Came deposit) {
        var now = clock.instant();
        move(
                deposit.step("came"),
                deposit.yen > 0 ? "deposit-received" : "deposit-called-back",
                deposit.bookedAt.isAfter(now) ? now : deposit.bookedAt,
                deposit.about(),
                new Move(deposit.bank(), NOBODYS, deposit.yen));
    }

    boolean isBooked(Came deposit) {
        return ledger.journal(deposit.step("came")).isPresent();
    }

    /// Somebody else has it on the books.
    void knownElsewhere(Came deposit) {
        if (!isBooked(deposit)) return;
        move(
                deposit.step("elsewhere"),
                "deposit-elsewhere",
                clock.instant(),
                deposit.about(),
                new Move(NOBODYS, deposit.bank(), deposit.yen));
    }

    /// It has nothing to do with payments: the operator's.
    void setAside(Came deposit) {
        came(deposit);
        move(
                deposit.step("aside"),
                "deposit-set-aside",
                clock.instant(),
                Map.of("deposit", deposit.id.toString()),
                new Move(NOBODYS, SET_ASIDE, deposit.yen));
    }

    /// So much more of what came is the payment's, or less when it is below zero.
    ///
    /// @param settling which change of this payment it is, from 1
    void settled(TransferTable.Transfer transfer, long more, int settling) {
        var payment = transfer.payment().toString();
        move(
                JournalId.derive("transfer", payment, "settled", Integer.toString(settling)),
                more > 0 ? "transfer-settled" : "transfer-unsettled",
                clock.instant(),
                Map.of("payment", payment, "order", transfer.orderReference()),
                new Move(NOBODYS, OWED_BY_TRANSFER, more));
    }

    private record Move(AccountCode into, AccountCode outOf, long yen) {}

    private void move(JournalId id, String kind, Instant at, Map<String, String> about, Move move) {
        ledger.open(List.of(Account.unguarded(move.into, MONEY), Account.unguarded(move.outOf, MONEY)));
        var legs = List.of(Leg.into(move.into, MONEY, move.yen), Leg.outOf(move.outOf, MONEY, move.yen));
        ledger.post(new Journal(id, kind, at, legs, about)).orThrow();
    }
}
