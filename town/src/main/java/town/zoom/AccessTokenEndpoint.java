package town.zoom;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Server-to-server OAuth.
@RestController
class AccessTokenEndpoint {
    private static final String SCOPES = "meeting:read:admin meeting:write:admin user:read:admin report:read:admin";

    private final ZoomSettings settings;
    private final AccessTokens tokens;
    private final RoomLinks links;

    AccessTokenEndpoint(ZoomSettings settings, AccessTokens tokens, RoomLinks links) {
        this.settings = settings;
        this.tokens = tokens;
        this.links = links;
    }

    @PostMapping("/zoom/oauth/token")
    ResponseEntity<Map<String, Object>> token(
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, defaultValue = "") String authorization,
            @RequestParam(name = "grant_type", defaultValue = "") String grant,
            @RequestParam(name = "account_id", defaultValue = "") String account) {
        if (!isOurs(authorization)) {
            return refused(401, "invalid_client", "Invalid client_id or client_secret");
        }
        if (!grant.equals("account_credentials")) {
            return refused(400, "unsupported_grant_type", "unsupported grant type");
        }
        if (!account.equals(settings.accountId())) {
            return refused(400, "invalid_request", "Bad Request");
        }
        var answer = new LinkedHashMap<String, Object>();
        answer.put("access_token", tokens.issue());
        answer.put("token_type", "bearer");
        answer.put("expires_in", AccessTokens.LIFE.toSeconds());
        answer.put("scope", SCOPES);
        answer.put("api_url", links.api());
        return ResponseEntity.ok().header(HttpHeaders.CACHE_CONTROL, "no-store").body(answer);
    }

    private boolean isOurs(String authorization) {
        String pair = settings.clientId() + ":" + settings.clientSecret();
        String basic = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
        return authorization.equals("Basic " + basic);
    }

    private static ResponseEntity<Map<String, Object>> refused(int status, String error, String reason) {
        return ResponseEntity.status(status).body(Map.of("error", error, "reason", reason));
    }
}
