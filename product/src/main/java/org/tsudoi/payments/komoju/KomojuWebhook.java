package org.tsudoi.payments.komoju;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.tsudoi.payments.provider.Webhooks;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Checks `X-Komoju-Signature` (doc.komoju.com/docs/webhooks, 2026-11) and reads what an event is about. No time is
/// signed, so an old event stays good: it is a hint at what to look at, and says nothing by itself.
final class KomojuWebhook implements Webhooks {
    private static final int HEADER_LENGTH = 64;

    private final List<byte[]> secrets;
    private final JsonMapper json = JsonMapper.builder().build();

    KomojuWebhook(List<String> secrets) {
        this.secrets = secrets.stream()
                .filter(secret -> !secret.isBlank())
                .map(secret -> secret.getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    @Override
    public String name() {
        return KomojuAdapter.NAME;
    }

    @Override
    public Heard hear(byte[] body, Headers headers) {
        var signature = headers.named("X-Komoju-Signature");
        if (signature == null) return new Heard.Forged("no signature");
        if (signature.length() != HEADER_LENGTH || !signed(body, signature)) return new Heard.Forged("wrong signature");
        return read(body);
    }

    private boolean signed(byte[] body, String signature) {
        var given = signature.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
        boolean any = false;
        for (var secret : secrets) any |= MessageDigest.isEqual(sign(secret, body), given);
        return any;
    }

    private static byte[] sign(byte[] secret, byte[] body) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(body)).getBytes(StandardCharsets.UTF_8);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("this Java has no HmacSHA256", missing);
        }
    }

    private Heard read(byte[] body) {
        JsonNode event;
        try {
            event = json.readTree(body);
        } catch (JacksonException broken) {
            return new Heard.Unreadable("not JSON");
        }
        var id = KomojuReading.text(event, "id");
        var type = KomojuReading.text(event, "type");
        if (id == null || type == null) return new Heard.Unreadable("not an event");
        var reference = KomojuReading.text(event.path("data"), "id");
        // What would be stored, and PostgreSQL does not take.
        boolean zero = Stream.of(id, type, reference).anyMatch(text -> text != null && text.indexOf('\0') >= 0);
        if (zero) return new Heard.Unreadable("a zero character");
        return new Heard.Told(id, type, about(type, event.path("data")));
    }

    private static About about(String type, JsonNode data) {
        var reference = KomojuReading.text(data, "id");
        return reference != null
                        && type.startsWith("payment.")
                        && data.path("resource").asString("").equals("payment")
                ? new About.APayment(KomojuReading.payment(data), reference, reference)
                : new About.NothingOfOurs();
    }
}
