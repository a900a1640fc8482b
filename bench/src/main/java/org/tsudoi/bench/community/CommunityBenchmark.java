package org.tsudoi.bench.community;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import org.tsudoi.bench.Benchmark;
import org.tsudoi.bench.Option;
import org.tsudoi.bench.Row;
import org.tsudoi.bench.Row.Unit;
import org.tsudoi.bench.Stage;
import org.tsudoi.bench.workshop.Workshop;

/// Lets a community live for a year, day by day, and holds what each member was charged against a walk through the
/// calendar that knows nothing of the product: `CommunityYearTest`, with more people than every check has time for.
public final class CommunityBenchmark implements Benchmark {
    private static final String TEST = "CommunityYearTest";
    private static final String TABLE = "community-year.csv";
    private static final String TABLE_OF_GOERS = "community-sessions.csv";
    private static final Duration MOST = Duration.ofMinutes(80);
    private static final int CHARGED = 5;
    private static final int EXPECTED = 6;

    @Override
    public String name() {
        return "community";
    }

    @Override
    public String what() {
        return "a year of members who pay by the month: what each was charged, and the books of each day";
    }

    @Override
    public List<Option> options() {
        return List.of(new Option("members", "N", "500", "how many join in the first two months"));
    }

    @Override
    public void run(Stage stage) throws Exception {
        int members = stage.options().number("members");
        stage.say("Compiling a copy of the product and its tests …");
        var workshop = Workshop.in(stage.scratch());
        workshop.build(ticking(stage, "seconds of compiling"));
        stage.say("A year of " + members + " members …");
        long began = System.nanoTime();
        var more = List.of("-Dtsudoi.community.members=" + members, "-Dtsudoi.town.heap=2g");
        var failure = workshop.firstFailure(List.of(TEST), MOST, more, ticking(stage, "seconds of the year"));
        var took = Duration.ofNanos(System.nanoTime() - began);
        var left = workshop.left(TABLE);
        if (Files.exists(left)) report(stage, kept(left, TABLE));
        var goers = workshop.left(TABLE_OF_GOERS);
        if (Files.exists(goers)) reportGoers(stage, kept(goers, TABLE_OF_GOERS));
        stage.report().add(Row.of("year", "the whole year took", took.toSeconds(), Unit.SECONDS));
        failure.ifPresent(stage.report()::failed);
    }

    /// Beside the folder of this run, which is removed.
    private static Path kept(Path table, String name) throws IOException {
        var kept = Path.of("target", name).toAbsolutePath();
        Files.createDirectories(kept.getParent());
        return Files.copy(table, kept, StandardCopyOption.REPLACE_EXISTING);
    }

    private static List<String[]> rows(Path table) throws IOException {
        return Files.readAllLines(table).stream()
                .skip(1)
                .map(line -> line.split(",", -1))
                .toList();
    }

    /// @param table what was charged, bought and given, each followed by what was expected
    private static void reportGoers(Stage stage, Path table) throws IOException {
        var rows = rows(table);
        stage.say("What those who go to sessions were charged and hold stands in " + table + ".");
        long wrong = rows.stream()
                .filter(row -> !row[2].equals(row[3]) || !row[4].equals(row[5]) || !row[6].equals(row[7]))
                .count();
        stage.report().add(Row.of("goers", "people who go to sessions", rows.size(), Unit.COUNT));
        stage.report()
                .add(Row.of("goers_wrong", "of them whose money or points are not as expected", wrong, Unit.COUNT)
                        .atMost(0));
    }

    private static void report(Stage stage, Path table) throws IOException {
        var rows = rows(table);
        stage.say("What each was charged stands in " + table + ".");
        long people = rows.stream().map(row -> row[0]).distinct().count();
        long yen = rows.stream().mapToLong(CommunityBenchmark::charged).sum();
        long wrong =
                rows.stream().filter(row -> !row[CHARGED].equals(row[EXPECTED])).count();
        stage.report().add(Row.of("members", "members", people, Unit.COUNT));
        stage.report().add(Row.of("fees", "fees, also free ones", rows.size(), Unit.COUNT));
        stage.report().add(Row.of("charged", "yen charged, less what came back", yen, Unit.COUNT));
        stage.report()
                .add(Row.of("wrong", "fees that are not what the calendar says", wrong, Unit.COUNT)
                        .atMost(0));
    }

    private static long charged(String[] row) {
        return row[CHARGED].equals("null") ? 0 : Long.parseLong(row[CHARGED]);
    }

    private static Runnable ticking(Stage stage, String what) {
        long began = System.nanoTime();
        return () -> stage.progress()
                .tick(what, Duration.ofNanos(System.nanoTime() - began).toSeconds());
    }
}
