package town.web;

import java.time.Duration;
import java.time.Instant;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import town.state.Keeper;
import town.state.TownClock;

/// Moving time, and beginning again.
@RestController
class TownControl {
    private final Keeper keeper;
    private final TownClock clock;

    TownControl(Keeper keeper, TownClock clock) {
        this.keeper = keeper;
        this.clock = clock;
    }

    record Time(Instant now, Duration ahead) {}

    record Advance(long seconds) {}

    @GetMapping("/town/clock")
    Time time() {
        return new Time(clock.instant(), clock.ahead());
    }

    @PostMapping("/town/clock/advance")
    Time advance(@RequestBody Advance advance) {
        clock.advance(Duration.ofSeconds(advance.seconds()));
        return time();
    }

    /// Everything Town remembers is gone; the time is the machine's again.
    @PostMapping("/town/reset")
    Time reset() {
        keeper.reset();
        clock.reset();
        return time();
    }
}
