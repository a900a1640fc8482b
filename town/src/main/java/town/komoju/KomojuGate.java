package town.komoju;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;
import town.state.TownClock;
import town.web.FormOrJson;

/// What every API call passes through: the key is checked, repeated calls are answered from memory, errors get their
/// shape.
@Component
class KomojuGate {
    static final String KEY_HEADER = "X-KOMOJU-IDEMPOTENCY";
    private static final Duration KEPT_FOR = Duration.ofHours(24);

    private final KomojuSettings settings;
    private final KomojuBooks books;
    private final Clock clock;

    KomojuGate(KomojuSettings settings, KomojuBooks books, TownClock clock) {
        this.settings = settings;
        this.books = books;
        this.clock = clock;
    }

    private record Answer(int status, String body) {}

    /// For the secret key alone.
    ResponseEntity<byte[]> answer(HttpServletRequest request, Function<Given, ObjectNode> work) {
        return answer(request, false, work);
    }

    /// For the publishable key too.
    ResponseEntity<byte[]> answerAnybody(HttpServletRequest request, Function<Given, ObjectNode> work) {
        return answer(request, true, work);
    }

    private ResponseEntity<byte[]> answer(
            HttpServletRequest request, boolean publishable, Function<Given, ObjectNode> work) {
        Answer answer;
        try {
            mustBeKnown(request, publishable);
            var given = new Given(FormOrJson.of(request));
            var key = request.getMethod().equals("POST") ? request.getHeader(KEY_HEADER) : null;
            answer = key == null || key.isBlank()
                    ? plainly(given, work)
                    : books.locked(() -> once(key, request, given, work));
        } catch (KomojuError e) {
            answer = new Answer(e.status(), e.body().toString());
        } catch (IllegalArgumentException _) {
            var error = KomojuError.badRequest("The request body could not be parsed");
            answer = new Answer(error.status(), error.body().toString());
        }
        return ResponseEntity.status(answer.status())
                .contentType(MediaType.APPLICATION_JSON)
                .header("Cache-Control", "no-store")
                .body(answer.body().getBytes(StandardCharsets.UTF_8));
    }

    private void mustBeKnown(HttpServletRequest request, boolean publishable) {
        var key = basicUser(request.getHeader("Authorization"));
        if (key.equals(settings.secretKey()) && !key.isEmpty()) {
            return;
        }
        if (!key.equals(settings.publishableKey()) || key.isEmpty()) {
            throw KomojuError.unauthorized();
        }
        if (!publishable) {
            throw KomojuError.forbidden();
        }
    }

    private static String basicUser(@Nullable String header) {
        if (header == null || !header.startsWith("Basic ")) {
            return "";
        }
        try {
            var coded = header.substring("Basic ".length()).strip();
            var pair = new String(Base64.getDecoder().decode(coded), StandardCharsets.UTF_8);
            return pair.contains(":") ? pair.substring(0, pair.indexOf(':')) : pair;
        } catch (IllegalArgumentException _) {
            return "";
        }
    }

    /// Two calls with one key come one after the other, so that the second finds the answer of the first.
    private Answer once(String key, HttpServletRequest request, Given given, Function<Given, ObjectNode> work) {
        var call = request.getMethod() + " " + request.getRequestURI() + " " + given.root();
        var earlier =
                books.replays.find(key).filter(it -> it.at().plus(KEPT_FOR).isAfter(clock.instant()));
        if (earlier.isPresent()) {
            if (!earlier.get().call().equals(call)) {
                throw KomojuError.refused("The idempotency key was used with other parameters");
            }
            return new Answer(earlier.get().status(), earlier.get().body());
        }
        var answer = plainly(given, work);
        if (answer.status() < 300) {
            books.replays.put(key, new KomojuBooks.Replay(call, answer.status(), answer.body(), clock.instant()));
        }
        return answer;
    }

    private static Answer plainly(Given given, Function<Given, ObjectNode> work) {
        try {
            return new Answer(200, work.apply(given).toString());
        } catch (KomojuError e) {
            return new Answer(e.status(), e.body().toString());
        }
    }
}
