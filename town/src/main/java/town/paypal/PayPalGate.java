package town.paypal;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import town.state.Keeper;
import town.state.Shelf;
import town.state.TownClock;

/// What every API call passes through: the token is checked, the body read, a repeated call led to what the first one
/// made, and errors get their shape.
@Component
class PayPalGate {
    private static final String BEARER = "Bearer ";
    private static final String REQUEST_ID = "PayPal-Request-Id";
    private static final int REQUEST_ID_LENGTH_MAX = 108;
    static final String STRICT = "strict";
    private static final Duration KEPT_FOR = Duration.ofHours(6);
    private static final Duration KEPT_IN_VAULT_FOR = Duration.ofHours(3);

    private final PayPalTokens tokens;
    private final PayPalBooks books;
    private final PayPalIds ids;
    private final Shelf<Kept> kept;
    private final Clock clock;

    PayPalGate(PayPalTokens tokens, PayPalBooks books, PayPalIds ids, Keeper keeper, TownClock clock) {
        this.tokens = tokens;
        this.books = books;
        this.ids = ids;
        this.kept = keeper.shelf("paypal-request-ids", Kept.class, 50_000);
        this.clock = clock;
    }

    /// @param made the name of what the first call made
    /// @param said what tells its body from another one
    record Kept(String made, Instant at, int said) {}

    /// @param requestId what makes this call the same as another; null when it is none of those
    /// @param whole whether everything is to be shown, not only names and status
    record Call(
            HttpServletRequest request,
            JsonNode body,
            @Nullable String requestId,
            boolean whole) {}

    record Answer(int status, ObjectNode body) {}

    ResponseEntity<byte[]> answer(HttpServletRequest request, Function<Call, Answer> work) {
        var debugId = ids.debug();
        Answer answer;
        try {
            mustBeKnown(request);
            var call = call(request);
            answer = books.locked(() -> work.apply(call));
        } catch (PayPalError e) {
            answer = new Answer(e.status(), e.body(debugId));
        }
        if (answer.status() == HttpStatus.NO_CONTENT.value()) {
            return ResponseEntity.noContent().header("Paypal-Debug-Id", debugId).build();
        }
        return ResponseEntity.status(answer.status())
                .contentType(MediaType.APPLICATION_JSON)
                .header("Paypal-Debug-Id", debugId)
                .header("Cache-Control", "max-age=0, no-cache, no-store, must-revalidate")
                .body(answer.body().toString().getBytes(StandardCharsets.UTF_8));
    }

    /// Makes something once for each request id; called again, `again` shows it as it is then.
    Answer once(Call call, Function<String, Answer> again, Function<Call, Made> first) {
        if (call.requestId() == null) {
            return first.apply(call).answer();
        }
        var key = call.request().getRequestURI() + " " + call.requestId();
        var life = key.contains("/v3/vault/") ? KEPT_IN_VAULT_FOR : KEPT_FOR;
        var earlier = kept.find(key).filter(it -> it.at().plus(life).isAfter(clock.instant()));
        int said = call.body().toString().hashCode();
        if (earlier.isPresent()) {
            var strict = books.strict.find(STRICT);
            if (strict.isPresent() && earlier.get().said() != said) {
                throw PayPalError.refused(strict.get(), "The PayPal-Request-Id was used for another request.");
            }
            return again.apply(earlier.get().made());
        }
        var made = first.apply(call);
        kept.put(key, new Kept(made.id(), clock.instant(), said));
        return made.answer();
    }

    record Made(String id, Answer answer) {}

    private void mustBeKnown(HttpServletRequest request) {
        var header = request.getHeader("Authorization");
        if (header == null || !header.startsWith(BEARER)) {
            throw PayPalError.noCredentials();
        }
        tokens.check(header.substring(BEARER.length()).strip());
    }

    private static Call call(HttpServletRequest request) {
        var requestId = request.getMethod().equals("POST") ? request.getHeader(REQUEST_ID) : null;
        if (requestId != null && (requestId.isEmpty() || requestId.length() > REQUEST_ID_LENGTH_MAX)) {
            throw PayPalError.invalid(
                    "INVALID_STRING_LENGTH",
                    "The value of a field is either too short or too long",
                    REQUEST_ID,
                    requestId);
        }
        var prefer = request.getHeader("Prefer");
        return new Call(request, body(request), requestId, prefer != null && prefer.contains("return=representation"));
    }

    private static JsonNode body(HttpServletRequest request) {
        try {
            var text = new String(request.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            var read = text.isBlank()
                    ? JsonMapper.shared().createObjectNode()
                    : JsonMapper.shared().readTree(text);
            if (read.isObject()) {
                return read;
            }
        } catch (JacksonException _) {
            // Told below.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw PayPalError.invalid("MALFORMED_REQUEST_JSON", "The request JSON is not well formed.", "/", null);
    }
}
