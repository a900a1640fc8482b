package org.tsudoi.web.security;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.springframework.web.util.WebUtils;
import org.tsudoi.platform.PlatformSettings;

/// The cookies that decide who somebody is: out of reach of scripts and, with https, of other hosts of the same
/// domain.
@Component
public class Cookies {
    private final boolean https;

    Cookies(PlatformSettings settings) {
        this.https = "https".equals(settings.publicUrl().getScheme());
    }

    /// Browsers take a `__Host-` cookie only over https, for this very host and the whole of it.
    String name(String plain) {
        return https ? "__Host-" + plain : plain;
    }

    boolean https() {
        return https;
    }

    public Optional<String> read(HttpServletRequest request, String plain) {
        return Optional.ofNullable(WebUtils.getCookie(request, name(plain)))
                .map(Cookie::getValue)
                .filter(value -> !value.isEmpty());
    }

    public void write(HttpServletResponse response, String plain, String value, Duration keep) {
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                ResponseCookie.from(name(plain), value)
                        .path("/")
                        .httpOnly(true)
                        .secure(https)
                        .sameSite("Lax")
                        .maxAge(keep)
                        .build()
                        .toString());
    }

    /// Sent to the pages under this path alone, which `__Host-` does not allow.
    public void writeAt(HttpServletResponse response, String path, String plain, String value, Duration keep) {
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                ResponseCookie.from(nameAt(plain), value)
                        .path(path)
                        .httpOnly(true)
                        .secure(https)
                        .sameSite("Lax")
                        .maxAge(keep)
                        .build()
                        .toString());
    }

    public Optional<String> readAt(HttpServletRequest request, String plain) {
        return Optional.ofNullable(WebUtils.getCookie(request, nameAt(plain)))
                .map(Cookie::getValue)
                .filter(value -> !value.isEmpty());
    }

    private String nameAt(String plain) {
        return https ? "__Secure-" + plain : plain;
    }

    public void remove(HttpServletResponse response, String plain) {
        write(response, plain, "", Duration.ZERO);
    }
}
