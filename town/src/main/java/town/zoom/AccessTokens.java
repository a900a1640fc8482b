package town.zoom;

import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;
import town.state.Keeper;
import town.state.Shelf;
import town.state.TownClock;

/// Access tokens; several are good at once.
@Component
class AccessTokens {
    static final Duration LIFE = Duration.ofHours(1);
    private static final int KEPT = 10_000;

    private final Shelf<Instant> expiries;
    private final ZoomIds ids;
    private final TownClock clock;

    AccessTokens(Keeper keeper, ZoomIds ids, TownClock clock) {
        this.expiries = keeper.shelf("zoom-tokens", Instant.class, KEPT);
        this.ids = ids;
        this.clock = clock;
    }

    String issue() {
        String token = ids.token();
        expiries.put(token, clock.instant().plus(LIFE));
        return token;
    }

    /// @throws ZoomRefusal 401 code 124
    void check(String token) {
        var expires = expiries.find(token).orElseThrow(() -> ZoomRefusal.of(401, 124, "Invalid access token."));
        if (!clock.instant().isBefore(expires)) {
            throw ZoomRefusal.of(401, 124, "Access token is expired.");
        }
    }

    /// All that were issued until now are no longer good.
    void revokeAll() {
        expiries.clear();
    }
}
