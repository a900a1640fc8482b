package org.tsudoi.web.chart;

import java.util.Locale;

/// Lengths as SVG writes them.
final class Drawing {
    private Drawing() {}

    static String number(double length) {
        return String.format(Locale.ROOT, "%.2f", length);
    }

    /// Between 0 and 1; a value above zero never vanishes altogether.
    static double share(long value, long of) {
        return value <= 0 || of <= 0 ? 0 : Math.max(0.015, Math.min(1, (double) value / of));
    }
}
