package org.tsudoi.web;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Currency;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.util.WebUtils;
import org.tsudoi.texts.Language;

/// What a reader chose about how pages come to them, kept in cookies of their own: language, colours, time
/// zone, currency. A choice in the address (`?lang=`, `?theme=`, `?currency=`) wins and is remembered.
public final class ReaderPreferences implements LocaleResolver {
    private static final String LANGUAGE = ReaderPreferences.class.getName() + ".language";
    private static final Set<String> THEMES = Set.of("light", "dark", "auto");
    private static final Duration REMEMBERED = Duration.ofDays(365);

    @Override
    public Locale resolveLocale(HttpServletRequest request) {
        return language(request).locale();
    }

    @Override
    public void setLocale(HttpServletRequest request, @Nullable HttpServletResponse response, @Nullable Locale locale) {
        if (response != null && locale != null) {
            remember(request, response, "lang", Language.of(locale).tag());
        }
    }

    /// `?lang=` → cookie → Accept-Language → Japanese. Asked many times for one page, so it is found out once.
    public static Language language(HttpServletRequest request) {
        if (request.getAttribute(LANGUAGE) instanceof Language known) return known;
        var language = readLanguage(request);
        request.setAttribute(LANGUAGE, language);
        return language;
    }

    private static Language readLanguage(HttpServletRequest request) {
        var accepted = request.getHeader(HttpHeaders.ACCEPT_LANGUAGE);
        return chosen(request).orElseGet(() -> accepted == null ? Language.JA : Language.accepted(accepted));
    }

    /// What the address asks for.
    public static Optional<Language> asked(HttpServletRequest request) {
        return asked(request, "lang").flatMap(Language::of);
    }

    /// What was chosen in this browser, now or before; empty while its own settings decide.
    public static Optional<Language> chosen(HttpServletRequest request) {
        return asked(request).or(() -> cookie(request, "lang").flatMap(Language::of));
    }

    static String theme(HttpServletRequest request) {
        return asked(request, "theme")
                .filter(THEMES::contains)
                .or(() -> cookie(request, "theme").filter(THEMES::contains))
                .orElse("auto");
    }

    /// What the browser's own clock is set to; empty until its script has told us once.
    public static Optional<ZoneId> zone(HttpServletRequest request) {
        return cookie(request, "zone").flatMap(name -> {
            try {
                return Optional.of(ZoneId.of(name));
            } catch (DateTimeException unknown) {
                return Optional.empty();
            }
        });
    }

    /// What the reader counts in: `?currency=` → cookie → the country of the browser's first language. Empty when none
    /// of them says.
    static Optional<Currency> currency(HttpServletRequest request) {
        return askedCurrency(request)
                .or(() -> cookie(request, "currency").flatMap(ReaderPreferences::currency))
                .or(() -> ofCountry(request.getLocale(), request.getHeader(HttpHeaders.ACCEPT_LANGUAGE)));
    }

    /// A form may have a field of that name, too.
    private static Optional<Currency> askedCurrency(HttpServletRequest request) {
        return "GET".equals(request.getMethod())
                ? asked(request, "currency").flatMap(ReaderPreferences::currency)
                : Optional.empty();
    }

    private static Optional<Currency> currency(String code) {
        try {
            return Optional.of(Currency.getInstance(code)).filter(currency -> currency.getDefaultFractionDigits() >= 0);
        } catch (IllegalArgumentException unknown) {
            return Optional.empty();
        }
    }

    private static Optional<Currency> ofCountry(Locale first, @Nullable String accepted) {
        if (accepted == null) return Optional.empty();
        try {
            return switch (first.getLanguage()) {
                case "ja" -> Optional.of(Currency.getInstance(Locale.JAPAN));
                case "th" -> Optional.of(Currency.getInstance("THB"));
                case String _ -> Optional.ofNullable(Currency.getInstance(first));
            };
        } catch (IllegalArgumentException noCountry) {
            return Optional.empty();
        }
    }

    static void remember(HttpServletRequest request, HttpServletResponse response) {
        asked(request, "lang").flatMap(Language::of).ifPresent(l -> remember(request, response, "lang", l.tag()));
        asked(request, "theme").filter(THEMES::contains).ifPresent(t -> remember(request, response, "theme", t));
        askedCurrency(request).ifPresent(c -> remember(request, response, "currency", c.getCurrencyCode()));
    }

    public static void remember(HttpServletRequest request, HttpServletResponse response, String name, String value) {
        var cookie = ResponseCookie.from(name, value)
                .path("/")
                .secure(request.isSecure())
                .sameSite("Lax")
                .maxAge(REMEMBERED)
                .build();
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
    }

    static Optional<String> cookie(HttpServletRequest request, String name) {
        return Optional.ofNullable(WebUtils.getCookie(request, name))
                .map(Cookie::getValue)
                .filter(value -> !value.isEmpty());
    }

    /// Nothing was asked by a form that is too large to be read: the page that says so reads this too.
    private static Optional<String> asked(HttpServletRequest request, String name) {
        try {
            return Optional.ofNullable(request.getParameter(name));
        } catch (IllegalStateException tooLarge) {
            return Optional.empty();
        }
    }
}
