package org.tsudoi.payments.slip;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.tsudoi.payments.provider.Answer;
import org.tsudoi.payments.provider.Movements;

/// What the agent confirmed (確定), from the files that were read.
final class SlipMovements implements Movements {
    private final SlipTable slips;

    SlipMovements(SlipTable slips) {
        this.slips = slips;
    }

    @Override
    public String name() {
        return SlipAdapter.NAME;
    }

    @Override
    public ZoneId zone() {
        return SlipAdapter.JAPAN;
    }

    @Override
    public Answer<List<Line>> movements(Instant from, Instant until) {
        return new Answer.Given<>(slips.settledBetween(from, until));
    }
}
