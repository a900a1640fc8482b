package org.tsudoi.web.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/// A browser, named by a random value that it keeps: so that a code works where it was asked for, and so that a
/// sign-in from a new browser is noticed. Given at the first sign-in, never to those who only look.
@Component
public class Browser {
    private static final String COOKIE = "browser";
    private static final Duration KEPT = Duration.ofDays(400); // the longest that browsers keep a cookie
    private static final int BYTES = 16;

    private final Cookies cookies;
    private final SecureRandom random;

    Browser(Cookies cookies, SecureRandom random) {
        this.cookies = cookies;
        this.random = random;
    }

    public Optional<String> known(HttpServletRequest request) {
        return cookies.read(request, COOKIE).filter(value -> value.length() <= 64);
    }

    public String knownOrNew(HttpServletRequest request, HttpServletResponse response) {
        return known(request).orElseGet(() -> {
            var bytes = new byte[BYTES];
            random.nextBytes(bytes);
            String value = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
            cookies.write(response, COOKIE, value, KEPT);
            return value;
        });
    }

    /// What the browser calls itself, in words that its owner recognises.
    static String device(HttpServletRequest request) {
        String agent =
                Optional.ofNullable(request.getHeader(HttpHeaders.USER_AGENT)).orElse("");
        return program(agent) + " · " + system(agent);
    }

    private static String program(String agent) {
        if (agent.contains("Edg")) return "Edge";
        if (agent.contains("Line/")) return "LINE";
        if (agent.contains("SamsungBrowser")) return "Samsung Internet";
        if (agent.contains("Firefox") || agent.contains("FxiOS")) return "Firefox";
        if (agent.contains("Chrome") || agent.contains("CriOS")) return "Chrome";
        return agent.contains("Safari") ? "Safari" : "?";
    }

    private static String system(String agent) {
        if (agent.contains("iPhone")) return "iPhone";
        if (agent.contains("iPad")) return "iPad";
        if (agent.contains("Android")) return "Android";
        if (agent.contains("Windows")) return "Windows";
        if (agent.contains("Mac OS X")) return "macOS";
        if (agent.contains("CrOS")) return "ChromeOS";
        return agent.contains("Linux") ? "Linux" : "?";
    }
}
