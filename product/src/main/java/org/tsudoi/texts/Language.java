package org.tsudoi.texts;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The languages that every page, mail and message exists in. Japanese is the one we fall back to.
public enum Language {
    JA("日本語"),
    EN("English"),
    TH("ไทย");

    private static final List<Language> SPOKEN = List.of(values());

    private final String ownName;
    private final String tag = name().toLowerCase(Locale.ROOT);
    private final Locale locale = Locale.of(tag);

    Language(String ownName) {
        this.ownName = ownName;
    }

    /// Its name in itself, for a switch that must be readable to whoever looks for it.
    public String ownName() {
        return ownName;
    }

    /// `ja`, `en` or `th`: for `lang` attributes, cookies, file names and columns.
    public String tag() {
        return tag;
    }

    public Locale locale() {
        return locale;
    }

    /// The language that a tag such as `en` or `en-GB` means; empty for one we do not speak.
    public static Optional<Language> of(String tag) {
        return speaking(Locale.forLanguageTag(tag.strip()).getLanguage());
    }

    private static Optional<Language> speaking(String primary) {
        return SPOKEN.stream().filter(language -> language.tag.equals(primary)).findFirst();
    }

    public static Language of(Locale locale) {
        return speaking(locale.getLanguage()).orElse(JA);
    }

    /// The best we have for an Accept-Language header; Japanese when it is empty, broken or asks for others only.
    public static Language accepted(String header) {
        List<Locale.LanguageRange> wanted;
        try {
            wanted = Locale.LanguageRange.parse(header);
        } catch (IllegalArgumentException broken) {
            return JA;
        }
        for (var range : wanted) {
            var language = of(range.getRange());
            if (range.getWeight() > 0 && language.isPresent()) {
                return language.get();
            }
        }
        return JA;
    }
}
