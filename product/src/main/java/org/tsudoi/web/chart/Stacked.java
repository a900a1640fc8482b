package org.tsudoi.web.chart;

import java.util.List;

/// Parts of a whole, one horizontal bar a row: payments by means, orders by state. At most four series can be
/// told apart.
///
/// @param series the names of the parts, in the order of each row's values
public record Stacked(String title, String label, List<String> series, List<Row> rows) {
    public static final int WIDTH = 100;
    private static final List<String> LOOKS = List.of("", "two", "three", "four");

    /// @param written each value as it is read
    public record Row(String label, List<Long> values, List<String> written) {}

    public Stacked {
        if (series.size() > LOOKS.size()) {
            throw new IllegalArgumentException("more series than can be told apart: " + series);
        }
    }

    public String look(int index) {
        return LOOKS.get(index);
    }

    public String x(Row row, int index) {
        return Drawing.number(
                row.values().stream().limit(index).mapToLong(Long::longValue).sum() * unit());
    }

    /// A hair of paper is left between neighbours, so they part without colour too.
    public String width(Row row, int index) {
        return Drawing.number(Math.max(0, row.values().get(index) * unit() - 0.35));
    }

    private double unit() {
        long longest = rows.stream()
                .mapToLong(
                        row -> row.values().stream().mapToLong(Long::longValue).sum())
                .max()
                .orElse(0);
        return longest == 0 ? 0 : (double) WIDTH / longest;
    }
}
