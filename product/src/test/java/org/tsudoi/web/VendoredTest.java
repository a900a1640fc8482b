package org.tsudoi.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// What others wrote and we ship is exactly what its lock file names, and carries its licence.
class VendoredTest {
    private static final Path VENDOR = Path.of("src/main/resources/static/vendor");

    @Test
    void everyVendoredFileIsTheOneThatWasLocked() throws Exception {
        var known = new TreeSet<String>();
        for (var line : Files.readAllLines(VENDOR.resolve("vendor.lock"))) {
            if (line.startsWith("#")) {
                continue;
            }
            var parts = line.split(" ");
            var bytes = Files.readAllBytes(VENDOR.resolve(parts[3]));
            assertThat(HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-512").digest(bytes)))
                    .isEqualTo(parts[5]);
            known.add(parts[3]);
            var licence = parts[0].replace(".org", "") + "-LICENSE.txt";
            assertThat(VENDOR.resolve(licence)).exists();
            known.add(licence);
        }
        try (var files = Files.list(VENDOR)) {
            assertThat(files.map(f -> f.getFileName().toString()).filter(f -> !f.equals("vendor.lock")))
                    .containsExactlyInAnyOrderElementsOf(known);
        }
    }
}
