package org.tsudoi.payments.slip;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.tsudoi.payments.provider.Answer;
import org.tsudoi.payments.provider.Movements;

/// What the agent confirmed (確定) and when it transfers that (振込日), from the files that were read.
final class SlipMovements implements Movements {
    private final SlipTable slips;
    private final SlipSettings settings;

    SlipMovements(SlipTable slips, SlipSettings settings) {
        this.slips = slips;
        this.settings = settings;
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
        var lines = new ArrayList<>(slips.settledBetween(from, until));
        lines.addAll(slips.remittedBetween(day(from), day(until)));
        return new Answer.Given<>(lines);
    }

    @Override
    public List<TwoDays> toldForTwoDays(Instant from, Instant until) {
        return slips.remittedTwice(from, until);
    }

    /// Days are asked for whole.
    private static LocalDate day(Instant start) {
        return LocalDate.ofInstant(start, SlipAdapter.JAPAN);
    }

    @Override
    public List<String> namesAtBank() {
        return settings.remitter().isEmpty() ? List.of() : List.of(settings.remitter());
    }
}
