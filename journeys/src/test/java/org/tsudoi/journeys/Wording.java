package org.tsudoi.journeys;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What the product can say in one language, to tell it from what it can say in the others.
final class Wording {
    private static final Path BUNDLES = Objects.requireNonNull(
                    Path.of("").toAbsolutePath().getParent())
            .resolve("product/src/main/resources/messages");
    private static final List<String> LANGUAGES = List.of("ja", "en", "th");

    /// Shorter ones may be a name or a figure between two gaps.
    private static final int LETTERS_MIN = 4;

    private static final Pattern GAP = Pattern.compile("\\{[^{}]*}");
    private static final Pattern KEY = Pattern.compile("[a-z]+(\\.[a-zA-Z0-9-]+)+");

    private final List<Pattern> own;
    private final List<Pattern> others;

    private Wording(List<Pattern> own, List<Pattern> others) {
        this.own = own;
        this.others = others;
    }

    static Wording of(String language) {
        return new Wording(
                patterns(language).toList(),
                LANGUAGES.stream()
                        .filter(other -> !other.equals(language))
                        .flatMap(Wording::patterns)
                        .toList());
    }

    private static Stream<Pattern> patterns(String language) {
        try (var files = Files.list(BUNDLES)) {
            var bundles = files.filter(file -> file.toString().endsWith("_" + language + ".properties"))
                    .toList();
            if (bundles.isEmpty()) throw new IllegalStateException("no bundles in " + BUNDLES);
            return bundles.stream().flatMap(Wording::sentences).map(Wording::pattern);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> sentences(Path bundle) {
        var read = new Properties();
        try (var text = Files.newBufferedReader(bundle)) {
            read.load(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return read.values().stream().map(String::valueOf).filter(Wording::tells);
    }

    private static boolean tells(String sentence) {
        return GAP.matcher(sentence)
                        .replaceAll("")
                        .codePoints()
                        .filter(Character::isLetter)
                        .count()
                >= LETTERS_MIN;
    }

    private static Pattern pattern(String sentence) {
        return Pattern.compile(Pattern.quote(sentence).replaceAll("\\{[^{}]*}", "\\\\E.*\\\\Q"));
    }

    /// Of these pieces of text those that only another language has, and bare keys.
    List<String> foreign(List<String> said) {
        return said.stream()
                .map(String::strip)
                .filter(text -> KEY.matcher(text).matches() || isOneOf(others, text) && !isOneOf(own, text))
                .toList();
    }

    private static boolean isOneOf(List<Pattern> sentences, String text) {
        return sentences.stream().anyMatch(sentence -> sentence.matcher(text).matches());
    }
}
