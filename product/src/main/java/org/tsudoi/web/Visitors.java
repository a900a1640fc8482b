package org.tsudoi.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/// Tells a page who is looking at it. Answered by whoever keeps the sign-in; empty for a stranger.
@FunctionalInterface
public interface Visitors {
    Optional<Visitor> current(HttpServletRequest request);
}
