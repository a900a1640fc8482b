package org.tsudoi.journeys;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/// A boot jar that runs as a process of its own and is only ever ended by its process id.
final class Program {
    /// A program that ends while it starts is seen at once; one that is only slow may be.
    private static final Duration START_MAX = Duration.ofMinutes(10);
    private static final int RUN_SECONDS_MAX = 900;
    private static final int PORT_MIN = 15_000;
    private static final int PORT_MAX = 32_000;

    private final Process process;
    private final URI ready;
    private final Path log;

    private Program(Process process, URI ready, Path log) {
        this.process = process;
        this.ready = ready;
        this.log = log;
    }

    /// @param ready answers 200 once the program can be used
    static Program start(Path jar, List<String> flags, Map<String, String> environment, URI ready, Path log) {
        return new Program(started(jar, flags, List.of(), environment, log), ready, log);
    }

    /// Runs it to its end.
    ///
    /// @return what it said
    static String run(Path jar, List<String> flags, List<String> arguments, Map<String, String> environment, Path log) {
        var program = new Program(started(jar, flags, arguments, environment, log), URI.create("none:/"), log);
        if (!program.ended(RUN_SECONDS_MAX)) {
            program.kill();
            throw new AssertionError(jar + " " + arguments + " does not end:\n" + program.endOfLog());
        }
        if (program.process.exitValue() != 0)
            throw new AssertionError(jar + " " + arguments + ":\n" + program.endOfLog());
        return program.endOfLog();
    }

    private static Process started(
            Path jar, List<String> flags, List<String> arguments, Map<String, String> environment, Path log) {
        if (!Files.exists(jar)) throw new IllegalStateException(jar + " is missing: run `mvn package` first");
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.add("-jar");
        command.add(jar.toString());
        command.addAll(arguments);
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().keySet().removeIf(name -> name.startsWith("TSUDOI_") || name.startsWith("TOWN_"));
        builder.environment().putAll(environment);
        try {
            return builder.start();
        } catch (IOException e) {
            throw new IllegalStateException(jar + " could not be started", e);
        }
    }

    Program awaitReady() {
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(ready)
                    .timeout(Duration.ofSeconds(10))
                    .build();
            Await.until("an answer of " + ready + " (log: " + log + ")", START_MAX, () -> {
                if (!process.isAlive()) throw new IllegalStateException("ended while starting:\n" + endOfLog());
                try {
                    return client.send(request, HttpResponse.BodyHandlers.discarding())
                                    .statusCode()
                            == 200;
                } catch (IOException notYet) {
                    return false;
                }
            });
        }
        return this;
    }

    /// As a power cut would: nothing is finished, nothing is closed.
    void kill() {
        process.destroyForcibly();
        ended(10);
    }

    /// Asks to end, and insists after half a minute.
    void end() {
        process.destroy();
        if (!ended(30)) kill();
    }

    private boolean ended(int seconds) {
        try {
            return process.waitFor(seconds, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private String endOfLog() {
        try {
            var text = Files.readString(log);
            return text.substring(Math.max(0, text.length() - 4000));
        } catch (IOException e) {
            return "(no log)";
        }
    }

    /// Below those that systems give out by themselves, and by chance: of two runs beside each other one would take the
    /// other's product for its own.
    static int freePort() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(PORT_MIN, PORT_MAX);
            try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return port;
            } catch (BindException _) {
                // The next one.
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
