package org.tsudoi.bench;

import java.util.List;

/// `--name VALUE`, or `--name` alone for a flag.
///
/// @param value what stands in its place in the help; empty for a flag
/// @param fallback without it
public record Option(String name, String value, String fallback, String what) {
    static final List<Option> FOR_ALL = List.of(
            new Option("seconds", "N", "10", "how long each row is measured, after a warm-up of a third of it"),
            new Option("jfr", "FILE", "", "record the run with the Java Flight Recorder into this file"));

    public static Option flag(String name, String what) {
        return new Option(name, "", "", what);
    }

    boolean isFlag() {
        return value.isEmpty();
    }

    String help() {
        var word = isFlag() ? "--" + name : "--" + name + " " + value;
        var without = fallback.isEmpty() ? "" : " (" + fallback + ")";
        return String.format("    %-20s %s%s", word, what, without);
    }
}
