package org.tsudoi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Links between the documents lead somewhere, to the heading too.
class DocsTest {
    private static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern FENCED = Pattern.compile("(?ms)^```.*?^```");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");

    @Test
    void everyRelativeLinkResolves() throws IOException {
        var dead = new ArrayList<String>();
        for (var page : pages()) dead.addAll(dead(page));
        assertThat(dead).isEmpty();
    }

    @Test
    void aDeadLinkIsFound(@TempDir Path folder) throws IOException {
        var page = folder.resolve("page.md");
        Files.writeString(folder.resolve("other.md"), "# Other\n## Right here\n");
        Files.writeString(
                page,
                "[a](other.md) [b](other.md#right-here) [c](gone.md) [d](other.md#gone) [e](https://example.org/x)");
        assertThat(dead(page)).containsExactly(page + ": gone.md", page + ": other.md#gone");
    }

    @Test
    void everyPageOfTheDocsIsLinkedFromSomewhere() throws IOException {
        var linked = new ArrayList<Path>();
        for (var page : pages()) {
            for (var link : links(page))
                linked.add(page.resolveSibling(link.split("#")[0]).normalize());
        }
        // The index itself is where one begins.
        assertThat(pages().stream()
                        .filter(page -> page.startsWith(REPOSITORY.resolve("docs")))
                        .filter(page -> !page.equals(REPOSITORY.resolve("docs/README.md"))))
                .allSatisfy(page -> assertThat(linked).as(page.toString()).contains(page));
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> files = Stream.concat(Files.list(REPOSITORY), Files.walk(REPOSITORY.resolve("docs")))) {
            return files.filter(file -> file.toString().endsWith(".md")).toList();
        }
    }

    private static List<String> links(Path page) throws IOException {
        return LINK.matcher(FENCED.matcher(Files.readString(page)).replaceAll(""))
                .results()
                .map(found -> found.group(1))
                .filter(link -> !link.matches("[a-z]+:.*") && !link.startsWith("/"))
                .toList();
    }

    private static List<String> dead(Path page) throws IOException {
        var dead = new ArrayList<String>();
        for (var link : links(page)) {
            var parts = link.split("#", 2);
            var target =
                    parts[0].isEmpty() ? page : page.resolveSibling(parts[0]).normalize();
            boolean found = Files.exists(target)
                    && (parts.length == 1
                            || Files.isRegularFile(target) && headings(target).contains(parts[1]));
            if (!found) dead.add(page + ": " + link);
        }
        return dead;
    }

    /// As the heading's anchor is made: small letters, spaces to hyphens, other signs dropped.
    private static List<String> headings(Path page) throws IOException {
        return Files.readAllLines(page).stream()
                .filter(line -> line.matches("#+ .*"))
                .map(line -> line.replaceFirst("#+ ", "")
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-'))
                .toList();
    }
}
