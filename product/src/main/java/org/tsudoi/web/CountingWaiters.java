package org.tsudoi.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;
import org.tsudoi.platform.Crowd;

/// Counts those whose request is being worked on. Whoever holds a line open, to be told what happens, is not waiting.
final class CountingWaiters extends OncePerRequestFilter {
    private final Crowd crowd;

    CountingWaiters(Crowd crowd) {
        this.crowd = crowd;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        crowd.enter();
        try {
            chain.doFilter(request, response);
        } finally {
            crowd.leave();
        }
    }
}
