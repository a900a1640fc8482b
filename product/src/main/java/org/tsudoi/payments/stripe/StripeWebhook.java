package org.tsudoi.payments.stripe;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.tsudoi.payments.provider.TimedSignatures;
import org.tsudoi.payments.provider.Webhooks;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Checks `Stripe-Signature` (docs.stripe.com/webhooks#verify-manually, 2026-11) and reads what an event is
/// about.
final class StripeWebhook implements Webhooks {
    private final TimedSignatures signatures;
    private final JsonMapper json = JsonMapper.builder().build();

    StripeWebhook(List<String> secrets, Clock clock) {
        var keys = secrets.stream()
                .filter(secret -> !secret.isBlank())
                .map(secret -> secret.getBytes(StandardCharsets.UTF_8))
                .toList();
        this.signatures = new TimedSignatures(keys, clock);
    }

    @Override
    public String name() {
        return StripeAdapter.NAME;
    }

    @Override
    public Heard hear(byte[] body, Headers headers) {
        var header = headers.named("Stripe-Signature");
        if (header == null) return new Heard.Forged("no signature");
        if (header.length() > TimedSignatures.HEADER_LENGTH_MAX) return new Heard.Forged("signature too long");
        var time = "";
        var signed = new ArrayList<String>();
        for (var part : header.split(",")) {
            var pair = part.strip().split("=", 2);
            if (pair.length == 2 && pair[0].equals("t")) time = pair[1];
            if (pair.length == 2 && pair[0].equals("v1")) signed.add(pair[1]);
        }
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
        if (type.startsWith("payment_intent.")) {
            // What was made without a page goes by the intent's own name.
            boolean noPage = StripeReading.ours(object, StripeIntents.OUR_ORDER) != null;
            return new About.APayment(payment, noPage ? id : null, id);
        }
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
