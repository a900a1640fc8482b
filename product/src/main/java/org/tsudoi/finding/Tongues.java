package org.tsudoi.finding;

import java.util.List;
import java.util.Locale;

/// The languages that somebody may say to teach in, in more than those that the pages speak.
public final class Tongues {
    public static final List<String> ALL = List.of(
            "ja", "en", "th", "zh", "ko", "vi", "id", "ms", "my", "ne", "hi", "tl", "es", "pt", "fr", "de", "it", "ru",
            "ar", "tr");

    private Tongues() {}

    public static String name(String tongue, Locale reader) {
        return Locale.forLanguageTag(tongue).getDisplayLanguage(reader);
    }
}
