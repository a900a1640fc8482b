package org.tsudoi.payments.transfer;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.tsudoi.payments.NamelessMoney.Decided;
import org.tsudoi.payments.NamelessMoney.Deposit;
import org.tsudoi.payments.NamelessMoney.Waiting;
import org.tsudoi.payments.NamelessMoney.Wish;
import org.tsudoi.payments.PaymentId;
import org.tsudoi.payments.provider.DecidingNameless;

/// Deposits without a number, with the books.
final class NamelessDeposits implements DecidingNameless.Rows {
    private final SettlingTransfers.Rows rows;
    private final DepositBook book;
    private final KeepingDeposits keeping;

    NamelessDeposits(SettlingTransfers.Rows rows, DepositBook book, KeepingDeposits keeping) {
        this.rows = rows;
        this.book = book;
        this.keeping = keeping;
    }

    @Override
    public String provider() {
        return TransferAdapter.NAME;
    }

    @Override
    public List<DecidingNameless.Kept> unmatched(int max) {
        return rows.deposits().unmatched(max);
    }

    @Override
    public Optional<DecidingNameless.Kept> lockUnmatched(UUID id) {
        return rows.deposits().lockUnmatched(id);
    }

    @Override
    public void wish(UUID id, Wish wish) {
        rows.deposits().wish(id, wish);
    }

    @Override
    public List<Waiting> waitingFor(Deposit deposit, int max) {
        return rows.transfers().waitingFor(deposit.yen(), max).stream()
                .map(NamelessDeposits::waiting)
                .toList();
    }

    @Override
    public Optional<Waiting> waiting(Deposit deposit, PaymentId payment) {
        return rows.transfers().find(payment).map(NamelessDeposits::waiting);
    }

    private static Waiting waiting(TransferTable.Transfer it) {
        return new Waiting(it.payment(), it.orderReference(), it.number().toString());
    }

    @Override
    public void match(UUID id, PaymentId payment, String who) {
        book.came(rows.deposits().find(id).orElseThrow());
        rows.deposits().match(id, payment, who);
        keeping.settleSoon(payment, id.toString());
    }

    @Override
    public void setAside(UUID id, String note, String who) {
        rows.deposits().setAside(id, note, who);
        book.setAside(rows.deposits().find(id).orElseThrow());
    }

    /// What files tell is a line of its payment, whoever said so.
    @Override
    public Map<String, Decided> decidedAmong(Collection<String> lines) {
        return Map.of();
    }
}
