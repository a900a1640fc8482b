package org.tsudoi.freetimes;

import java.time.LocalDate;
import java.util.List;

/// The hours that begin on one day, in order; none: closed.
public record DayHours(List<Span> spans) {
    public static final int SPANS_MAX = 4;
    public static final DayHours CLOSED = new DayHours(List.of());

    /// Any day will do: only times of day are compared.
    private static final LocalDate SOME_DAY = LocalDate.EPOCH;

    public DayHours {
        spans = spans.stream().sorted().toList();
        if (spans.size() > SPANS_MAX) throw new IllegalArgumentException("more than " + SPANS_MAX + " spans");
        for (int i = 1; i < spans.size(); i++) {
            if (spans.get(i - 1).endFrom(SOME_DAY).isAfter(spans.get(i).startOn(SOME_DAY))) {
                throw new IllegalArgumentException("spans of a day overlap");
            }
        }
    }

    public static DayHours of(Span... spans) {
        return new DayHours(List.of(spans));
    }

    public boolean isClosed() {
        return spans.isEmpty();
    }
}
