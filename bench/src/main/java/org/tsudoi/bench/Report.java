package org.tsudoi.bench;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The table for people, and the last line for scripts.
public final class Report {
    private static final List<String> HEAD = List.of("what", "figure", "beside", "reference", "ratio", "goal", "met");
    private static final int NUMBERS_FROM = 1;

    private final Progress progress;
    private final List<Row> rows = new ArrayList<>();
    private final Map<String, String> facts = new LinkedHashMap<>();
    private final List<String> failures = new ArrayList<>();

    Report(Progress progress) {
        this.progress = progress;
    }

    public void add(Row row) {
        rows.add(row);
        progress.say("  " + cells(row).stream().filter(cell -> !cell.isEmpty()).collect(Collectors.joining(" | ")));
    }

    /// Something that stands in the last line without being a figure.
    public void fact(String key, String value) {
        facts.put(key, value.replaceAll("\\s+", "_"));
    }

    void fact(String key, double value) {
        fact(key, String.format(Locale.ROOT, "%.2f", value));
    }

    /// It was measured to its end, and what was seen must not be.
    public void failed(String why) {
        failures.add(why);
    }

    /// @throws IllegalStateException when something failed
    void proveGood() {
        if (!failures.isEmpty()) throw new IllegalStateException(String.join("; ", failures));
    }

    static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    void print(PrintStream out) {
        var lines = new ArrayList<List<String>>();
        lines.add(HEAD);
        rows.forEach(row -> lines.add(cells(row)));
        var widths = IntStream.range(0, HEAD.size())
                .map(column -> lines.stream()
                        .mapToInt(line -> line.get(column).length())
                        .max()
                        .orElse(0))
                .toArray();
        out.println();
        for (var line : lines) {
            out.println(IntStream.range(0, line.size())
                    .mapToObj(column -> padded(line.get(column), widths[column], column))
                    .collect(Collectors.joining("  "))
                    .stripTrailing());
        }
        out.println();
        out.println(lastLine());
    }

    private static String padded(String cell, int width, int column) {
        var room = " ".repeat(width - cell.length());
        return column >= NUMBERS_FROM && column != HEAD.indexOf("beside") ? room + cell : cell + room;
    }

    private static List<String> cells(Row row) {
        var reference = row.reference();
        var goal = row.goal();
        return List.of(
                row.what(),
                row.shown(row.figure()),
                reference == null ? "" : reference.name(),
                reference == null ? "" : row.shown(reference.figure()),
                reference == null ? "" : String.format(Locale.ROOT, "%.2f ×", row.ratio()),
                goal == null ? "" : goal.words(),
                switch (row.met()) {
                    case YES -> "yes";
                    case NO -> "no";
                    case NOT_COMPARED -> "not compared";
                    case NO_GOAL -> "";
                });
    }

    /// `key=value …`, in the order of the table.
    String lastLine() {
        var words = new ArrayList<String>();
        facts.forEach((key, value) -> words.add(key + "=" + value));
        for (var row : rows) {
            words.add(row.key() + "=" + (row.unit() == Row.Unit.COUNT ? whole(row.figure()) : plain(row.figure())));
            if (row.reference() != null) words.add(row.key() + "_ratio=" + plain(row.ratio()));
            if (row.goal() != null) {
                words.add(row.key() + "_met=" + row.met().name().toLowerCase(Locale.ROOT));
            }
        }
        return String.join(" ", words);
    }

    private static String whole(double figure) {
        return String.format(Locale.ROOT, "%.0f", figure);
    }

    private static String plain(double figure) {
        return String.format(Locale.ROOT, figure >= 1000 ? "%.0f" : "%.3f", figure);
    }
}
