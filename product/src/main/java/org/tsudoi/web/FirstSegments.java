package org.tsudoi.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.PathContainer.PathSegment;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;

/// Looks at the first part of a path before anything else: Spring holds each request against every address with a
/// variable part in it, which was a sixteenth of the work of a page.
final class FirstSegments extends RequestMappingHandlerMapping {
    private final Map<RequestMappingInfo, Optional<Set<String>>> firsts = new ConcurrentHashMap<>();

    @Override
    protected @Nullable RequestMappingInfo getMatchingMapping(RequestMappingInfo info, HttpServletRequest request) {
        var firsts = firsts(info);
        if (firsts.isPresent() && ServletRequestPathUtils.hasParsedRequestPath(request)) {
            var path = ServletRequestPathUtils.getParsedRequestPath(request).pathWithinApplication();
            if (!firsts.get().contains(first(path))) return null;
        }
        return super.getMatchingMapping(info, request);
    }

    private Optional<Set<String>> firsts(RequestMappingInfo info) {
        var known = firsts.get(info);
        if (known != null) return known;
        var found = of(info);
        firsts.put(info, found);
        return found;
    }

    private static String first(PathContainer path) {
        var elements = path.elements();
        return elements.size() > 1 && elements.get(1) instanceof PathSegment segment ? segment.valueToMatch() : "";
    }

    /// Nothing where any first part will do.
    private static Optional<Set<String>> of(RequestMappingInfo info) {
        var firsts = new HashSet<String>();
        for (var pattern : info.getPatternValues()) {
            int end = pattern.indexOf('/', 1);
            var first = pattern.startsWith("/") ? pattern.substring(1, end < 0 ? pattern.length() : end) : "*";
            if (first.matches(".*[^A-Za-z0-9_.-].*")) return Optional.empty();
            firsts.add(first);
        }
        return firsts.isEmpty() ? Optional.empty() : Optional.of(firsts);
    }
}
