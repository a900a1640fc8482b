package town.stripe;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import town.state.Keeper;
import town.state.Shelf;
import town.state.TownClock;
import town.weather.Mode;
import town.weather.Spell;
import town.weather.WeatherFilter;

/// The calls seen lately, those that the weather swallowed too.
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 50)
class RequestLog extends OncePerRequestFilter {
    private final Shelf<Seen> shelf;
    private final Ids ids;
    private final Clock clock;

    RequestLog(Keeper keeper, Ids ids, TownClock clock) {
        this.shelf = keeper.shelf("stripe-requests", Seen.class, 2000);
        this.ids = ids;
        this.clock = clock;
    }

    /// @param status as it left; 0: the connection was cut
    /// @param micros how long it took
    /// @param weather what caught it; null: fair
    record Seen(
            String id,
            Instant at,
            String method,
            String path,
            @Nullable String idempotencyKey,
            int status,
            long micros,
            @Nullable String weather) {}

    List<Seen> latest(int limit) {
        return shelf.newest(limit);
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getRequestURI().startsWith("/stripe/v1/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var at = clock.instant();
        long begun = System.nanoTime();
        try {
            chain.doFilter(request, response);
        } finally {
            var mode = WeatherFilter.caught(request).map(Spell::mode);
            var cut = mode.filter(it -> it == Mode.CUT_BEFORE || it == Mode.CUT_AFTER)
                    .isPresent();
            var id = ids.of("req");
            shelf.put(
                    id,
                    new Seen(
                            id,
                            at,
                            request.getMethod(),
                            request.getRequestURI().substring("/stripe".length()),
                            request.getHeader(StripeGate.KEY_HEADER),
                            cut ? 0 : response.getStatus(),
                            (System.nanoTime() - begun) / 1000,
                            mode.map(Mode::word).orElse(null)));
        }
    }
}
