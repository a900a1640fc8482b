package town.paypal;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.ContentCachingRequestWrapper;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/// What a shop needs to believe a webhook: the certificate, or PayPal's own word.
@RestController
class NotificationsEndpoint {
    private static final int BODY_MAX = 1 << 20;

    private final PayPalGate gate;
    private final PayPalNews news;
    private final PayPalSettings settings;

    NotificationsEndpoint(PayPalGate gate, PayPalNews news, PayPalSettings settings) {
        this.gate = gate;
        this.news = news;
        this.settings = settings;
    }

    @GetMapping("/paypal/v1/notifications/certs/{name}")
    ResponseEntity<String> certificate(@PathVariable String name) {
        if (!name.equals(news.keyName())) {
            return ResponseEntity.notFound().build();
        }
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("application/x-x509-ca-cert"))
                .body(news.key().pem());
    }

    /// The event has to be the very letters that were delivered, as its checksum is what is signed.
    @PostMapping("/paypal/v1/notifications/verify-webhook-signature")
    ResponseEntity<byte[]> verify(HttpServletRequest request) throws IOException {
        var cached = new ContentCachingRequestWrapper(request, BODY_MAX);
        return gate.answer(cached, call -> {
            var wish = new Wish("", call.body());
            var signed = TransmissionSignature.signed(
                    wish.needed("transmission_id").words(),
                    wish.needed("transmission_time").words(),
                    wish.needed("webhook_id").words(),
                    event(new String(cached.getContentAsByteArray(), StandardCharsets.UTF_8)));
            var right = wish.needed("auth_algo").words().equals("SHA256withRSA")
                    && wish.needed("webhook_id").words().equals(settings.webhookId())
                    && wish.needed("cert_url").words().endsWith("/" + news.keyName())
                    && news.key()
                            .isSigned(signed, wish.needed("transmission_sig").words());
            wish.needed("webhook_event");
            return new PayPalGate.Answer(
                    200,
                    JsonMapper.shared().createObjectNode().put("verification_status", right ? "SUCCESS" : "FAILURE"));
        });
    }

    /// The letters of `webhook_event`, as they were sent.
    private static String event(String body) {
        try (var parser = JsonMapper.shared().createParser(body)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                var name = parser.currentName();
                parser.nextToken();
                int begin = (int) parser.currentTokenLocation().getCharOffset();
                parser.skipChildren();
                if (name.equals("webhook_event")) {
                    return body.substring(begin, (int) parser.currentLocation().getCharOffset());
                }
            }
            return "";
        }
    }
}
