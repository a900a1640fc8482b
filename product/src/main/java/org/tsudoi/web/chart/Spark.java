package org.tsudoi.web.chart;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A small line without axes, beside a figure: how it went lately.
public record Spark(String title, String label, String measure, List<Point> points) {
    public static final int WIDTH = 100;
    public static final int HEIGHT = 24;

    public record Point(String label, long value, String written) {}

    /// The line, as the `points` of a polyline.
    public String line() {
        return IntStream.range(0, points.size()).mapToObj(this::at).collect(Collectors.joining(" "));
    }

    /// The area under it, as the `points` of a polygon.
    public String area() {
        return "0," + HEIGHT + " " + line() + " " + WIDTH + "," + HEIGHT;
    }

    private String at(int index) {
        long highest = points.stream().mapToLong(Point::value).max().orElse(0);
        double x = points.size() < 2 ? 0 : (double) WIDTH * index / (points.size() - 1);
        double y = HEIGHT - 1 - Drawing.share(points.get(index).value(), highest) * (HEIGHT - 3);
        return Drawing.number(x) + "," + Drawing.number(y);
    }
}
