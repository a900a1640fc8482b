package town.weather;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/// Stands in front of every provider's API and does what the weather says.
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 100)
public class WeatherFilter extends OncePerRequestFilter {
    private static final String SPELL = Spell.class.getName();
    private static final String AFTERWARDS = WeatherFilter.class.getName() + ".afterwards";

    private final Weather weather;

    WeatherFilter(Weather weather) {
        this.weather = weather;
    }

    /// The spell that caught this request, for those who keep answers or a log of them.
    public static Optional<Spell> caught(HttpServletRequest request) {
        return Optional.ofNullable((Spell) request.getAttribute(SPELL));
    }

    /// Runs once the answer is on its way, which in some weather is long after it was made.
    public static void whenAnswered(HttpServletRequest request, Runnable work) {
        if (caught(request).isPresent()) {
            request.setAttribute(AFTERWARDS, work);
        } else {
            work.run();
        }
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var provider = Provider.at(request.getRequestURI());
        var spell = provider.flatMap(
                it -> weather.onRequest(it, it.operation(request.getMethod(), request.getRequestURI())));
        if (provider.isEmpty() || spell.isEmpty()) {
            chain.doFilter(request, response);
            return;
        }
        request.setAttribute(SPELL, spell.get());
        try {
            blow(spell.get(), provider.get(), request, response, chain);
        } finally {
            if (request.getAttribute(AFTERWARDS) instanceof Runnable work) {
                work.run();
            }
        }
    }

    private void blow(
            Spell spell, Provider provider, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        switch (spell.mode()) {
            case SLOW -> {
                var done = done(request, response, chain);
                pause(spell.millis());
                done.copyBodyToResponse();
            }
            case SLOW_BEFORE -> {
                pause(spell.millis());
                chain.doFilter(request, response);
            }
            case ERROR_BEFORE -> answer(response, 500, provider.troubleBody());
            case ERROR_AFTER -> {
                done(request, response, chain);
                response.reset();
                answer(response, 500, provider.troubleBody());
            }
            case CUT_BEFORE -> Cutting.cut(request);
            case CUT_AFTER -> {
                done(request, response, chain);
                Cutting.cut(request);
            }
            case RATE_LIMITED -> {
                provider.tooManyHeaders().forEach(response::setHeader);
                answer(response, 429, provider.tooManyBody());
            }
            case GARBAGE -> {
                var body = done(request, response, chain).getContentAsByteArray();
                response.reset();
                var half = new String(Arrays.copyOf(body, body.length / 2), StandardCharsets.UTF_8);
                answer(response, 200, half.isEmpty() ? "{\"id\":" : half);
            }
            case FAIR, WEBHOOK_TWICE, WEBHOOK_REVERSED, WEBHOOK_DELAYED, WEBHOOK_LOST, WEBHOOK_FORGED, WEBHOOK_STALE ->
                chain.doFilter(request, response);
        }
    }

    private static ContentCachingResponseWrapper done(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var held = new ContentCachingResponseWrapper(response);
        chain.doFilter(request, held);
        return held;
    }

    private static void answer(HttpServletResponse response, int status, String body) throws IOException {
        response.setStatus(status);
        response.setContentType("application/json");
        response.setCharacterEncoding("UTF-8");
        response.getWriter().write(body);
    }

    private static void pause(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
