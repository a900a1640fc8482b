package town.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The three languages of every page.
public enum Language {
    JA("日本語"),
    EN("English"),
    TH("ไทย");

    /// The cookie in which a visitor's choice is kept.
    static final String COOKIE = "town_lang";

    private final String ownName;

    Language(String ownName) {
        this.ownName = ownName;
    }

    public String ownName() {
        return ownName;
    }

    public String tag() {
        return name().toLowerCase(Locale.ROOT);
    }

    public Locale locale() {
        return Locale.of(tag());
    }

    /// The language of a BCP 47 tag ("ja", "ja-JP"), if it is one of ours.
    public static Optional<Language> of(@Nullable String tag) {
        return List.of(values()).stream()
                .filter(language -> tag != null && tag.toLowerCase(Locale.ROOT).startsWith(language.tag()))
                .findFirst();
    }

    /// `?lang=`, else the cookie, else what the browser asks for, else English.
    public static Language of(HttpServletRequest request) {
        return of(request.getParameter("lang"))
                .or(() -> fromCookie(request))
                .or(() -> Collections.list(request.getLocales()).stream()
                        .flatMap(locale -> of(locale.toLanguageTag()).stream())
                        .findFirst())
                .orElse(EN);
    }

    private static Optional<Language> fromCookie(HttpServletRequest request) {
        if (request.getCookies() == null) {
            return Optional.empty();
        }
        return List.of(request.getCookies()).stream()
                .filter(cookie -> cookie.getName().equals(COOKIE))
                .flatMap(cookie -> of(cookie.getValue()).stream())
                .findFirst();
    }
}
