package org.tsudoi.finding;

import java.util.Locale;
import java.util.regex.Pattern;

/// One of the themes that operators keep.
///
/// @param word    in addresses; given once
/// @param retired nobody chooses it any more, and nobody is shown by it
public record Theme(String word, String ja, String en, String th, int position, boolean retired) {
    public static final int NAME_MAX = 40;
    public static final int ALL_MAX = 100;
    private static final Pattern WORD = Pattern.compile("[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?");

    public Theme {
        if (!isWord(word)) throw new IllegalArgumentException("no word for a theme: " + word);
    }

    public static boolean isWord(String word) {
        return WORD.matcher(word).matches();
    }

    public String name(Locale reader) {
        return switch (reader.getLanguage()) {
            case "en" -> en;
            case "th" -> th;
            default -> ja;
        };
    }
}
