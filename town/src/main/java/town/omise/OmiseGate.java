package town.omise;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;
import town.web.FormOrJson;

/// What every API call passes through: the key is checked and errors get their shape. Omise documents no key for
/// repeated calls: whoever repeats one makes a second charge.
@Component
class OmiseGate {
    private static final String VERSION = "2019-05-29";

    private final OmiseSettings settings;

    OmiseGate(OmiseSettings settings) {
        this.settings = settings;
    }

    /// For the secret key alone.
    ResponseEntity<byte[]> answer(HttpServletRequest request, Function<Given, ObjectNode> work) {
        return answer(request, false, work);
    }

    /// For the public key too.
    ResponseEntity<byte[]> answerAnybody(HttpServletRequest request, Function<Given, ObjectNode> work) {
        return answer(request, true, work);
    }

    private ResponseEntity<byte[]> answer(
            HttpServletRequest request, boolean anybody, Function<Given, ObjectNode> work) {
        int status = 200;
        ObjectNode body;
        try {
            mustBeKnown(request, anybody);
            body = work.apply(new Given(FormOrJson.of(request)));
        } catch (OmiseError e) {
            status = e.status();
            body = e.body();
        } catch (IllegalArgumentException _) {
            var error = OmiseError.badRequest("request body could not be parsed");
            status = error.status();
            body = error.body();
        }
        var version = request.getHeader("Omise-Version");
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_JSON)
                .header("Omise-Version", version == null ? VERSION : version)
                .header("Cache-Control", "no-store")
                .body(body.toString().getBytes(StandardCharsets.UTF_8));
    }

    private void mustBeKnown(HttpServletRequest request, boolean anybody) {
        var key = basicUser(request.getHeader("Authorization"));
        var known = key.equals(settings.secretKey()) || (anybody && key.equals(settings.publicKey()));
        if (key.isEmpty() || !known) {
            throw OmiseError.unknownKey();
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
}
