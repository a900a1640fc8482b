package town.web;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
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

    /// @param ahead seconds from the machine's time, negative for the past; left out: none
    record Beginning(@Nullable Long ahead) {}

    /// Everything Town remembers is gone. A story that is told from its past on begins here.
    @PostMapping("/town/reset")
    Time reset(@RequestBody(required = false) @Nullable Beginning beginning) {
        long ahead = beginning == null || beginning.ahead() == null ? 0 : beginning.ahead();
        keeper.reset();
        clock.begin(Duration.ofSeconds(ahead));
        return time();
    }
}
