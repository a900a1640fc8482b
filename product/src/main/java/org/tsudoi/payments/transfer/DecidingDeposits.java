package org.tsudoi.payments.transfer;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsudoi.payments.Deposits;
import org.tsudoi.payments.PaymentId;
import org.tsudoi.payments.Payments;

/// A person decides what a deposit is for.
final class DecidingDeposits implements Deposits {
    private static final int WAITING_MAX = 10;

    private final TransferTable transfers;
    private final DepositTable deposits;
    private final Payments payments;
    private final TransactionTemplate transactions;
    private final Clock clock;

    DecidingDeposits(
            TransferTable transfers,
            DepositTable deposits,
            Payments payments,
            TransactionTemplate transactions,
            Clock clock) {
        this.transfers = transfers;
        this.deposits = deposits;
        this.payments = payments;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public List<Unmatched> unmatched(int max) {
        return deposits.unmatched(max).stream()
                .map(deposit -> new Unmatched(
                        deposit,
                        transfers.waitingFor(deposit.yen(), WAITING_MAX).stream()
                                .map(it -> new Waiting(
                                        it.payment(),
                                        it.orderReference(),
                                        it.number().toString()))
                                .toList()))
                .toList();
    }

    @Override
    public List<Surplus> surpluses(int max) {
        return transfers.surpluses(max).stream()
                .map(it -> new Surplus(
                        it.payment(), it.orderReference(), it.number().toString(), it.surplus()))
                .toList();
    }

    @Override
    public Set<String> decided(Collection<String> identities) {
        return deposits.decided(identities);
    }

    @Override
    public boolean match(UUID deposit, PaymentId payment, String who) {
        boolean matched = Objects.requireNonNull(transactions.execute(_ -> {
            if (deposits.lockUnmatched(deposit).isEmpty()
                    || transfers.find(payment).isEmpty()) return false;
            deposits.match(deposit, payment, who);
            return true;
        }));
        if (matched) payments.askAlthoughOver(payment);
        return matched;
    }

    @Override
    public boolean setAside(UUID deposit, String note, String who) {
        return Objects.requireNonNull(transactions.execute(_ -> {
            if (deposits.lockUnmatched(deposit).isEmpty()) return false;
            deposits.setAside(deposit, note, who);
            return true;
        }));
    }

    @Override
    public boolean sentBack(PaymentId payment, long yen, String note, String who) {
        return Objects.requireNonNull(transactions.execute(_ -> {
            var transfer = transfers.lock(payment);
            if (transfer.isEmpty() || yen < 1 || transfer.get().surplus() != yen) return false;
            deposits.addSentBack(payment, yen, who, note, clock.instant());
            return true;
        }));
    }
}
