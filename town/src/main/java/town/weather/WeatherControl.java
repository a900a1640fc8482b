package town.weather;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// The weather as JSON, for tests and scripts.
@RestController
class WeatherControl {
    static final long USUAL_DELAY_MILLIS = 3000;

    private final Weather weather;

    WeatherControl(Weather weather) {
        this.weather = weather;
    }

    /// What is left out means: every provider, every operation, three seconds where it is about time, until changed.
    record Wish(
            @Nullable Provider provider,
            @Nullable String operation,
            Mode mode,
            @Nullable Long millis,
            @Nullable Integer count) {
        Spell spell() {
            return new Spell(
                    provider == null ? Provider.ALL : provider,
                    operation == null || operation.isBlank() ? "*" : operation,
                    mode,
                    millis == null ? USUAL_DELAY_MILLIS : millis,
                    count);
        }
    }

    @GetMapping(path = "/town/weather", produces = "application/json")
    List<Spell> now() {
        return weather.now();
    }

    @PutMapping("/town/weather")
    List<Spell> set(@RequestBody Wish wish) {
        weather.set(wish.spell());
        return weather.now();
    }

    @DeleteMapping("/town/weather")
    List<Spell> clear() {
        weather.clear();
        return weather.now();
    }
}
