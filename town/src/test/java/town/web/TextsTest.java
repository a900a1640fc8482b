package town.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TextsTest {
    private static final Path MAIN = Path.of("src/main");

    @Test
    void everyTextIsThereInThreeLanguages() throws IOException {
        for (var area : areas()) {
            var english = keys(area, "en");
            assertThat(english).isNotEmpty();
            assertThat(keys(area, "ja")).as(area + " in Japanese").isEqualTo(english);
            assertThat(keys(area, "th")).as(area + " in Thai").isEqualTo(english);
        }
    }

    @Test
    void everyTextIsUsed() throws IOException {
        var sources = sources();
        for (var area : areas()) {
            assertThat(keys(area, "en")).as(area).allSatisfy(key -> {
                // A key may be put together from a fixed beginning and a word: say("weather.mode." + word).
                var beginning = key.substring(0, key.lastIndexOf('.') + 1);
                var closing = key.contains(".closed.") ? key.substring(0, key.indexOf(".closed.") + 8) : beginning;
                assertThat(sources.contains("\"" + key + "\"")
                                || sources.contains("\"" + beginning + "\" +")
                                || sources.contains("\"" + closing + "\" +"))
                        .as(key)
                        .isTrue();
            });
        }
    }

    @Test
    void everyTextAskedForIsThere() throws IOException {
        var all = new TreeSet<String>();
        for (var area : areas()) {
            all.addAll(keys(area, "en"));
        }
        var asked = Pattern.compile("say\\(\"([a-z0-9.-]+[a-z0-9])\"").matcher(sources());
        assertThat(asked.results().map(it -> it.group(1)).collect(Collectors.toSet()))
                .isNotEmpty()
                .isSubsetOf(all);
    }

    private static List<String> areas() throws IOException {
        try (var files = Files.list(MAIN.resolve("resources/messages"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith("_en.properties"))
                    .map(name -> name.substring(0, name.length() - "_en.properties".length()))
                    .toList();
        }
    }

    private static TreeSet<String> keys(String area, String language) throws IOException {
        var properties = new Properties();
        try (Reader in =
                Files.newBufferedReader(MAIN.resolve("resources/messages/" + area + "_" + language + ".properties"))) {
            properties.load(in);
        }
        return new TreeSet<>(properties.stringPropertyNames());
    }

    private static String sources() throws IOException {
        try (Stream<Path> files = Files.walk(MAIN)) {
            var text = new StringBuilder();
            for (var file :
                    files.filter(it -> it.toString().matches(".*\\.(java|jte)")).toList()) {
                text.append(Files.readString(file));
            }
            return text.toString();
        }
    }
}
