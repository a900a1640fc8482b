package org.tsudoi.payments.omise;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.tsudoi.payments.provider.Webhooks;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Checks `Omise-Signature` (docs.omise.co/api-webhooks, 2026-11) and reads what an event is about. While a secret is
/// replaced there are several signatures, separated by commas.
final class OmiseWebhook implements Webhooks {
    private static final Duration AGE_MAX = Duration.ofMinutes(5);
    private static final int SIGNATURES_MAX = 10;
    private static final int HEADER_LENGTH_MAX = 2000;

    private final List<byte[]> secrets;
    private final Clock clock;
    private final JsonMapper json = JsonMapper.builder().build();

    /// @throws IllegalArgumentException when a secret is not Base64
    OmiseWebhook(List<String> secrets, Clock clock) {
        this.secrets = secrets.stream()
                .filter(secret -> !secret.isBlank())
                .map(secret -> Base64.getDecoder().decode(secret.strip()))
                .toList();
        this.clock = clock;
    }

    @Override
    public String name() {
        return OmiseAdapter.NAME;
    }

    @Override
    public Heard hear(byte[] body, Headers headers) {
        var header = headers.named("Omise-Signature");
        var time = headers.named("Omise-Signature-Timestamp");
        if (header == null) return new Heard.Forged("no signature");
        if (header.length() > HEADER_LENGTH_MAX) return new Heard.Forged("signature too long");
        if (time == null || !time.matches("[0-9]{1,12}")) return new Heard.Forged("no time in the signature");
        var signatures = Stream.of(header.split(",")).map(String::strip).toList();
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
        var id = OmiseReading.text(event, "id");
        var key = OmiseReading.text(event, "key");
        var object = event.path("data");
        if (id == null || key == null || !object.isObject()) return new Heard.Unreadable("not an event");
        // What would be stored, and PostgreSQL does not take.
        boolean zero = Stream.of(id, key, OmiseReading.text(object, "id"), OmiseReading.text(object, "charge"))
                .anyMatch(text -> text != null && text.indexOf('\0') >= 0);
        if (zero) return new Heard.Unreadable("a zero character");
        return new Heard.Told(id, key, about(object));
    }

    private static About about(JsonNode object) {
        var id = OmiseReading.text(object, "id");
        if (id == null) return new About.NothingOfOurs();
        return switch (object.path("object").asString("")) {
            case "charge" -> new About.APayment(OmiseReading.payment(object), id, id);
            case "refund" -> {
                var reference = OmiseReading.refundReference(object);
                yield reference == null
                        ? new About.NothingOfOurs()
                        : new About.ARefund(
                                OmiseReading.refundId(object), reference, OmiseReading.text(object, "charge"));
            }
            default -> new About.NothingOfOurs();
        };
    }
}
