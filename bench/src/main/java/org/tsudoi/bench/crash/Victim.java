package org.tsudoi.bench.crash;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/// A running `LedgerProcess` with its PostgreSQL, and the means to kill both.
final class Victim implements AutoCloseable {
    static final String IN_GROUPS = "group";
    private static final String ALONE = "own";
    private static final Duration START_MAX = Duration.ofSeconds(120);
    private static final Duration ANSWER_MAX = Duration.ofSeconds(120);
    private static final Duration DATABASE_BACK_WITHIN = Duration.ofSeconds(60);

    private final Path data;
    private final Process process;
    private final BufferedWriter in;
    private final Map<String, CompletableFuture<Answer>> waiting = new ConcurrentHashMap<>();
    private final AtomicLong number = new AtomicLong();
    private final CompletableFuture<Login> ready = new CompletableFuture<>();
    private volatile boolean gone;
    private String server = "";

    private record Login(String url, String owner, String ownerPassword, String app, String appPassword) {}

    private Victim(Path data, Process process) {
        this.data = data;
        this.process = process;
        in = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
        Thread.ofPlatform().daemon().name("answers").start(this::read);
    }

    /// @param folder in which its data are, and what it says besides answers
    static Victim start(Path folder) throws Exception {
        Files.createDirectories(folder);
        var log = folder.resolve("process.log").toFile();
        var data = folder.resolve("data").toAbsolutePath();
        var command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                LedgerProcess.class.getName(),
                data.toString());
        var process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(log))
                .start();
        var victim = new Victim(data, process);
        try {
            victim.ready.get(START_MAX.toSeconds(), TimeUnit.SECONDS);
            victim.server = victim.serverStart();
            return victim;
        } catch (ExecutionException | TimeoutException e) {
            process.destroyForcibly();
            throw new IllegalStateException("The ledger did not start; see " + log + ".", e);
        }
    }

    // --- asking -----------------------------------------------------------------------------------------------------

    /// Never fails: whoever is not answered any more is told `NONE`.
    CompletableFuture<Answer> ask(Wish wish, boolean inGroups) {
        var asked = Long.toString(number.incrementAndGet());
        var answer = new CompletableFuture<Answer>();
        waiting.put(asked, answer);
        try {
            synchronized (in) {
                in.write(asked + " " + (inGroups ? IN_GROUPS : ALONE) + " " + wish.words() + "\n");
                in.flush();
            }
        } catch (IOException e) {
            gone = true;
        }
        if (gone) answer.complete(Answer.NONE);
        return answer.orTimeout(ANSWER_MAX.toSeconds(), TimeUnit.SECONDS);
    }

    private void read() {
        try (var out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (var line = out.readLine(); line != null; line = out.readLine()) {
                if (line.endsWith(LedgerProcess.WHOLE)) {
                    heard(line.substring(0, line.length() - LedgerProcess.WHOLE.length()));
                }
            }
        } catch (IOException _) {
            // Killed in the middle of a word.
        } finally {
            gone = true;
            ready.completeExceptionally(new IllegalStateException("it ended"));
            waiting.values().forEach(answer -> answer.complete(Answer.NONE));
        }
    }

    private void heard(String line) {
        if (line.startsWith(LedgerProcess.READY)) {
            var words = line.split(" ", -1);
            ready.complete(new Login(words[1], words[2], words[3], words[4], words[5]));
            return;
        }
        int at = line.indexOf(' ');
        var asked = waiting.remove(line.substring(0, at));
        if (asked == null) throw new IllegalStateException("an answer that nobody waits for: " + line);
        asked.complete(Answer.parse(line.substring(at + 1)));
    }

    // --- killing ----------------------------------------------------------------------------------------------------

    boolean isDead() {
        return gone;
    }

    void killProduct() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    /// The server and every process of it, so that none is left to end in good order.
    void killPostgres() throws IOException {
        long pid = Long.parseLong(Files.readAllLines(data.resolve("postgres/cluster/postmaster.pid"))
                .getFirst()
                .strip());
        var server = ProcessHandle.of(pid).orElseThrow();
        var all = server.descendants().toList();
        server.destroyForcibly();
        all.forEach(ProcessHandle::destroyForcibly);
    }

    /// Waits for PostgreSQL to be there again, and remembers which server it is.
    ///
    /// @return whether it is another one than before
    boolean isNewServer() throws InterruptedException {
        long end = System.nanoTime() + DATABASE_BACK_WITHIN.toNanos();
        while (true) {
            try {
                var now = serverStart();
                boolean isNew = !now.equals(server);
                server = now;
                return isNew;
            } catch (SQLException e) {
                if (System.nanoTime() > end) throw new IllegalStateException("PostgreSQL did not come back", e);
                LockSupport.parkNanos(20_000_000);
                if (Thread.interrupted()) throw new InterruptedException();
            }
        }
    }

    boolean hasSameServerAs(Victim before) {
        return server.equals(before.server);
    }

    private String serverStart() throws SQLException {
        try (var connection = asOwner();
                var statement = connection.createStatement();
                var row = statement.executeQuery("select pg_postmaster_start_time()")) {
            row.next();
            return row.getString(1);
        }
    }

    // --- looking ----------------------------------------------------------------------------------------------------

    Connection asOwner() throws SQLException {
        var login = ready.join();
        return DriverManager.getConnection(login.url, login.owner, login.ownerPassword);
    }

    Connection asProduct() throws SQLException {
        var login = ready.join();
        return DriverManager.getConnection(login.url, login.app, login.appPassword);
    }

    Path cluster() {
        return data.resolve("postgres/cluster");
    }

    /// In good order: its input ends.
    @Override
    public void close() throws IOException, InterruptedException {
        if (gone) return;
        in.close();
        if (!process.waitFor(60, TimeUnit.SECONDS)) process.destroyForcibly().waitFor();
    }
}
