package org.tsudoi.conversations;

import java.text.Normalizer;
import java.util.Optional;
import java.util.regex.Pattern;

/// What somebody wrote: 1 to 4,000 characters as people count them, of which at least one can be seen.
public record MessageText(String value) {
    public static final int LENGTH_MAX = 4000;

    private static final Pattern TURNS_DIRECTION = Pattern.compile("[\\u202A-\\u202E\\u2066-\\u2069]");
    private static final Pattern UNREADABLE = Pattern.compile("[\\p{Cc}&&[^\\n\\t]]|\\p{Cs}");
    private static final Pattern SEEN = Pattern.compile("[^\\p{Z}\\p{C}]");

    public MessageText {
        value = tidied(value).orElseThrow(() -> new IllegalArgumentException("not a message"));
    }

    /// Reads what a person typed; empty when nothing legible is left or when it is too long.
    public static Optional<MessageText> read(String typed) {
        return tidied(typed).map(MessageText::new);
    }

    public int length() {
        return value.codePointCount(0, value.length());
    }

    /// Its beginning, on one line.
    public String beginning(int characters) {
        var line = value.replaceAll("\\s+", " ");
        return line.codePointCount(0, line.length()) <= characters
                ? line
                : line.substring(0, line.offsetByCodePoints(0, characters)) + "…";
    }

    private static Optional<String> tidied(String typed) {
        var normal = Normalizer.normalize(typed, Normalizer.Form.NFC).replace("\r\n", "\n");
        var text = TURNS_DIRECTION.matcher(normal).replaceAll("").strip();
        boolean fits = SEEN.matcher(text).find()
                && !UNREADABLE.matcher(text).find()
                && text.codePointCount(0, text.length()) <= LENGTH_MAX;
        return fits ? Optional.of(text) : Optional.empty();
    }

    @Override
    public String toString() {
        return "MessageText[" + length() + "]";
    }
}
