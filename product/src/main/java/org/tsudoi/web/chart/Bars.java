package org.tsudoi.web.chart;

import java.util.List;

/// One bar a day (or a plan, or a means of payment). Drawn in a field of 100 by 40 that is stretched to its
/// place, so the words stand outside it.
///
/// @param title what the chart shows, as a heading
/// @param label what a row is (`Day`), the head of the table's first column
/// @param measure what a figure is (`Sales`), the head of its second
public record Bars(String title, String label, String measure, List<Bar> bars) {
    public static final int WIDTH = 100;
    public static final int HEIGHT = 40;

    /// @param written the value as it is read: `¥1,500`
    /// @param now whether it is the one to look at: today
    public record Bar(String label, long value, String written, boolean now) {}

    public double step() {
        return (double) WIDTH / Math.max(1, bars.size());
    }

    public String x(int index) {
        return Drawing.number(index * step() + step() * 0.14);
    }

    public String width() {
        return Drawing.number(step() * 0.72);
    }

    public String height(Bar bar) {
        return Drawing.number(Drawing.share(bar.value(), highest()) * HEIGHT);
    }

    public String y(Bar bar) {
        return Drawing.number(HEIGHT - Drawing.share(bar.value(), highest()) * HEIGHT);
    }

    public boolean isEmpty() {
        return highest() == 0;
    }

    /// The highest figure as it is read, written beside the top line.
    public String top() {
        return bars.stream()
                .filter(bar -> bar.value() == highest())
                .findFirst()
                .map(Bar::written)
                .orElse("");
    }

    /// First, middle and last: what fits under the bars on a phone.
    public List<String> ticks() {
        if (bars.size() <= 3) {
            return bars.stream().map(Bar::label).toList();
        }
        return List.of(
                bars.getFirst().label(),
                bars.get(bars.size() / 2).label(),
                bars.getLast().label());
    }

    private long highest() {
        return bars.stream().mapToLong(Bar::value).max().orElse(0);
    }
}
