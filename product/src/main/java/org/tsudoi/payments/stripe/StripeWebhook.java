package org.tsudoi.payments.stripe;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.tsudoi.payments.provider.Webhooks;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Checks `Stripe-Signature` (docs.stripe.com/webhooks#verify-manually, 2026-11) and reads what an event is
/// about.
final class StripeWebhook implements Webhooks {
    private static final Duration AGE_MAX = Duration.ofMinutes(5);
    private static final int SIGNATURES_MAX = 10;
    private static final int HEADER_LENGTH_MAX = 2000;

    private final List<byte[]> secrets;
    private final Clock clock;
    private final JsonMapper json = JsonMapper.builder().build();

    StripeWebhook(List<String> secrets, Clock clock) {
        this.secrets = secrets.stream()
                .filter(secret -> !secret.isBlank())
                .map(secret -> secret.getBytes(StandardCharsets.UTF_8))
                .toList();
        this.clock = clock;
    }

    @Override
    public String name() {
        return StripeAdapter.NAME;
    }

    @Override
    public Heard hear(byte[] body, Headers headers) {
        var signature = headers.named("Stripe-Signature");
        if (signature == null) return new Heard.Forged("no signature");
        if (signature.length() > HEADER_LENGTH_MAX) return new Heard.Forged("signature too long");
        var time = "";
        var signatures = new ArrayList<String>();
        for (var part : signature.split(",")) {
            var pair = part.strip().split("=", 2);
            if (pair.length == 2 && pair[0].equals("t")) time = pair[1];
            if (pair.length == 2 && pair[0].equals("v1")) signatures.add(pair[1]);
        }
        if (!time.matches("[0-9]{1,12}")) return new Heard.Forged("no time in the signature");
        if (signatures.size() > SIGNATURES_MAX) return new Heard.Forged("too many signatures");
        if (!signed(time, body, signatures)) return new Heard.Forged("wrong signature");
        var age = Duration.between(Instant.ofEpochSecond(Long.parseLong(time)), clock.instant());
        if (age.abs().compareTo(AGE_MAX) > 0) return new Heard.Forged("signed too long ago");
        return read(body);
    }

    private boolean signed(String time, byte[] body, List<String> signatures) {
        boolean any = false;
        for (var secret : secrets) {
            var right = sign(secret, time, body);
            for (var signature : signatures) {
                any |= MessageDigest.isEqual(right, signature.getBytes(StandardCharsets.UTF_8));
            }
        }
        return any;
    }

    private static byte[] sign(byte[] secret, String time, byte[] body) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            mac.update((time + ".").getBytes(StandardCharsets.US_ASCII));
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
        var id = StripeReading.text(event, "id");
        var type = StripeReading.text(event, "type");
        var object = event.path("data").path("object");
        if (id == null || type == null || !object.isObject()) return new Heard.Unreadable("not an event");
        // What would be stored, and PostgreSQL does not take.
        boolean zero = Stream.of(
                        id,
                        type,
                        StripeReading.text(object, "id"),
                        StripeReading.id(object, "payment_intent"),
                        StripeReading.text(object, "status"))
                .anyMatch(text -> text != null && text.indexOf('\0') >= 0);
        if (zero) return new Heard.Unreadable("a zero character");
        return new Heard.Told(id, type, about(type, object));
    }

    private static About about(String type, JsonNode object) {
        var id = StripeReading.text(object, "id");
        if (id == null) return new About.NothingOfOurs();
        var payment = StripeReading.payment(object);
        var intent = StripeReading.id(object, "payment_intent");
        if (type.startsWith("checkout.session.")) return new About.APayment(payment, id, intent);
        if (type.startsWith("payment_intent.")) return new About.APayment(payment, null, id);
        if (type.startsWith("charge.dispute.")) {
            return new About.ADispute(id, intent, object.path("status").asString("unknown"));
        }
        if (type.startsWith("refund.") || type.equals("charge.refund.updated")) {
            return new About.ARefund(StripeReading.refundId(object), id, intent);
        }
        if (type.startsWith("charge.")) return new About.APayment(payment, null, intent);
        return new About.NothingOfOurs();
    }
}
