package town.zoom;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingRequestWrapper;
import town.state.TownClock;
import town.weather.Spell;
import town.weather.WeatherFilter;

/// The last calls to the API, those caught by the weather too. Forgotten when Town stops.
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 50)
class ZoomLog extends OncePerRequestFilter {
    private static final int KEPT = 1_000;
    private static final int BODY_MAX = 10_000;

    private final TownClock clock;
    private final Deque<Call> calls = new ArrayDeque<>();

    /// @param status what was answered, as far as anything was
    /// @param weather what the weather did to it; empty in fair weather
    record Call(Instant at, String method, String path, String body, int status, String weather) {}

    ZoomLog(TownClock clock) {
        this.clock = clock;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String path = request.getRequestURI();
        return !path.startsWith("/zoom/v2/") && !path.startsWith("/zoom/oauth/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var at = clock.instant();
        var copying = new ContentCachingRequestWrapper(request, BODY_MAX);
        try {
            chain.doFilter(copying, response);
        } finally {
            keep(new Call(
                    at,
                    request.getMethod(),
                    request.getRequestURI().substring("/zoom".length()),
                    new String(copying.getContentAsByteArray(), StandardCharsets.UTF_8),
                    response.getStatus(),
                    WeatherFilter.caught(request)
                            .map(Spell::mode)
                            .map(mode -> mode.word())
                            .orElse("")));
        }
    }

    private void keep(Call call) {
        synchronized (calls) {
            calls.addFirst(call);
            if (calls.size() > KEPT) {
                calls.removeLast();
            }
        }
    }

    /// Newest first.
    List<Call> latest() {
        synchronized (calls) {
            return List.copyOf(calls);
        }
    }

    void forget() {
        synchronized (calls) {
            calls.clear();
        }
    }
}
