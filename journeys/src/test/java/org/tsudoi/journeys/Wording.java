package org.tsudoi.journeys;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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

    /// Read once in a run: thousands of sentences, and every phone wants them.
    private static final Map<String, Sentences> SENTENCES = new ConcurrentHashMap<>();

    private static final Map<String, Wording> READ = new ConcurrentHashMap<>();

    private final Sentences own;
    private final List<Sentences> others;
    /// Whether a text is another language's: most texts of a page are on every page.
    private final Map<String, Boolean> known = new ConcurrentHashMap<>();

    private Wording(Sentences own, List<Sentences> others) {
        this.own = own;
        this.others = others;
    }

    static Wording of(String language) {
        return READ.computeIfAbsent(
                language,
                _ -> new Wording(
                        sentences(language),
                        LANGUAGES.stream()
                                .filter(other -> !other.equals(language))
                                .map(Wording::sentences)
                                .toList()));
    }

    private static Sentences sentences(String language) {
        return SENTENCES.computeIfAbsent(language, _ -> {
            try (var files = Files.list(BUNDLES)) {
                var bundles = files.filter(file -> file.toString().endsWith("_" + language + ".properties"))
                        .toList();
                if (bundles.isEmpty()) throw new IllegalStateException("no bundles in " + BUNDLES);
                return Sentences.of(bundles.stream().flatMap(Wording::read));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static Stream<String> read(Path bundle) {
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

    /// Of these pieces of text those that only another language has, and bare keys.
    List<String> foreign(List<String> said) {
        return said.stream()
                .map(String::strip)
                .filter(text -> known.computeIfAbsent(text, this::isForeign))
                .toList();
    }

    private boolean isForeign(String text) {
        return KEY.matcher(text).matches() || others.stream().anyMatch(other -> other.have(text)) && !own.have(text);
    }

    /// Those of one language, the ones without gaps by themselves.
    private record Sentences(Set<String> whole, List<Gapped> gapped) {
        static Sentences of(Stream<String> sentences) {
            var whole = new HashSet<String>();
            var gapped = new ArrayList<Gapped>();
            sentences.forEach(sentence -> {
                if (GAP.matcher(sentence).find()) gapped.add(Gapped.of(sentence));
                else whole.add(sentence);
            });
            return new Sentences(whole, gapped);
        }

        boolean have(String text) {
            return whole.contains(text) || gapped.stream().anyMatch(sentence -> sentence.fits(text));
        }
    }

    /// What is before its first gap and after its last tells almost always, and at no cost, that a text is another.
    private record Gapped(String begin, String end, Pattern pattern) {
        static Gapped of(String sentence) {
            return new Gapped(
                    sentence.substring(0, sentence.indexOf('{')),
                    sentence.substring(sentence.lastIndexOf('}') + 1),
                    Pattern.compile(Pattern.quote(sentence).replaceAll("\\{[^{}]*}", "\\\\E.*\\\\Q")));
        }

        boolean fits(String text) {
            return text.startsWith(begin)
                    && text.endsWith(end)
                    && pattern.matcher(text).matches();
        }
    }
}
