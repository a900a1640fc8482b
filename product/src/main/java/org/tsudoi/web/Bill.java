package org.tsudoi.web;

import java.util.ArrayList;
import java.util.List;

/// The lines of a bill as they are read: `new Bill().line("1 回参加 × 2", "¥3,000").aside("うち消費税",
/// "¥272").sum("お支払い", "¥3,000")`.
public record Bill(List<Line> lines) {
    public enum Look {
        LINE,
        ASIDE,
        SUM
    }

    public record Line(String label, String amount, Look look) {}

    public Bill() {
        this(List.of());
    }

    public Bill line(String label, String amount) {
        return and(new Line(label, amount, Look.LINE));
    }

    /// A smaller line that is part of another: the tax within, the fee and who bears it.
    public Bill aside(String label, String amount) {
        return and(new Line(label, amount, Look.ASIDE));
    }

    public Bill sum(String label, String amount) {
        return and(new Line(label, amount, Look.SUM));
    }

    private Bill and(Line line) {
        var more = new ArrayList<>(lines);
        more.add(line);
        return new Bill(List.copyOf(more));
    }
}
