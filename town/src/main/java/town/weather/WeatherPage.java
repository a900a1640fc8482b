package town.weather;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import town.web.Pages;

/// The weather for people: one tap each.
@Controller
class WeatherPage {
    private final Weather weather;
    private final Pages pages;

    WeatherPage(Weather weather, Pages pages) {
        this.weather = weather;
        this.pages = pages;
    }

    @GetMapping(path = "/town/weather", produces = "text/html")
    ResponseEntity<String> show(HttpServletRequest request, @RequestParam(defaultValue = "STRIPE") Provider provider) {
        return pages.show(
                request,
                "weather",
                Map.of(
                        "spells", weather.now(),
                        "provider", provider,
                        "ofRequests", modes(true),
                        "ofWebhooks", modes(false)));
    }

    private static List<Mode> modes(boolean ofRequests) {
        return Arrays.stream(Mode.values())
                .filter(mode -> mode.ofRequests() == ofRequests && mode != Mode.FAIR)
                .toList();
    }

    /// @param count how often; nothing: until changed
    @PostMapping(path = "/town/weather/set")
    ResponseEntity<Void> set(
            @RequestParam Provider provider,
            @RequestParam Mode mode,
            @RequestParam(defaultValue = "*") String operation,
            @RequestParam(defaultValue = "3000") long millis,
            @RequestParam(required = false) @Nullable Integer count) {
        weather.set(new Spell(provider, operation.isBlank() ? "*" : operation.strip(), mode, millis, count));
        return back(provider);
    }

    @PostMapping(path = "/town/weather/clear")
    ResponseEntity<Void> clear() {
        weather.clear();
        return back(Provider.STRIPE);
    }

    private static ResponseEntity<Void> back(Provider provider) {
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .location(URI.create("/town/weather?provider=" + provider))
                .build();
    }
}
