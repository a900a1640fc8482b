package org.tsudoi.payments.provider;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsudoi.payments.NamelessMoney;
import org.tsudoi.payments.PaymentId;
import org.tsudoi.payments.Payments;

/// Two people decide whose the money is: what one says is so once another says the same.
public final class DecidingNameless implements NamelessMoney {
    private static final int WAITING_MAX = 10;

    private final Rows rows;
    private final Payments payments;
    private final TransactionTemplate transactions;

    public DecidingNameless(Rows rows, Payments payments, TransactionTemplate transactions) {
        this.rows = rows;
        this.payments = payments;
        this.transactions = transactions;
    }

    /// @param wish what one person says of it; null: nobody has said anything
    public record Kept(Deposit deposit, @Nullable Wish wish) {}

    /// What a provider keeps of it. All in the caller's transaction.
    public interface Rows {
        /// The same word as the provider's.
        String provider();

        /// The oldest first.
        List<Kept> unmatched(int max);

        /// Nothing once it was decided.
        Optional<Kept> lockUnmatched(UUID id);

        /// In place of what was said before.
        void wish(UUID id, Wish wish);

        /// Those that wait for just that much, the newest first.
        List<Waiting> waitingFor(Deposit deposit, int max);

        /// Nothing when it cannot be for that.
        Optional<Waiting> waiting(Deposit deposit, PaymentId payment);

        /// It is locked, and another has said the same.
        void match(UUID id, PaymentId payment, String who);

        /// It is locked, and another has said the same.
        void setAside(UUID id, String note, String who);

        Map<String, Decided> decidedAmong(Collection<String> lines);
    }

    @Override
    public String provider() {
        return rows.provider();
    }

    @Override
    public List<Unmatched> unmatched(int max) {
        return rows.unmatched(max).stream()
                .map(kept -> new Unmatched(kept.deposit(), waiting(kept), kept.wish()))
                .toList();
    }

    /// With the one that somebody has said it is for.
    private List<Waiting> waiting(Kept kept) {
        var waiting = rows.waitingFor(kept.deposit(), WAITING_MAX);
        var said = kept.wish() == null ? null : kept.wish().payment();
        if (said == null || waiting.stream().anyMatch(one -> one.payment().equals(said))) return waiting;
        return rows.waiting(kept.deposit(), said).stream().toList();
    }

    @Override
    public Deciding match(UUID id, PaymentId payment, String who) {
        var deciding = Objects.requireNonNull(transactions.execute(_ -> {
            var kept = rows.lockUnmatched(id);
            if (kept.flatMap(it -> rows.waiting(it.deposit(), payment)).isEmpty()) return Deciding.TOO_LATE;
            var agreed = agree(kept.get(), new Wish(who, payment, ""));
            if (agreed == Deciding.DONE) rows.match(id, payment, who);
            return agreed;
        }));
        if (deciding == Deciding.DONE) payments.askAlthoughOver(payment);
        return deciding;
    }

    @Override
    public Deciding setAside(UUID id, String note, String who) {
        return Objects.requireNonNull(transactions.execute(_ -> {
            var kept = rows.lockUnmatched(id);
            if (kept.isEmpty()) return Deciding.TOO_LATE;
            var agreed = agree(kept.get(), new Wish(who, null, note));
            if (agreed == Deciding.DONE) rows.setAside(id, note, who);
            return agreed;
        }));
    }

    private Deciding agree(Kept kept, Wish wish) {
        if (isSaidByAnother(kept.wish(), wish)) return Deciding.DONE;
        rows.wish(kept.deposit().id(), wish);
        return Deciding.TO_BE_CONFIRMED;
    }

    private static boolean isSaidByAnother(@Nullable Wish before, Wish now) {
        return before != null && !before.by().equals(now.by()) && Objects.equals(before.payment(), now.payment());
    }

    @Override
    public Map<String, Decided> decidedAmong(Collection<String> lines) {
        return rows.decidedAmong(lines);
    }
}
