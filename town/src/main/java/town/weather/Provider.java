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
    PAYPAL("/paypal", "/v1/", "/v2/", "/v3/"),
    PAYPAY("/paypay", "/v2/"),
    ZOOM("/zoom", "/v2/", "/oauth/"),
    KOMOJU("/komoju", "/api/"),
    OMISE(
            "/omise",
            "/charges",
            "/sources",
            "/refunds",
            "/transactions",
            "/events",
            "/search",
            "/account",
            "/balance",
            "/capability"),
    BIGBLUEBUTTON("/bigbluebutton", "/api/"),
    GANB("/ganb", "/api/"),
    NTA("/nta", "/1/"),
    CALENDARS("/calendars", "/ical/", "/published/"),
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
            case PAYPAL -> """
                    {"name":"INTERNAL_SERVER_ERROR","message":"An internal server error occurred.",\
                    "debug_id":"90957fca61718","links":[{"href":\
                    "https://developer.paypal.com/api/rest/responses/#internal-server-error",\
                    "rel":"information_link"}]}""";
            case PAYPAY -> """
                    {"resultInfo":{"code":"INTERNAL_SERVER_ERROR","message":\
                    "Something went wrong on PayPay service side","codeId":"08101000"},"data":null}""";
            case KOMOJU -> """
                    {"error":{"code":"internal_server_error","message":"Something went wrong on our side. We're \
                    automatically notified of these and try to fix them ASAP","param":null,"details":{}}}""";
            case OMISE -> """
                    {"object":"error","location":"https://www.omise.co/api-errors#internal-error",\
                    "code":"internal_error","message":"internal error"}""";
            case GANB -> """
                    {"errorCode":"WG_ERR_999","errorMessage":"Internal Server Error"}""";
            case NTA, CALENDARS, BIGBLUEBUTTON -> "Internal Server Error";
            case ALL, STRIPE, MAIL -> """
                    {"error":{"message":"An unknown error occurred","type":"api_error"}}""";
        };
    }

    /// What this provider says in its headers when there were too many calls.
    Map<String, String> tooManyHeaders() {
        return switch (this) {
            case ZOOM -> Map.of("Retry-After", "1", "X-RateLimit-Type", "QPS", "X-RateLimit-Category", "Light");
            case PAYPAL, PAYPAY, KOMOJU, OMISE, GANB, NTA, CALENDARS, BIGBLUEBUTTON -> Map.of();
            case ALL, STRIPE, MAIL ->
                Map.of("Stripe-Should-Retry", "true", "Stripe-Rate-Limited-Reason", "global-rate");
        };
    }

    String tooManyBody() {
        return switch (this) {
            case ZOOM -> """
                    {"code":429,"message":"You have reached the maximum per-second rate limit for this API. Try again later."}""";
            case PAYPAL -> """
                    {"name":"RATE_LIMIT_REACHED","message":"Too many requests. Blocked due to rate limiting.",\
                    "debug_id":"7dd4a8c3f5d21"}""";
            case PAYPAY -> """
                    {"resultInfo":{"code":"RATE_LIMIT","message":"Too many requests","codeId":"08100998"},\
                    "data":null}""";
            case KOMOJU -> """
                    {"error":{"code":"too_many_requests","message":"Too many requests. Please try again later.",\
                    "param":null,"details":{}}}""";
            case OMISE -> """
                    {"object":"error","location":"https://www.omise.co/api-errors#too-many-requests",\
                    "code":"too_many_requests","message":"too many requests"}""";
            case GANB -> """
                    {"errorCode":"WG_ERR_429","errorMessage":"Too Many Requests"}""";
            case NTA, CALENDARS, BIGBLUEBUTTON -> "Too Many Requests";
            case ALL, STRIPE, MAIL -> """
                    {"error":{"code":"rate_limit","message":"Request rate limit exceeded. Learn more about rate limits \
                    here https://stripe.com/docs/rate-limits.","type":"invalid_request_error"}}""";
        };
    }
}
