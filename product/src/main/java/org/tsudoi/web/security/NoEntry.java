package org.tsudoi.web.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriUtils;

/// What somebody gets who may not: the sign-in page when signing in could help, "not found" otherwise. A form
/// whose token is missing or old is 403.
@Component
class NoEntry implements AuthenticationEntryPoint, AccessDeniedHandler {
    private final Guard guard;

    NoEntry(Guard guard) {
        this.guard = guard;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException why)
            throws IOException {
        boolean signingInCouldHelp = Routes.of(Guard.path(request))
                .filter(match -> match.rule() != Rule.ANYONE && match.rule() != Rule.MACHINE)
                .isPresent();
        if (signingInCouldHelp) leadToSignIn(request, response);
        else response.sendError(HttpServletResponse.SC_NOT_FOUND);
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException why)
            throws IOException {
        if (why instanceof CsrfException) {
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
            return;
        }
        Authentication who = SecurityContextHolder.getContext().getAuthentication();
        boolean operatorPage = Routes.of(Guard.path(request))
                .filter(match -> match.rule() == Rule.OPERATOR)
                .isPresent();
        if (operatorPage && who != null && guard.hasGoneStale(who)) leadToSignIn(request, response);
        else response.sendError(HttpServletResponse.SC_NOT_FOUND);
    }

    private static void leadToSignIn(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String address = "/sign-in?next=" + UriUtils.encode(backTo(request), StandardCharsets.UTF_8);
        if (request.getHeader("HX-Request") != null) {
            response.setHeader("HX-Redirect", address);
            response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
        } else if (wantsPage(request)) {
            response.setHeader(HttpHeaders.LOCATION, address);
            response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        } else {
            response.sendError(HttpServletResponse.SC_UNAUTHORIZED);
        }
    }

    /// A form that was sent too late leads back to the page it stood on, since its own address answers no GET.
    private static String backTo(HttpServletRequest request) {
        if (request.getMethod().equals("GET")) {
            String query = request.getQueryString();
            return Guard.path(request) + (query == null ? "" : "?" + query);
        }
        return Optional.ofNullable(request.getHeader(HttpHeaders.REFERER))
                .flatMap(NoEntry::pathOf)
                .orElse("/");
    }

    private static Optional<String> pathOf(String address) {
        try {
            return Optional.ofNullable(new URI(address).getRawPath()).filter(path -> !path.isEmpty());
        } catch (URISyntaxException _) {
            return Optional.empty();
        }
    }

    private static boolean wantsPage(HttpServletRequest request) {
        return Optional.ofNullable(request.getHeader(HttpHeaders.ACCEPT))
                .map(accept -> accept.contains("text/html") || accept.contains("*/*"))
                .orElse(true);
    }
}
