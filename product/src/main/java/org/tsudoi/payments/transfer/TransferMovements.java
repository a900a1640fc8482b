package org.tsudoi.payments.transfer;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import org.tsudoi.money.Money;
import org.tsudoi.payments.provider.Answer;
import org.tsudoi.payments.provider.Movements;

/// The transfers that came whole, from the files that were read. What came beyond the price is no part of a payment: a
/// person sends it back.
final class TransferMovements implements Movements {
    private final TransferTable transfers;

    TransferMovements(TransferTable transfers) {
        this.transfers = transfers;
    }

    @Override
    public String name() {
        return TransferAdapter.NAME;
    }

    @Override
    public ZoneId zone() {
        return TransferAdapter.JAPAN;
    }

    @Override
    public Answer<List<Line>> movements(Instant from, Instant until) {
        return new Answer.Given<>(transfers.paidBetween(from, until).stream()
                .map(paid -> new Line(
                        paid.reference(),
                        Kind.CHARGE,
                        paid.reference(),
                        paid.payment(),
                        null,
                        Money.jpy(paid.yen()),
                        Money.jpy(0),
                        Objects.requireNonNull(paid.newestAt())))
                .toList());
    }
}
