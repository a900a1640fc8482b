package org.tsudoi.journeys;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/// A boot jar laid out as the launcher lays it out: it starts in half the time.
final class Unpacked {
    private static final int SECONDS_MAX = 300;

    private Unpacked() {}

    /// The jar to start; unpacked once for each build.
    static Path of(Path jar) {
        try {
            var built = Files.getLastModifiedTime(jar).toMillis();
            var folder = Path.of("target", "unpacked", jar.getFileName() + "-" + built)
                    .toAbsolutePath();
            return MadeOnce.of(folder, place -> unpack(jar, place)).resolve(jar.getFileName());
        } catch (IOException e) {
            throw new UncheckedIOException(jar + " is missing: run `mvn package` first", e);
        }
    }

    private static void unpack(Path jar, Path folder) throws IOException {
        var log = Files.createDirectories(folder.resolveSibling("logs")).resolve(jar.getFileName() + ".log");
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djarmode=tools",
                        "-jar",
                        jar.toString(),
                        "extract",
                        "--force",
                        "--destination",
                        folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            if (!process.waitFor(SECONDS_MAX, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IllegalStateException(jar + " cannot be unpacked, see " + log);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
