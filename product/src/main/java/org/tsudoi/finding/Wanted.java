package org.tsudoi.finding;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.tsudoi.money.Money;

/// What somebody looks for; all of it at once.
///
/// @param text   words, all of which are to be found
/// @param above  costs more than that, in the same currency as `most`
/// @param most   costs no more than that
/// @param points so many are there to pay wholly with: worth a yen each
/// @param times  begins, or can begin, within one of these; empty: at any time
public record Wanted(
        String text,
        Optional<String> theme,
        Optional<String> language,
        Optional<Money> above,
        Optional<Money> most,
        Optional<Long> points,
        Optional<Kind> kind,
        List<Window> times) {
    public static final int TEXT_MAX = 60;
    public static final Wanted ANYTHING = new Wanted(
            "",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of());

    public Wanted {
        times = List.copyOf(times);
    }

    /// @param until not with this instant
    public record Window(Instant from, Instant until) {
        public Window {
            if (!until.isAfter(from)) throw new IllegalArgumentException("ends before it begins: " + from);
        }
    }

    public Wanted withText(String other) {
        return new Wanted(other, theme, language, above, most, points, kind, times);
    }

    public Wanted withTheme(Optional<String> other) {
        return new Wanted(text, other, language, above, most, points, kind, times);
    }

    public Wanted withLanguage(Optional<String> other) {
        return new Wanted(text, theme, other, above, most, points, kind, times);
    }

    public Wanted withPrices(Optional<Money> over, Optional<Money> upTo) {
        return new Wanted(text, theme, language, over, upTo, points, kind, times);
    }

    public Wanted withPoints(Optional<Long> other) {
        return new Wanted(text, theme, language, above, most, other, kind, times);
    }

    public Wanted withKind(Optional<Kind> other) {
        return new Wanted(text, theme, language, above, most, points, other, times);
    }

    public Wanted withTimes(List<Window> others) {
        return new Wanted(text, theme, language, above, most, points, kind, others);
    }
}
