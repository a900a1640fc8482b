package town.paypal;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// OAuth with client credentials.
@RestController("payPalTokenEndpoint")
class TokenEndpoint {
    private static final String SCOPES = "https://uri.paypal.com/services/payments/payment"
            + " https://uri.paypal.com/services/payments/refund"
            + " https://uri.paypal.com/services/disputes/read-seller"
            + " https://uri.paypal.com/services/applications/webhooks";

    private final PayPalSettings settings;
    private final PayPalTokens tokens;
    private final PayPalIds ids;

    TokenEndpoint(PayPalSettings settings, PayPalTokens tokens, PayPalIds ids) {
        this.settings = settings;
        this.tokens = tokens;
        this.ids = ids;
    }

    @PostMapping("/paypal/v1/oauth2/token")
    ResponseEntity<byte[]> token(
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, defaultValue = "") String authorization,
            @RequestParam(name = "grant_type", defaultValue = "") String grant) {
        var pair = settings.clientId() + ":" + settings.clientSecret();
        var right = "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
        if (!authorization.equals(right)) {
            return answer(401, error("invalid_client", "Client Authentication failed"));
        }
        if (!grant.equals("client_credentials")) {
            return answer(400, error("unsupported_grant_type", "Grant Type is NULL or not supported"));
        }
        var now = JsonMapper.shared()
                .createObjectNode()
                .put("scope", SCOPES)
                .put("access_token", tokens.issue())
                .put("token_type", "Bearer")
                .put("app_id", "APP-80W284485P519543T")
                .put("expires_in", PayPalTokens.LIFE.toSeconds())
                .put("nonce", ids.debug());
        return answer(200, now);
    }

    private static ObjectNode error(String error, String description) {
        return JsonMapper.shared().createObjectNode().put("error", error).put("error_description", description);
    }

    private static ResponseEntity<byte[]> answer(int status, ObjectNode body) {
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_JSON)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(body.toString().getBytes(StandardCharsets.UTF_8));
    }
}
