package org.tsudoi.payments.transfer;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.tsudoi.money.Money;
import org.tsudoi.payments.provider.Answer;
import org.tsudoi.payments.provider.Movements;

/// What came for the transfers that came whole, less what was given back of it, and what is gone of that, from
/// the files that were read.
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
        var lines = new ArrayList<Line>();
        for (var paid : transfers.paidBetween(from, until)) {
            if (isWithin(paid.newestAt(), from, until)) lines.add(came(paid));
            if (paid.gone() > 0 && isWithin(paid.calledBackAt(), from, until)) lines.add(gone(paid));
        }
        return new Answer.Given<>(lines);
    }

    private static boolean isWithin(@Nullable Instant at, Instant from, Instant until) {
        return at != null && !at.isBefore(from) && at.isBefore(until);
    }

    private static Line came(TransferTable.Transfer paid) {
        return new Line(
                paid.reference(),
                Kind.CHARGE,
                paid.reference(),
                paid.payment(),
                null,
                Money.jpy(paid.calledBackAt() == null ? paid.received() : paid.received() + paid.gone()),
                Money.jpy(0),
                Objects.requireNonNull(paid.newestAt()));
    }

    private static Line gone(TransferTable.Transfer paid) {
        return new Line(
                paid.reference() + "-gone",
                Kind.DISPUTE,
                paid.reference(),
                paid.payment(),
                null,
                Money.jpy(-paid.gone()),
                Money.jpy(0),
                Objects.requireNonNull(paid.calledBackAt()));
    }
}
