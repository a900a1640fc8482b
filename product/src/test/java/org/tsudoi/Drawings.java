package org.tsudoi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Diagrams that are drawn from the code: the files in docs are compared with it, and with `-Dredraw=true`
/// written anew, also where a page embeds them between ```mermaid fences.
final class Drawings {
    private static final Path PAGE = Path.of("../docs/architecture/README.md");

    private Drawings() {}

    static void compare(Path file, String drawn) throws IOException {
        if (Boolean.getBoolean("redraw")) {
            Files.createDirectories(file.getParent());
            String before = Files.exists(file) ? Files.readString(file) : "";
            Files.writeString(file, drawn);
            if (!before.isEmpty() && Files.exists(PAGE)) {
                Files.writeString(PAGE, Files.readString(PAGE).replace(fenced(before), fenced(drawn)));
            }
        }
        assertThat(file).as("draw it anew with -Dredraw=true").exists().hasContent(drawn);
        assertThat(Files.readString(PAGE))
                .as("the page shows %s", file.getFileName())
                .contains(fenced(drawn));
    }

    private static String fenced(String drawn) {
        return "```mermaid\n" + drawn + "```\n";
    }
}
