package org.tsudoi.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LauncherTest {
    @TempDir
    private Path folder;

    private record Said(int status, String all) {}

    @Test
    void aTakenPortIsSaidInOneSentence() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            var port = Integer.toString(taken.getLocalPort());
            assertOneSentence(
                    run(Map.of("TSUDOI_PORT", port), "up"),
                    "Port " + port + " (for Tsudoi) is taken by another program");
            assertOneSentence(
                    run(Map.of("TSUDOI_PORT", "1", "TOWN_PORT", port), "up"),
                    "Port " + port + " (for Town) is taken by another program");
        }
        assertOneSentence(run(Map.of("TSUDOI_PORT", "eighty"), "up"), "TSUDOI_PORT=eighty is not a port");
        assertOneSentence(run(Map.of("TSUDOI_PORT", "65536"), "up"), "TSUDOI_PORT=65536 is not a port");
    }

    @Test
    void aFullDiskIsSaidInOneSentence() throws Exception {
        assertOneSentence(run(Map.of("TSUDOI_DISK_MIN_KB", "999999999999"), "up"), "MB free and");
    }

    @Test
    void aJavaThatIsTooOldIsSaidInOneSentence() throws Exception {
        var jdk = folder.resolve("jdk-17");
        var programs = Files.createDirectories(jdk.resolve("bin"));
        var script = "#!/bin/sh\necho 'openjdk version \"17.0.9\" 2023-10-17' >&2\n";
        for (var program : List.of("java", "javac")) {
            Files.writeString(programs.resolve(program), script);
            Files.setPosixFilePermissions(programs.resolve(program), PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        var home = jdk.toString();
        assertOneSentence(
                run(Map.of("TSUDOI_JAVA_HOME", home, "JAVA_HOME", home), "up"),
                "Java 25 is needed and only Java 17 was found");
    }

    @Test
    void noJavaIsSaidInOneSentence() throws Exception {
        var nothing = folder.toString();
        assertOneSentence(
                run(Map.of("TSUDOI_JAVA_HOME", nothing, "JAVA_HOME", nothing), "up"),
                "A JDK 25 is needed and none was found");
    }

    @Test
    void whatItDoesNotKnowIsSaidInOneSentence() throws Exception {
        assertOneSentence(run(Map.of(), "up", "--fast"), "up knows --fresh and --no-demo, not --fast.");
        assertOneSentence(run(Map.of(), "restore", "nowhere.zip"), "There is no file nowhere.zip.");
        assertThat(run(Map.of(), "dance").status()).isEqualTo(1);
    }

    @Test
    void helpNamesEveryCommand() throws Exception {
        var said = run(Map.of(), "help");
        assertThat(said.status()).isZero();
        assertThat(said.all())
                .contains(
                        "up [",
                        "check",
                        "backup [",
                        "restore ",
                        "verify",
                        "doctor",
                        "rotate-keys",
                        "bench [",
                        "format");
    }

    private static void assertOneSentence(Said said, String words) {
        assertThat(said.status()).isEqualTo(1);
        assertThat(said.all().strip()).startsWith("tsudoi: ").contains(words).hasLineCount(1);
    }

    /// Everything in its way is put in its way before anything is built or started.
    private Said run(Map<String, String> settings, String... words) throws IOException, InterruptedException {
        var command = Stream.concat(
                        Stream.of("bash", Path.of("../tsudoi").toRealPath().toString()), Stream.of(words))
                .toList();
        var start = new ProcessBuilder(command).redirectErrorStream(true);
        start.environment().keySet().removeIf(name -> name.startsWith("TSUDOI_") || name.startsWith("TOWN_"));
        start.environment().put("TSUDOI_DATA", folder.resolve("data").toString());
        start.environment().put("JAVA_HOME", System.getProperty("java.home"));
        start.environment().putAll(settings);
        var process = start.start();
        process.getOutputStream().close();
        var all = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Said(process.waitFor(), all);
    }
}
