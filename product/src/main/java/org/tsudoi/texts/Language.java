package org.tsudoi.texts;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The languages that every page, mail and message exists in. Japanese is the one we fall back to.
public enum Language {
    JA("日本語"),
    EN("English"),
    TH("ไทย");

    private final String ownName;

    Language(String ownName) {
        this.ownName = ownName;
    }

    /// Its name in itself, for a switch that must be readable to whoever looks for it.
    public String ownName() {
        return ownName;
    }

    /// `ja`, `en` or `th`: for `lang` attributes, cookies, file names and columns.
    public String tag() {
        return name().toLowerCase(Locale.ROOT);
    }

    public Locale locale() {
        return Locale.of(tag());
    }

    /// The language that a tag such as `en` or `en-GB` means; empty for one we do not speak.
    public static Optional<Language> of(String tag) {
        var primary = Locale.forLanguageTag(tag.strip()).getLanguage();
        return List.of(values()).stream().filter(l -> l.tag().equals(primary)).findFirst();
    }

    public static Language of(Locale locale) {
        return of(locale.toLanguageTag()).orElse(JA);
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
