package town.weather;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Whoever has weather of its own. Only a provider's API has weather, its pages for people do not.
public enum Provider {
    ALL(""),
    STRIPE("/stripe", "/v1/"),
    ZOOM("/zoom", "/v2/", "/oauth/"),
    MAIL("");

    private final String base;
    private final List<String> paths;

    Provider(String base, String... paths) {
        this.base = base;
        this.paths = List.of(paths);
    }

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    static Provider of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /// The provider whose API answers at this path.
    static Optional<Provider> at(String path) {
        return Arrays.stream(values())
                .filter(provider -> provider.paths.stream().anyMatch(inside -> path.startsWith(provider.base + inside)))
                .findFirst();
    }

    /// What a caller of the real provider would call this: its path without Town's prefix.
    String operation(String method, String path) {
        return method + " " + path.substring(base.length());
    }

    /// The body of this provider's own "something is wrong on our side".
    public String troubleBody() {
        return switch (this) {
            case ZOOM -> """
                    {"code":500,"message":"Internal server error."}""";
            case ALL, STRIPE, MAIL -> """
                    {"error":{"message":"An unknown error occurred","type":"api_error"}}""";
        };
    }

    /// What this provider says in its headers when there were too many calls.
    Map<String, String> tooManyHeaders() {
        return switch (this) {
            case ZOOM -> Map.of("Retry-After", "1", "X-RateLimit-Type", "QPS", "X-RateLimit-Category", "Light");
            case ALL, STRIPE, MAIL ->
                Map.of("Stripe-Should-Retry", "true", "Stripe-Rate-Limited-Reason", "global-rate");
        };
    }

    String tooManyBody() {
        return switch (this) {
            case ZOOM -> """
                    {"code":429,"message":"You have reached the maximum per-second rate limit for this API. Try again later."}""";
            case ALL, STRIPE, MAIL -> """
                    {"error":{"code":"rate_limit","message":"Request rate limit exceeded. Learn more about rate limits \
                    here https://stripe.com/docs/rate-limits.","type":"invalid_request_error"}}""";
        };
    }
}
