package town.stripe;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;
import town.weather.Mode;
import town.weather.Provider;
import town.weather.WeatherFilter;

/// What every API call passes through: the key is checked, repeated calls are answered from memory, errors get their
/// shape, and the usual headers are put on.
@Component
class StripeGate {
    /// The version every object here is shaped after.
    static final String VERSION = "2026-07-29.dahlia";

    static final String KEY_HEADER = "Idempotency-Key";

    private static final Pattern OF_BROWSERS = Pattern.compile("/stripe/v1/payment_intents/[^/]+(/confirm)?");

    private final StripeSettings settings;
    private final Ids ids;
    private final IdempotencyKeys keys;
    private final Expansion expansion;

    StripeGate(StripeSettings settings, Ids ids, IdempotencyKeys keys, Expansion expansion) {
        this.settings = settings;
        this.ids = ids;
        this.keys = keys;
        this.expansion = expansion;
    }

    private record Answer(int status, String body, @Nullable String replays) {}

    ResponseEntity<byte[]> answer(HttpServletRequest request, Function<Params, ObjectNode> work) {
        var requestId = "req_" + ids.letters(14);
        var key = request.getMethod().equals("POST") ? request.getHeader(KEY_HEADER) : null;
        Answer answer;
        try {
            mustBeKnown(request);
            var call = new Call(Params.of(request), requestId, key);
            answer = key == null ? plainly(call, work) : once(call, key, request, work);
        } catch (StripeError e) {
            answer = new Answer(e.status(), e.body().toString(), null);
        }
        return response(answer, requestId, key, request.getHeader("Stripe-Version"));
    }

    /// Whether it comes from a page of the shop, in somebody's browser: it has the publishable key alone.
    boolean isFromBrowser(HttpServletRequest request) {
        return settings.publishableKey().equals(request.getParameter("key"))
                || ("Bearer " + settings.publishableKey()).equals(request.getHeader("Authorization"));
    }

    private void mustBeKnown(HttpServletRequest request) {
        var header = request.getHeader("Authorization");
        if (isFromBrowser(request)) {
            if (OF_BROWSERS.matcher(request.getRequestURI()).matches()) {
                return;
            }
            throw StripeError.unauthorised(
                    "This API call cannot be made with a publishable API key. Please use a secret "
                            + "API key. You can find a list of your API keys at https://dashboard.stripe.com/account/apikeys.");
        }
        if (header == null) {
            throw StripeError.unauthorised(
                    "You did not provide an API key. You need to provide your API key in the "
                            + "Authorization header, using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY'). See "
                            + "https://stripe.com/docs/api#authentication for details, or we can help at https://support.stripe.com/.");
        }
        var key = header.startsWith("Bearer ")
                ? header.substring("Bearer ".length()).strip()
                : basicUser(header);
        if (!key.equals(settings.secretKey())) {
            var shown = key.substring(0, Math.min(8, key.length())) + "****";
            throw StripeError.unauthorised("Invalid API Key provided: " + shown);
        }
    }

    private static String basicUser(String header) {
        if (!header.startsWith("Basic ")) {
            return "";
        }
        try {
            var pair = new String(
                    Base64.getDecoder()
                            .decode(header.substring("Basic ".length()).strip()),
                    StandardCharsets.UTF_8);
            return pair.contains(":") ? pair.substring(0, pair.indexOf(':')) : pair;
        } catch (IllegalArgumentException _) {
            return "";
        }
    }

    private Answer once(Call call, String key, HttpServletRequest request, Function<Params, ObjectNode> work) {
        var fingerprint = request.getMethod() + " " + request.getRequestURI() + " "
                + call.params().fingerprint();
        var earlier = keys.begin(key, fingerprint);
        if (earlier.isPresent()) {
            return new Answer(
                    earlier.get().status(), earlier.get().body(), earlier.get().requestId());
        }
        try {
            var answer = plainly(call, work);
            if (WeatherFilter.caught(request)
                    .filter(spell -> spell.mode() == Mode.ERROR_AFTER)
                    .isPresent()) {
                // A fault after the work began is an answer like any other: the key replays it.
                answer = new Answer(500, Provider.STRIPE.troubleBody(), null);
            }
            keys.keep(key, fingerprint, answer.status(), answer.body(), call.requestId());
            return answer;
        } finally {
            WeatherFilter.whenAnswered(request, () -> keys.end(key));
        }
    }

    private Answer plainly(Call call, Function<Params, ObjectNode> work) {
        try {
            var shown = ScopedValue.where(Call.CURRENT, call).call(() -> work.apply(call.params()));
            return new Answer(
                    200, expansion.expand(shown, call.params().texts("expand")).toString(), null);
        } catch (StripeError e) {
            if (e.kept()) {
                return new Answer(e.status(), e.body().toString(), null);
            }
            throw e;
        }
    }

    private static ResponseEntity<byte[]> response(
            Answer answer, String requestId, @Nullable String key, @Nullable String version) {
        var response = ResponseEntity.status(answer.status())
                .contentType(MediaType.APPLICATION_JSON)
                .header("Request-Id", requestId)
                .header("Stripe-Version", Objects.requireNonNullElse(version, VERSION))
                .header("Cache-Control", "no-cache, no-store");
        if (key != null) {
            response.header(KEY_HEADER, key)
                    .header("Original-Request", Objects.requireNonNullElse(answer.replays(), requestId));
        }
        if (answer.replays() != null) {
            response.header("Idempotent-Replayed", "true");
        }
        if (answer.status() == 409) {
            response.header("Stripe-Should-Retry", "true");
        } else if (answer.status() < 500) {
            response.header("Stripe-Should-Retry", "false");
        }
        return response.body(answer.body().getBytes(StandardCharsets.UTF_8));
    }
}
