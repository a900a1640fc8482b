package org.tsudoi.bench.rush;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// What Linux has counted for a process, in `/proc` (proc_pid_stat(5), proc_pid_status(5)).
final class Accounting {
    /// What `/proc` counts in; fixed for programs on every Linux that Java 25 runs on.
    private static final int TICKS_A_SECOND = 100;

    private static final int PARENT = 1;
    private static final int OWN = 11;
    private static final int WITH_ENDED_CHILDREN = 13;

    private Accounting() {}

    /// Seconds of processor time that a process has used so far.
    static double cpuSeconds(long pid) throws IOException {
        return ticks(fields(Files.readString(Path.of("/proc", Long.toString(pid), "stat"))), OWN) / TICKS_A_SECOND;
    }

    /// The same of a process and of all its children, those that have ended too.
    static double cpuSecondsWithChildren(long pid) throws IOException {
        double ticks = ticks(fields(Files.readString(Path.of("/proc", Long.toString(pid), "stat"))), OWN)
                + ticks(fields(Files.readString(Path.of("/proc", Long.toString(pid), "stat"))), WITH_ENDED_CHILDREN);
        try (var processes = Files.list(Path.of("/proc"))) {
            for (var each : processes
                    .filter(one -> one.getFileName().toString().matches("\\d+"))
                    .toList()) {
                var fields = statOf(each);
                if (!fields.isEmpty() && Long.parseLong(fields.get(PARENT)) == pid) ticks += ticks(fields, OWN);
            }
        }
        return ticks / TICKS_A_SECOND;
    }

    private static List<String> statOf(Path process) {
        try {
            return fields(Files.readString(process.resolve("stat")));
        } catch (IOException endedMeanwhile) {
            return List.of();
        }
    }

    /// From the state on: before it stands the name, which may have anything in it, in brackets.
    static List<String> fields(String stat) {
        return Arrays.asList(stat.substring(stat.lastIndexOf(')') + 2).split(" "));
    }

    private static double ticks(List<String> fields, int user) {
        return Long.parseLong(fields.get(user)) + (double) Long.parseLong(fields.get(user + 1));
    }

    /// The most memory that a process has had resident so far, in bytes.
    static long residentMax(long pid) throws IOException {
        return residentMax(Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")));
    }

    static long residentMax(List<String> status) {
        return status.stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no VmHWM in " + status));
    }
}
