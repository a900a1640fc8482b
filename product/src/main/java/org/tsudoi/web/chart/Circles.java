package org.tsudoi.web.chart;

import java.util.List;

/// Several drawings of who gave what to whom beside and below each other, in one picture.
public record Circles(String title, List<Circle> circles) {
    private static final int COLUMNS_MAX = 3;
    private static final int LABEL = 26;

    public Circles {
        circles = List.copyOf(circles);
    }

    /// @param label written above it
    /// @param tones what each of the ties is, as a class: `hold`
    public record Circle(String label, Ties ties, List<String> tones) {
        public Circle {
            tones = List.copyOf(tones);
        }
    }

    public int columns() {
        return Math.clamp(circles.size(), 1, COLUMNS_MAX);
    }

    public int width() {
        return columns() * Ties.WIDTH;
    }

    public int height() {
        return top(circles.size() + columns() - 1);
    }

    public int left(int circle) {
        return circle % columns() * Ties.WIDTH;
    }

    /// A row is as high as the highest of it.
    public int top(int circle) {
        int top = 0;
        for (int row = 0; row < circle / columns(); row++) {
            int from = row * columns();
            top += LABEL
                    + circles.subList(from, Math.min(from + columns(), circles.size())).stream()
                            .mapToInt(one -> one.ties().height())
                            .max()
                            .orElse(0);
        }
        return top;
    }

    /// Where the label's letters stand.
    public int label(int circle) {
        return top(circle) + LABEL - 8;
    }

    /// Where the drawing begins.
    public int drawing(int circle) {
        return top(circle) + LABEL;
    }
}
