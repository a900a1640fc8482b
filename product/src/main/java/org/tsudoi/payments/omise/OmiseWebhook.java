package org.tsudoi.payments.omise;

import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.tsudoi.payments.provider.TimedSignatures;
import org.tsudoi.payments.provider.Webhooks;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Checks `Omise-Signature` (docs.omise.co/api-webhooks, 2026-11) and reads what an event is about. While a secret is
/// replaced there are several signatures, separated by commas.
final class OmiseWebhook implements Webhooks {
    private final TimedSignatures signatures;
    private final JsonMapper json = JsonMapper.builder().build();

    /// @throws IllegalArgumentException when a secret is not Base64
    OmiseWebhook(List<String> secrets, Clock clock) {
        var keys = secrets.stream()
                .filter(secret -> !secret.isBlank())
                .map(secret -> Base64.getDecoder().decode(secret.strip()))
                .toList();
        this.signatures = new TimedSignatures(keys, clock);
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
        if (header.length() > TimedSignatures.HEADER_LENGTH_MAX) return new Heard.Forged("signature too long");
        var signed = Stream.of(header.split(",")).map(String::strip).toList();
        var wrong = signatures.wrong(time, signed, body);
        return wrong.isPresent() ? wrong.get() : read(body);
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
