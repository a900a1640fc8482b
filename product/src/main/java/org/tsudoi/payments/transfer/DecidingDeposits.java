package org.tsudoi.payments.transfer;

import java.util.Collection;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsudoi.ledger.AccountCode;
import org.tsudoi.payments.Deposits;
import org.tsudoi.payments.PaymentId;
import org.tsudoi.payments.Payments;
import org.tsudoi.payments.Suspense;

/// Two people decide what a deposit is for: what one says is so once another says the same.
final class DecidingDeposits implements Deposits {
    private static final int WAITING_MAX = 10;
    private static final String US = "tsudoi";

    private final SettlingTransfers.Rows rows;
    private final DepositBook book;
    private final KeepingDeposits keeping;
    private final Payments payments;
    private final TransactionTemplate transactions;

    DecidingDeposits(
            SettlingTransfers.Rows rows,
            DepositBook book,
            KeepingDeposits keeping,
            Payments payments,
            TransactionTemplate transactions) {
        this.rows = rows;
        this.book = book;
        this.keeping = keeping;
        this.payments = payments;
        this.transactions = transactions;
    }

    @Override
    public List<Unmatched> unmatched(int max) {
        return rows.deposits().unmatched(max).stream()
                .map(kept -> new Unmatched(kept.deposit(), waiting(kept), kept.wish()))
                .toList();
    }

    /// With the one that somebody has said it is for.
    private List<Waiting> waiting(DepositTable.Kept kept) {
        var waiting = rows.transfers().waitingFor(kept.deposit().yen(), WAITING_MAX).stream()
                .map(DecidingDeposits::waiting)
                .toList();
        var said = kept.wish() == null ? null : kept.wish().payment();
        if (said == null || waiting.stream().anyMatch(one -> one.payment().equals(said))) return waiting;
        return rows.transfers().find(said).stream()
                .map(DecidingDeposits::waiting)
                .toList();
    }

    private static Waiting waiting(TransferTable.Transfer it) {
        return new Waiting(it.payment(), it.orderReference(), it.number().toString());
    }

    @Override
    public Set<String> decided(Collection<String> identities) {
        return rows.deposits().decided(identities);
    }

    @Override
    public Set<String> undecided(Collection<String> identities) {
        return rows.deposits().undecided(identities);
    }

    @Override
    public Deciding match(UUID deposit, PaymentId payment, String who) {
        var deciding = Objects.requireNonNull(transactions.execute(_ -> {
            if (rows.transfers().find(payment).isEmpty()) return Deciding.TOO_LATE;
            var agreed = agree(deposit, new Wish(who, payment, ""));
            if (agreed == Deciding.DONE) {
                book.came(rows.deposits().find(deposit).orElseThrow());
                rows.deposits().match(deposit, payment, who);
                keeping.settleSoon(payment, deposit.toString());
            }
            return agreed;
        }));
        if (deciding == Deciding.DONE) payments.askAlthoughOver(payment);
        return deciding;
    }

    @Override
    public Deciding setAside(UUID deposit, String note, String who) {
        return Objects.requireNonNull(transactions.execute(_ -> {
            var agreed = agree(deposit, new Wish(who, null, note));
            if (agreed == Deciding.DONE) {
                rows.deposits().setAside(deposit, note, who);
                book.setAside(rows.deposits().find(deposit).orElseThrow());
            }
            return agreed;
        }));
    }

    /// Under the deposit's lock.
    private Deciding agree(UUID deposit, Wish wish) {
        var kept = rows.deposits().lockUnmatched(deposit);
        if (kept.isEmpty()) return Deciding.TOO_LATE;
        if (isSaidByAnother(kept.get().wish(), wish)) return Deciding.DONE;
        rows.deposits().wish(deposit, wish);
        return Deciding.TO_BE_CONFIRMED;
    }

    private static boolean isSaidByAnother(@Nullable Wish before, Wish now) {
        return before != null && !before.by().equals(now.by()) && Objects.equals(before.payment(), now.payment());
    }

    @Override
    public Optional<AccountCode> knownFor(UUID deposit, String identity, Currency currency, String note) {
        var own = Deposits.ownBank(currency);
        if (rows.deposits().lockUnmatched(deposit).isEmpty()) {
            return rows.deposits().decided(List.of(identity)).isEmpty() ? Optional.of(own) : Optional.empty();
        }
        rows.deposits().setAside(deposit, note, US);
        boolean isBooked = book.isBooked(rows.deposits().find(deposit).orElseThrow());
        return Optional.of(isBooked ? Suspense.account(currency) : own);
    }
}
