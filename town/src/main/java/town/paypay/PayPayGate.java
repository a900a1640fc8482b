package town.paypay;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import town.state.TownClock;

/// What every API call passes through: the authorization is checked over the very bytes, and answers get their shape.
@Component
class PayPayGate {
    private static final String PREFIX = "/paypay";
    private static final Duration CLOCKS_APART_MAX = Duration.ofMinutes(2);

    private final PayPaySettings settings;
    private final PayPayBooks books;
    private final Clock clock;

    PayPayGate(PayPaySettings settings, PayPayBooks books, TownClock clock) {
        this.settings = settings;
        this.books = books;
        this.clock = clock;
    }

    /// @param done what was done; null where there is nothing to show
    record Answer(int status, String code, @Nullable ObjectNode done) {
        static Answer success(int status, @Nullable ObjectNode done) {
            return new Answer(status, "SUCCESS", done);
        }

        static Answer accepted() {
            return new Answer(202, "REQUEST_ACCEPTED", null);
        }
    }

    ResponseEntity<byte[]> answer(HttpServletRequest request, Function<JsonNode, Answer> work) {
        ObjectNode whole;
        int status;
        try {
            var bytes = request.getInputStream().readAllBytes();
            mustBeKnown(request, bytes);
            var body = json(bytes);
            var answer = books.locked(() -> work.apply(body));
            status = answer.status();
            whole = whole(
                    answer.code(),
                    answer.code().equals("SUCCESS") ? "Success" : "Request accepted",
                    "08100001",
                    answer.done());
        } catch (PayPayError e) {
            status = e.status();
            whole = whole(e.code(), String.valueOf(e.getMessage()), e.codeId(), null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_JSON)
                .header(
                        "X-REQUEST-ID",
                        "OPA" + UUID.randomUUID().toString().replace("-", "").toUpperCase(Locale.ROOT))
                .body(whole.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static ObjectNode whole(String code, String message, String codeId, @Nullable ObjectNode done) {
        var whole = JsonMapper.shared().createObjectNode();
        whole.withObject("resultInfo").put("code", code).put("message", message).put("codeId", codeId);
        whole.set("data", done);
        return whole;
    }

    private void mustBeKnown(HttpServletRequest request, byte[] body) {
        var header = request.getHeader("Authorization");
        if (header == null || !header.startsWith(OpaAuthorization.SCHEME)) {
            throw PayPayError.unauthorized();
        }
        var parts = header.substring(OpaAuthorization.SCHEME.length()).split(":", -1);
        if (parts.length != 5 || !parts[0].equals(settings.apiKey()) || !parts[3].matches("[0-9]{1,12}")) {
            throw PayPayError.unauthorized();
        }
        var right = OpaAuthorization.header(
                settings.apiKey(),
                settings.apiSecret(),
                request.getMethod(),
                request.getRequestURI().substring(PREFIX.length()),
                parts[2],
                parts[3],
                request.getHeader("Content-Type"),
                body);
        var age = Duration.between(Instant.ofEpochSecond(Long.parseLong(parts[3])), clock.instant());
        if (!MessageDigest.isEqual(right.getBytes(StandardCharsets.UTF_8), header.getBytes(StandardCharsets.UTF_8))
                || age.abs().compareTo(CLOCKS_APART_MAX) > 0) {
            throw PayPayError.unauthorized();
        }
        var merchant = request.getHeader("X-ASSUME-MERCHANT");
        if (merchant != null && !merchant.equals(settings.merchantId())) {
            throw PayPayError.outOfScope();
        }
    }

    private static JsonNode json(byte[] body) {
        if (body.length == 0) {
            return JsonMapper.shared().createObjectNode();
        }
        try {
            var read = JsonMapper.shared().readTree(body);
            if (read.isObject()) {
                return read;
            }
        } catch (JacksonException _) {
            // Told below.
        }
        throw PayPayError.invalid();
    }
}
