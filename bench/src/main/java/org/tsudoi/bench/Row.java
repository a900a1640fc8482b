package org.tsudoi.bench;

import java.util.Locale;
import java.util.function.DoublePredicate;
import org.jspecify.annotations.Nullable;

/// One line of the table.
///
/// @param key its name for scripts: small letters, digits and `_`
/// @param goal what it is held against, when there is a goal
public record Row(
        String key,
        String what,
        double figure,
        Unit unit,
        @Nullable Reference reference,
        @Nullable Goal goal) {
    public enum Unit {
        PER_SECOND("/s"),
        MILLISECONDS("ms"),
        SECONDS("s"),
        BYTES("B"),
        MEGABYTES("MB"),
        COUNT("");

        private final String sign;

        Unit(String sign) {
            this.sign = sign;
        }
    }

    public record Reference(String name, double figure) {}

    /// @param ofRatio whether the ratio to the reference is looked at, or the figure itself
    record Goal(String words, boolean ofRatio, DoublePredicate isMet) {}

    enum Met {
        YES,
        NO,
        NOT_COMPARED,
        NO_GOAL
    }

    public static Row of(String key, String what, double figure, Unit unit) {
        return new Row(key, what, figure, unit, null, null);
    }

    /// @param figure of the reference, in the same unit
    public Row beside(String name, double figure) {
        return new Row(key, what, this.figure, unit, new Reference(name, figure), goal);
    }

    /// At least so many times the reference.
    public Row timesAtLeast(double times) {
        return goal("≥ %s ×".formatted(plain(times)), true, ratio -> ratio >= times);
    }

    /// At most so many times the reference.
    public Row timesAtMost(double times) {
        return goal("≤ %s ×".formatted(plain(times)), true, ratio -> ratio <= times);
    }

    public Row atLeast(double least) {
        return goal("≥ " + plain(least) + " " + unit.sign, false, figure -> figure >= least);
    }

    public Row atMost(double most) {
        return goal("≤ " + plain(most) + " " + unit.sign, false, figure -> figure <= most);
    }

    private Row goal(String words, boolean ofRatio, DoublePredicate isMet) {
        return new Row(key, what, figure, unit, reference, new Goal(words, ofRatio, isMet));
    }

    /// Not a number without a reference.
    double ratio() {
        return reference == null ? Double.NaN : figure / reference.figure();
    }

    Met met() {
        if (goal == null) return Met.NO_GOAL;
        double looked = goal.ofRatio() ? ratio() : figure;
        if (Double.isNaN(looked)) return Met.NOT_COMPARED;
        return goal.isMet().test(looked) ? Met.YES : Met.NO;
    }

    String shown(double any) {
        if (unit == Unit.COUNT) return String.format(Locale.ROOT, "%,.0f", any);
        var number = any >= 100 ? "%,.0f" : any >= 10 ? "%.1f" : "%.3f";
        return (String.format(Locale.ROOT, number, any) + " " + unit.sign).strip();
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }
}
