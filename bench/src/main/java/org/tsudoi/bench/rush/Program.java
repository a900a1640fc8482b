package org.tsudoi.bench.rush;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// A jar that runs as a process of its own.
final class Program implements AutoCloseable {
    private static final Duration START_MAX = Duration.ofMinutes(3);
    private static final int END_SECONDS = 40;
    private static final int RUN_SECONDS_MAX = 600;
    private static final int LOG_SHOWN = 4000;

    private final Process process;
    private final Path log;
    private final Thread atTheEnd = new Thread(this::end);

    private Program(Process process, Path log) {
        this.process = process;
        this.log = log;
        Runtime.getRuntime().addShutdownHook(atTheEnd);
    }

    static Program start(Path jar, List<String> flags, List<String> words, Map<String, String> settings, Path log)
            throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.add("-jar");
        command.add(jar.toString());
        command.addAll(words);
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("TSUDOI_") || name.startsWith("TOWN_"));
        builder.environment().putAll(settings);
        return new Program(builder.start(), log);
    }

    /// Until it answers this path with 200.
    Program awaitReady(int port, String path) throws IOException {
        long began = System.nanoTime();
        while (!isReady(port, path)) {
            if (!process.isAlive()) throw new IOException("ended while starting:\n" + endOfLog());
            if (System.nanoTime() - began > START_MAX.toNanos()) throw new IOException("no answer:\n" + endOfLog());
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
        return this;
    }

    private static boolean isReady(int port, String path) {
        try (var line = new Line(port)) {
            return line.send("GET", path, "", null).status() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    /// To its end.
    void run() throws IOException, InterruptedException {
        if (!process.waitFor(RUN_SECONDS_MAX, TimeUnit.SECONDS)) throw new IOException("does not end:\n" + endOfLog());
        if (process.exitValue() != 0) throw new IOException("ended badly:\n" + endOfLog());
    }

    long pid() {
        return process.pid();
    }

    private String endOfLog() throws IOException {
        var text = Files.readString(log);
        return text.substring(Math.max(0, text.length() - LOG_SHOWN));
    }

    @Override
    public void close() {
        end();
        Runtime.getRuntime().removeShutdownHook(atTheEnd);
    }

    private void end() {
        process.destroy();
        try {
            if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS))
                process.destroyForcibly().waitFor();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
