package org.tsudoi.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.springframework.web.filter.OncePerRequestFilter;

/// Refuses what nobody can read before anybody tries: broken escapes and broken parts, too many fields, and the zero
/// character, which the database does not take. No page of ours sends any of it.
final class Legible extends OncePerRequestFilter {
    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        int refused = refusal(request);
        if (refused == 0) {
            chain.doFilter(request, response);
        } else {
            response.sendError(refused);
        }
    }

    private static int refusal(HttpServletRequest request) {
        try {
            boolean zero = request.getParameterMap().entrySet().stream()
                    .anyMatch(field -> hasZero(field.getKey())
                            || Arrays.stream(field.getValue()).anyMatch(Legible::hasZero));
            return zero ? HttpServletResponse.SC_BAD_REQUEST : 0;
        } catch (InvalidParameterException unreadable) {
            return unreadable.getErrorCode();
        } catch (IllegalStateException tooMuch) {
            // What Tomcat throws for a form in parts that is larger than it reads.
            return HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE;
        }
    }

    private static boolean hasZero(String text) {
        return text.indexOf('\0') >= 0;
    }
}
