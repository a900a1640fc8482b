package org.tsudoi.contact;

import java.text.Normalizer;
import java.util.Optional;
import java.util.regex.Pattern;

/// A name as its bearer writes it, on one line, 1 to 80 characters.
public record PersonName(String value) {
    public static final int LENGTH_MAX = 80;

    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}]+");
    private static final Pattern UNSEEN =
            Pattern.compile("[\\u200B\\u200E\\u200F\\u202A-\\u202E\\u2060\\u2066-\\u2069\\uFEFF]");
    /// Something that leaves a mark; letters and symbols that are drawn as nothing do not.
    private static final Pattern SEEN =
            Pattern.compile("[\\p{L}\\p{N}\\p{S}\\p{P}&&[^\\u115F\\u1160\\u2800\\u3164\\uFFA0]]");

    private static final Pattern SPACES = Pattern.compile("\\s+");

    public PersonName {
        value = tidied(value).orElseThrow(() -> new IllegalArgumentException("not a name"));
    }

    /// Reads what a person typed; empty when nothing legible is left or when it is too long.
    public static Optional<PersonName> read(String typed) {
        return tidied(typed).map(PersonName::new);
    }

    @Override
    public String toString() {
        return value.substring(0, value.offsetByCodePoints(0, 1)) + "***";
    }

    /// Control and direction-changing characters go: they could make one name look like another.
    private static Optional<String> tidied(String typed) {
        var normal = Normalizer.normalize(typed, Normalizer.Form.NFC);
        var oneLine = CONTROL.matcher(normal).replaceAll(" ");
        var seen = UNSEEN.matcher(oneLine).replaceAll("");
        var text = SPACES.matcher(seen).replaceAll(" ").strip();
        boolean fits = SEEN.matcher(text).find() && text.codePointCount(0, text.length()) <= LENGTH_MAX;
        return fits ? Optional.of(text) : Optional.empty();
    }
}
