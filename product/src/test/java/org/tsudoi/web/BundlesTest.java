package org.tsudoi.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.tsudoi.texts.Language;
import org.tsudoi.texts.Texts;

/// The bundles of all areas: complete in three languages, every key used, every used key there.
class BundlesTest {
    private static final Pattern PLACE = Pattern.compile("\\{(\\d)(\\|[^}]*)?}");
    private static final Pattern MADE_AT_RUN_TIME = Pattern.compile(
            "\"((?:[\\w-]+\\.)+[\\w-]*)\"\\s*\\+(?:[^\"();,+]|\\([^\"()]*\\))*(?:\\+\\s*\"([\\w.-]+)\")?");
    private static final Pattern LITERAL = Pattern.compile("\"([a-zA-Z][\\w-]*\\.[\\w.-]*\\w)\"");
    private static final Pattern SAID =
            Pattern.compile("(?:page\\.(?:t|html)\\(|Flash\\.(?:good|note|bad)\\(|\\.wrong\\([^,()]+,"
                    + "|\\.say\\([^,]+,|Problem\\.of\\([^,]+,)\\s*\"([\\w.-]+\\w)\"(?!\\s*\\+)");

    private final Texts texts = Texts.strict();

    @Test
    void everyTextIsThereInAllThreeLanguages() {
        for (var language : Language.values()) {
            assertThat(texts.keys(language))
                    .as(language.tag())
                    .containsExactlyInAnyOrderElementsOf(texts.keys(Language.JA));
        }
    }

    @Test
    void everyTranslationHasTheSameArgumentsAndIsNotEmpty() {
        for (var key : texts.keys(Language.JA)) {
            for (var language : Language.values()) {
                var text = texts.pattern(language, key);
                assertThat(text).as(key).isNotBlank();
                assertThat(places(text)).as(key + " in " + language.tag()).isSubsetOf(allPlaces(key));
                assertThat(text.replaceAll(PLACE.pattern(), "")).as(key).doesNotContain("{", "}");
            }
        }
    }

    @Test
    void noTranslationIsALeftOverOfAnotherLanguage() {
        assertThat(texts.keys(Language.EN).stream()
                        .filter(key -> hasScript(texts.pattern(Language.EN, key), "[ぁ-ヿ一-鿿ก-๛]")))
                .isEmpty();
        assertThat(texts.keys(Language.TH).stream().filter(key -> hasScript(texts.pattern(Language.TH, key), "[ぁ-ヿ]")))
                .isEmpty();
    }

    @Test
    void everyTextIsUsedAndEveryUsedTextIsThere() throws IOException {
        var sources = sources();
        assertThat(unused(texts.keys(Language.JA), sources)).isEmpty();
        assertThat(missing(texts.keys(Language.JA), sources)).isEmpty();
    }

    @Test
    void anUnusedAndAMissingKeyAreFound() {
        var source = List.of(
                "page.t(\"area.one\") page.t(\"area.state.\" + state) Flash.good(\"area.gone\", x) \"area.x.\" + y + \"Hint\"");
        assertThat(unused(Set.of("area.one", "area.state.paid", "area.left", "area.x.aHint", "area.x.a"), source))
                .containsExactlyInAnyOrder("area.left", "area.x.a");
        assertThat(missing(Set.of("area.one", "area.state.paid"), source)).containsExactly("area.gone");
    }

    private static Collection<String> unused(Set<String> keys, List<String> sources) {
        var literals = all(sources, LITERAL).map(found -> found.group(1)).collect(Collectors.toSet());
        var made = all(sources, MADE_AT_RUN_TIME)
                .<Predicate<String>>map(found -> {
                    var end = found.group(2) == null ? "" : found.group(2);
                    return key -> key.startsWith(found.group(1)) && key.endsWith(end);
                })
                .toList();
        return keys.stream()
                .filter(key -> !literals.contains(key) && made.stream().noneMatch(rule -> rule.test(key)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Collection<String> missing(Set<String> keys, List<String> sources) {
        return all(sources, SAID)
                .map(found -> found.group(1))
                .filter(key -> !keys.contains(key))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<MatchResult> all(List<String> sources, Pattern pattern) {
        return sources.stream().flatMap(source -> pattern.matcher(source).results());
    }

    private static List<String> sources() throws IOException {
        var sources = new ArrayList<String>();
        for (var folder : List.of("src/main/java", "src/main/jte")) {
            try (var files = Files.walk(Path.of(folder))) {
                for (var file : files.filter(f -> f.toString().matches(".*\\.(java|jte)"))
                        .toList()) {
                    sources.add(Files.readString(file).replaceAll("(?m)^\\s*///.*$", ""));
                }
            }
        }
        return sources;
    }

    private Set<String> allPlaces(String key) {
        return Stream.of(Language.values())
                .flatMap(language -> places(texts.pattern(language, key)).stream())
                .collect(Collectors.toSet());
    }

    private static Set<String> places(String text) {
        return PLACE.matcher(text).results().map(found -> found.group(1)).collect(Collectors.toSet());
    }

    private static boolean hasScript(String text, String characters) {
        return Pattern.compile(characters).matcher(text).find();
    }
}
