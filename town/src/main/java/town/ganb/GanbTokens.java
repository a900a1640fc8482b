package town.ganb;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import town.state.Keeper;
import town.state.Shelf;
import town.state.TownClock;

/// OAuth 2 as the bank has it: a refresh token gives an access token and the next refresh token, and is good no more.
@RestController("ganbTokens")
class GanbTokens {
    private final GanbSettings settings;
    private final TownClock clock;
    private final Shelf<Instant> tokens;
    private final Shelf<String> refreshes;

    GanbTokens(GanbSettings settings, TownClock clock, Keeper keeper) {
        this.settings = settings;
        this.clock = clock;
        this.tokens = keeper.shelf("ganb-tokens", Instant.class, 10_000);
        this.refreshes = keeper.shelf("ganb-refresh-tokens", String.class, 10_000);
    }

    @PostMapping("/ganb/api/auth/v1/token")
    ResponseEntity<byte[]> token(
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, defaultValue = "") String authorization,
            @RequestParam(name = "grant_type", defaultValue = "") String grant,
            @RequestParam(name = "refresh_token", defaultValue = "") String refresh,
            @RequestParam(name = "client_id", defaultValue = "") String client,
            @RequestParam(name = "client_secret", defaultValue = "") String secret) {
        var pair = settings.clientId() + ":" + settings.clientSecret();
        var basic = "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
        if (!authorization.equals(basic) && !pair.equals(client + ":" + secret)) return wrong(401, "invalid_client");
        if (!grant.equals("refresh_token")) return wrong(400, "unsupported_grant_type");
        if (!refresh.equals(settings.refreshToken()) && refreshes.find(refresh).isEmpty()) {
            return wrong(400, "invalid_grant");
        }
        refreshes.remove(refresh);
        var access = UUID.randomUUID().toString();
        var next = UUID.randomUUID().toString();
        tokens.put(access, clock.instant().plus(settings.tokenLife()));
        refreshes.put(next, next);
        return answer(
                200,
                JsonMapper.shared()
                        .createObjectNode()
                        .put("access_token", access)
                        .put("refresh_token", next)
                        .put("scope", "private:account private:virtual-account offline_access")
                        .put("token_type", "Bearer")
                        .put("expires_in", settings.tokenLife().toSeconds()));
    }

    /// @throws GanbError 401
    void check(String token) {
        if (tokens.find(token).filter(until -> clock.instant().isBefore(until)).isEmpty()) {
            throw GanbError.unauthorized();
        }
    }

    /// Access tokens that were given until now are good no more.
    void revokeAll() {
        tokens.clear();
    }

    private static ResponseEntity<byte[]> wrong(int status, String error) {
        return answer(status, JsonMapper.shared().createObjectNode().put("error", error));
    }

    private static ResponseEntity<byte[]> answer(int status, ObjectNode body) {
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_JSON)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(body.toString().getBytes(StandardCharsets.UTF_8));
    }
}
