package org.tsudoi.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import org.springframework.web.filter.OncePerRequestFilter;

/// The headers of every answer. Nothing inline, nothing from other hosts; the payment provider's own pages may
/// be reached by a form of ours, as named in the settings. Stands in front of the security chain, so refusals
/// carry the headers too.
public final class SecureHeaders extends OncePerRequestFilter {
    private static final String NONCE = SecureHeaders.class.getName() + ".nonce";
    private static final int NONCE_BYTES = 16;

    /// Where the address itself lets people in. No page is told that its reader comes from there: not by the browser,
    /// and not by the list of pages that a page of ours may read (`navigation.entries()`), a script of others in it
    /// included. It shows nothing of pages with this policy.
    public static final List<String> SECRET_ADDRESSES = List.of(
            "/orders/",
            "/asked/",
            "/given/",
            "/reminders/",
            "/salon-mails/",
            "/checkout/",
            "/door/",
            "/room/",
            "/sign-in/",
            "/operator-invitation/");

    private final SecureRandom random;
    private final boolean https;
    private final String policy;

    /// @param https whether the public address is https: then browsers are told to keep to it
    /// @param formTargets origins that a form may lead to besides ours, such as `https://checkout.stripe.com`
    /// @param socket our own WebSocket origin, such as `wss://tsudoi.example`
    public SecureHeaders(SecureRandom random, boolean https, List<String> formTargets, String socket) {
        this.random = random;
        this.https = https;
        this.policy = String.join(
                "; ",
                "default-src 'self'",
                "script-src 'self' 'nonce-%s'",
                "style-src 'self'",
                "img-src 'self' data: blob:",
                "connect-src 'self' " + socket,
                "media-src 'self' blob:",
                "font-src 'self'",
                "object-src 'none'",
                "base-uri 'none'",
                "frame-ancestors 'none'",
                ("form-action 'self' " + String.join(" ", formTargets)).strip());
    }

    /// The nonce of this request, for a script element that must stand in the page itself.
    public static String nonce(HttpServletRequest request) {
        return request.getAttribute(NONCE) instanceof String nonce ? nonce : "";
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var bytes = new byte[NONCE_BYTES];
        random.nextBytes(bytes);
        var nonce = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        request.setAttribute(NONCE, nonce);
        response.setHeader("Content-Security-Policy", policy.formatted(nonce));
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader("Referrer-Policy", isSecret(request) ? "no-referrer" : "same-origin");
        response.setHeader(
                "Permissions-Policy",
                "camera=(self), microphone=(self), display-capture=(self), "
                        + "geolocation=(), payment=(), usb=(), browsing-topics=()");
        response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        if (https) {
            response.setHeader("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
        }
        chain.doFilter(request, response);
    }

    private static boolean isSecret(HttpServletRequest request) {
        return SECRET_ADDRESSES.stream().anyMatch(request.getRequestURI()::startsWith);
    }
}
