package org.tsudoi.web.chart;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// How something that may stand below zero went: a line over the line of zero.
public record Level(String title, String label, String measure, List<Point> points) {
    public static final int WIDTH = 100;
    public static final int HEIGHT = 40;
    private static final double MARGIN = 1.5;

    public record Point(String label, long value, String written) {}

    /// The line, as the `points` of a polyline.
    public String line() {
        return IntStream.range(0, points.size()).mapToObj(this::at).collect(Collectors.joining(" "));
    }

    /// The area between it and zero, as the `points` of a polygon.
    public String area() {
        return "0," + zero() + " " + line() + " " + WIDTH + "," + zero();
    }

    /// How far down the line of zero is.
    public String zero() {
        return y(0);
    }

    public String first() {
        return points.getFirst().label();
    }

    public String last() {
        return points.getLast().label();
    }

    private String at(int index) {
        double x = points.size() < 2 ? 0 : (double) WIDTH * index / (points.size() - 1);
        return Drawing.number(x) + "," + y(points.get(index).value());
    }

    private String y(long value) {
        double highest =
                Math.max(0, points.stream().mapToLong(Point::value).max().orElse(0));
        double lowest =
                Math.min(0, points.stream().mapToLong(Point::value).min().orElse(0));
        double range = highest == lowest ? 1 : highest - lowest;
        return Drawing.number(MARGIN + (highest - value) / range * (HEIGHT - 2 * MARGIN));
    }
}
