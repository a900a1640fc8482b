package org.tsudoi.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseCookie;
import org.springframework.web.servlet.View;

/// A redirect inside our own site. An address of another host is a fault of the program: open redirects cannot be
/// written.
final class SeeOther implements View {
    private final String path;
    private final Flash[] flashes;

    SeeOther(String path, Flash... flashes) {
        if (!path.startsWith("/") || path.startsWith("//") || path.startsWith("/\\")) {
            // What follows may be a secret.
            throw new IllegalArgumentException("not a path of ours: " + path.replaceFirst("[?#].*", "?…"));
        }
        this.path = path;
        this.flashes = flashes;
    }

    @Override
    public void render(@Nullable Map<String, ?> model, HttpServletRequest request, HttpServletResponse response) {
        if (flashes.length > 0) {
            response.addHeader(HttpHeaders.SET_COOKIE, cookie(request, flashes[0].cookie(), 60));
        }
        response.setStatus(HttpStatus.SEE_OTHER.value());
        response.setHeader(HttpHeaders.LOCATION, path);
    }

    static String cookie(HttpServletRequest request, String value, int seconds) {
        return ResponseCookie.from("flash", value)
                .path("/")
                .httpOnly(true)
                .secure(request.isSecure())
                .sameSite("Lax")
                .maxAge(seconds)
                .build()
                .toString();
    }
}
