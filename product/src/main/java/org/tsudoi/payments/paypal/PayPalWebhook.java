package org.tsudoi.payments.paypal;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import org.tsudoi.payments.provider.Webhooks;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Checks PayPal's signature by its certificate (developer.paypal.com/api/rest/webhooks/rest, "Self verification",
/// 2026-11) and reads what an event is about.
final class PayPalWebhook implements Webhooks {
    private static final String ALGORITHM = "SHA256withRSA";

    /// PayPal tries for three days. An event that is repeated says nothing new, so age alone makes nothing false.
    private static final Duration AGE_MAX = Duration.ofDays(4);

    private static final Duration CLOCKS_APART_MAX = Duration.ofMinutes(5);
    private static final int HEADER_LENGTH_MAX = 1000;

    private final List<String> webhookIds;
    private final Function<String, Optional<PublicKey>> keys;
    private final Clock clock;
    private final JsonMapper json = JsonMapper.builder().build();

    /// @param keys the public key of the certificate at an address, if that is PayPal's and to be had
    PayPalWebhook(List<String> webhookIds, Function<String, Optional<PublicKey>> keys, Clock clock) {
        this.webhookIds = webhookIds.stream().filter(id -> !id.isBlank()).toList();
        this.keys = keys;
        this.clock = clock;
    }

    @Override
    public String name() {
        return PayPalAdapter.NAME;
    }

    @Override
    public Heard hear(byte[] body, Headers headers) {
        var id = headers.named("PAYPAL-TRANSMISSION-ID");
        var time = headers.named("PAYPAL-TRANSMISSION-TIME");
        var signature = headers.named("PAYPAL-TRANSMISSION-SIG");
        var certificate = headers.named("PAYPAL-CERT-URL");
        if (id == null || time == null || signature == null || certificate == null) {
            return new Heard.Forged("no signature");
        }
        if (Stream.of(id, time, signature, certificate).anyMatch(it -> it.length() > HEADER_LENGTH_MAX)) {
            return new Heard.Forged("signature too long");
        }
        if (!ALGORITHM.equals(headers.named("PAYPAL-AUTH-ALGO"))) return new Heard.Forged("another algorithm");
        var at = parsed(time);
        if (at == null) return new Heard.Forged("no time in the signature");
        var now = clock.instant();
        if (at.isBefore(now.minus(AGE_MAX)) || at.isAfter(now.plus(CLOCKS_APART_MAX))) {
            return new Heard.Forged("signed too long ago");
        }
        var key = keys.apply(certificate);
        if (key.isEmpty()) return new Heard.Forged("no certificate of PayPal's");
        var sum = new CRC32();
        sum.update(body);
        boolean signed = webhookIds.stream()
                .anyMatch(ours -> isSigned(key.get(), id + "|" + time + "|" + ours + "|" + sum.getValue(), signature));
        return signed ? read(body) : new Heard.Forged("wrong signature");
    }

    private static @Nullable Instant parsed(String time) {
        try {
            return Instant.parse(time);
        } catch (DateTimeException noTime) {
            return null;
        }
    }

    private static boolean isSigned(PublicKey key, String words, String signature) {
        try {
            var check = Signature.getInstance(ALGORITHM);
            check.initVerify(key);
            check.update(words.getBytes(StandardCharsets.UTF_8));
            return check.verify(Base64.getDecoder().decode(signature));
        } catch (GeneralSecurityException | IllegalArgumentException notSigned) {
            return false;
        }
    }

    private Heard read(byte[] body) {
        JsonNode event;
        try {
            event = json.readTree(body);
        } catch (JacksonException broken) {
            return new Heard.Unreadable("not JSON");
        }
        var id = PayPalReading.text(event, "id");
        var type = PayPalReading.text(event, "event_type");
        var resource = event.path("resource");
        if (id == null || type == null || !resource.isObject()) return new Heard.Unreadable("not an event");
        var about = about(type, resource);
        return holdsZero(id, type, about) ? new Heard.Unreadable("a zero character") : new Heard.Told(id, type, about);
    }

    /// What would be stored, and PostgreSQL does not take.
    private static boolean holdsZero(String id, String type, About about) {
        var words = switch (about) {
            case About.APayment it -> Stream.of(it.reference(), it.charge());
            case About.ARefund it -> Stream.of(it.reference(), it.charge());
            case About.ADispute it -> Stream.of(it.reference(), it.charge(), it.status());
            case About.AKeptMeans it -> Stream.of(it.reference());
            case About.NothingOfOurs _ -> Stream.<@Nullable String>of();
        };
        return Stream.concat(Stream.of(id, type), words).anyMatch(word -> word != null && word.indexOf('\0') >= 0);
    }

    private static About about(String type, JsonNode resource) {
        if (type.startsWith("CUSTOMER.DISPUTE.")) {
            var dispute = PayPalReading.text(resource, "dispute_id");
            var charge =
                    PayPalReading.text(resource.path("disputed_transactions").path(0), "seller_transaction_id");
            return dispute == null
                    ? new About.NothingOfOurs()
                    : new About.ADispute(
                            dispute, charge, resource.path("status").asString("unknown"));
        }
        var id = PayPalReading.text(resource, "id");
        if (id == null) return new About.NothingOfOurs();
        if (type.equals("VAULT.PAYMENT-TOKEN.CREATED")) return new About.AKeptMeans(id, false);
        if (type.equals("VAULT.PAYMENT-TOKEN.DELETED")) return new About.AKeptMeans(id, true);
        if (type.startsWith("CHECKOUT.ORDER.")) {
            var unit = resource.path("purchase_units").path(0);
            return new About.APayment(PayPalReading.payment(unit), id, null);
        }
        if (type.equals("PAYMENT.CAPTURE.REFUNDED") || type.startsWith("PAYMENT.REFUND.")) {
            return new About.ARefund(PayPalReading.refundId(resource), id, PayPalReading.linked(resource, "up"));
        }
        if (type.equals("PAYMENT.CAPTURE.REVERSED")) {
            // What was taken is told by the dispute; this names only the payment.
            return new About.APayment(PayPalReading.payment(resource), null, PayPalReading.linked(resource, "up"));
        }
        if (type.startsWith("PAYMENT.CAPTURE.")) {
            return new About.APayment(PayPalReading.payment(resource), PayPalReading.orderOf(resource), id);
        }
        return new About.NothingOfOurs();
    }
}
