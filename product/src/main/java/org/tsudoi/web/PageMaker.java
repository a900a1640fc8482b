package org.tsudoi.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.util.UriComponentsBuilder;
import org.tsudoi.rates.ReferenceRates;
import org.tsudoi.texts.Texts;

/// Makes the `Page` of a request.
public final class PageMaker {
    private static final Pattern PLAIN = Pattern.compile("/([A-Za-z0-9_.~-]+/?)*");

    private final Texts texts;
    private final Assets assets;
    private final Clock clock;
    private final Visitors visitors;
    private final ReferenceRates rates;

    public PageMaker(Texts texts, Assets assets, Clock clock, Visitors visitors, ReferenceRates rates) {
        this.texts = texts;
        this.assets = assets;
        this.clock = clock;
        this.visitors = visitors;
        this.rates = rates;
    }

    /// Takes the flash away with it, and remembers a language or theme chosen in the address.
    Page page(HttpServletRequest request, HttpServletResponse response) {
        ReaderPreferences.remember(request, response);
        response.addHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE);
        return new Page(
                ReaderPreferences.language(request),
                texts,
                path(request),
                SecureHeaders.nonce(request),
                () -> csrf(request),
                visitors.current(request).orElse(null),
                ReaderPreferences.zone(request).orElse(null),
                clock,
                flashes(request, response, texts),
                assets,
                ReaderPreferences.theme(request),
                new Prices(rates, ReaderPreferences.currency(request).orElse(null)),
                inApp(request));
    }

    private static InApp inApp(HttpServletRequest request) {
        var userAgent = request.getHeader(HttpHeaders.USER_AGENT);
        return userAgent == null ? InApp.NO : InApp.of(userAgent);
    }

    /// A sentence that cannot be said is left out: the cookie was not written by us.
    private static List<Flash> flashes(HttpServletRequest request, HttpServletResponse response, Texts texts) {
        var language = ReaderPreferences.language(request);
        var carried = ReaderPreferences.cookie(request, "flash")
                .map(cookie -> {
                    response.addHeader(HttpHeaders.SET_COOKIE, SeeOther.cookie(request, "", 0));
                    return Flash.read(cookie).stream()
                            .filter(flash -> texts.canSay(
                                    language, flash.key(), flash.arguments().size()))
                            .toList();
                })
                .orElse(List.of());
        return Stream.concat(carried.stream(), Flash.now(request).stream()).toList();
    }

    /// The address the reader sees, an error page's included.
    private static String path(HttpServletRequest request) {
        var forwarded = request.getAttribute("jakarta.servlet.error.request_uri");
        var path = forwarded instanceof String uri ? uri : request.getRequestURI();
        var query = request.getQueryString();
        if (query == null && PLAIN.matcher(path).matches()) return path;
        try {
            return UriComponentsBuilder.fromUriString(path.startsWith("//") ? "/" : path)
                    .query(query)
                    .replaceQueryParam("lang")
                    .replaceQueryParam("theme")
                    .replaceQueryParam("currency")
                    .build()
                    .toUriString();
        } catch (IllegalArgumentException unreadable) {
            return "/";
        }
    }

    private static String csrf(HttpServletRequest request) {
        return request.getAttribute(CsrfToken.class.getName()) instanceof CsrfToken token ? token.getToken() : "";
    }
}
