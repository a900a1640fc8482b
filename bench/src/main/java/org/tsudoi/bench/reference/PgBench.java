package org.tsudoi.bench.reference;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.tsudoi.bench.Option;
import org.tsudoi.bench.Options;
import org.tsudoi.bench.Stage;
import org.tsudoi.platform.database.Logins;

/// PostgreSQL's own load generator, a program of its own.
public final class PgBench {
    public static final Option OPTION =
            new Option("pgbench", "PATH", System.getenv().getOrDefault("TSUDOI_PGBENCH", ""), "the program pgbench");

    private static final Pattern RATE = Pattern.compile("(?m)^tps = ([0-9.]+) ");
    private static final Pattern FAILED = Pattern.compile("(?m)^number of failed transactions: ([0-9]+) ");
    private static final int SAID_MAX = 1500;
    private static final int WORKERS = 2;

    private final Path program;
    private final Stage stage;

    private PgBench(Path program, Stage stage) {
        this.program = program;
        this.stage = stage;
    }

    /// Nothing when there is no such program: then it is said, and its rows are left out.
    public static Optional<PgBench> find(Stage stage) {
        var path = path(stage.options());
        if (path.isPresent()) return Optional.of(new PgBench(path.get(), stage));
        stage.say("pgbench is missing: its rows are left out.");
        stage.report().fact("pgbench", "missing");
        return Optional.empty();
    }

    private static Optional<Path> path(Options options) {
        return Optional.of(options.text(OPTION.name()))
                .filter(text -> !text.isEmpty())
                .map(Path::of)
                .filter(Files::isExecutable);
    }

    /// The tables of TPC-B, with `scale` branches and 100,000 accounts for each.
    public void fillTpcB(Logins logins, int scale) throws IOException, InterruptedException {
        run(logins, "pgbench fills " + scale + " branches", List.of("-i", "-q", "-s", Integer.toString(scale)));
    }

    /// @return transactions a second
    public double tpcB(Logins logins, int clients) throws IOException, InterruptedException {
        return measure(logins, "pgbench TPC-B", clients, List.of());
    }

    /// @param more such as `-D accounts=10`
    /// @return transactions a second
    public double script(Logins logins, String what, int clients, String script, List<String> more)
            throws IOException, InterruptedException {
        var file = stage.scratch().resolve("pgbench.sql");
        Files.writeString(file, script);
        var words = new ArrayList<>(List.of("-f", file.toString()));
        words.addAll(more);
        return measure(logins, what, clients, words);
    }

    /// A third of the time first, not counted, as for everything else here.
    private double measure(Logins logins, String what, int clients, List<String> more)
            throws IOException, InterruptedException {
        var time = stage.options().seconds();
        once(logins, what + ", warm-up", clients, Duration.ofSeconds(Math.max(1, time.toSeconds() / 3)), more);
        return rate(once(logins, what, clients, time, more));
    }

    private String once(Logins logins, String what, int clients, Duration time, List<String> more)
            throws IOException, InterruptedException {
        var words = new ArrayList<>(List.of(
                "-n",
                "-M",
                "prepared",
                "-c",
                Integer.toString(clients),
                "-j",
                Integer.toString(WORKERS),
                "-P",
                "5",
                "-T",
                Long.toString(time.toSeconds())));
        words.addAll(more);
        return run(logins, what, words);
    }

    static double rate(String said) {
        var failed = FAILED.matcher(said);
        if (failed.find() && !failed.group(1).equals("0")) {
            throw new IllegalStateException("pgbench: transactions failed:\n" + said);
        }
        var rate = RATE.matcher(said);
        if (!rate.find()) throw new IllegalStateException("pgbench said no rate (too few --seconds?):\n" + said);
        return Double.parseDouble(rate.group(1));
    }

    private String run(Logins logins, String what, List<String> words) throws IOException, InterruptedException {
        var address = java.net.URI.create(logins.url().substring("jdbc:".length()));
        var command = new ArrayList<>(List.of(
                program.toString(),
                "-h",
                address.getHost(),
                "-p",
                Integer.toString(address.getPort()),
                "-U",
                logins.owner().user()));
        command.addAll(words);
        command.add(address.getPath().substring(1));
        var start = new ProcessBuilder(command).redirectErrorStream(true);
        start.environment().put("PGPASSWORD", logins.owner().password());
        var process = start.start();
        process.getOutputStream().close();
        var said = new StringBuilder();
        try (BufferedReader lines = process.inputReader()) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                said.append(line).append('\n');
                if (line.startsWith("progress: "))
                    stage.say("  " + what + ": " + line.substring("progress: ".length()));
            }
        } finally {
            process.destroy();
        }
        if (process.waitFor() != 0)
            throw new IllegalStateException(what + " failed:\n" + said.substring(0, Math.min(said.length(), SAID_MAX)));
        return said.toString();
    }
}
