package town.paypal;

import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;
import town.state.Keeper;
import town.state.Shelf;
import town.state.TownClock;

/// Access tokens; several are good at once.
@Component
class PayPalTokens {
    /// What PayPal says in `expires_in`, a little less than nine hours.
    static final Duration LIFE = Duration.ofSeconds(32_400);

    private final Shelf<Instant> expiries;
    private final PayPalIds ids;
    private final TownClock clock;

    PayPalTokens(Keeper keeper, PayPalIds ids, TownClock clock) {
        this.expiries = keeper.shelf("paypal-tokens", Instant.class, 10_000);
        this.ids = ids;
        this.clock = clock;
    }

    String issue() {
        var token = ids.token();
        expiries.put(token, clock.instant().plus(LIFE));
        return token;
    }

    /// @throws PayPalError 401
    void check(String token) {
        var expires = expiries.find(token)
                .orElseThrow(() -> PayPalError.oauth("invalid_token", "Access Token not found in cache"));
        if (!clock.instant().isBefore(expires)) {
            throw PayPalError.oauth("invalid_token", "The token has expired");
        }
    }

    /// All that were issued until now are no longer good.
    void revokeAll() {
        expiries.clear();
    }
}
