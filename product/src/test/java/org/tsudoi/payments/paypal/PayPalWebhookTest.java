package org.tsudoi.payments.paypal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tsudoi.payments.PaymentId;
import org.tsudoi.payments.RefundId;
import org.tsudoi.payments.provider.Webhooks.About;
import org.tsudoi.payments.provider.Webhooks.Heard;
import org.tsudoi.testing.TestClock;

class PayPalWebhookTest {
    private static final Instant AT = Instant.parse("2026-11-27T00:00:00Z");
    private static final String CERTIFICATE = "https://api.paypal.com/v1/notifications/certs/CERT-1";
    private static final String ID = "1JE4291016473214C";
    private static final KeyPair PAYPAL = keys();
    private static final KeyPair MALLORY = keys();

    private final PayPalWebhook webhook = webhook(AT, ID);

    private static KeyPair keys() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static PayPalWebhook webhook(Instant now, String... ids) {
        return new PayPalWebhook(
                List.of(ids),
                url -> url.equals(CERTIFICATE) ? Optional.of(PAYPAL.getPublic()) : Optional.empty(),
                new TestClock(now));
    }

    private static Map<String, String> signed(String body, KeyPair by, String webhookId) throws Exception {
        var sum = new CRC32();
        sum.update(body.getBytes(UTF_8));
        var signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(by.getPrivate());
        signature.update(("69cd13f0|" + AT + "|" + webhookId + "|" + sum.getValue()).getBytes(UTF_8));
        return new HashMap<>(Map.of(
                "PAYPAL-TRANSMISSION-ID",
                "69cd13f0",
                "PAYPAL-TRANSMISSION-TIME",
                AT.toString(),
                "PAYPAL-TRANSMISSION-SIG",
                Base64.getEncoder().encodeToString(signature.sign()),
                "PAYPAL-CERT-URL",
                CERTIFICATE,
                "PAYPAL-AUTH-ALGO",
                "SHA256withRSA"));
    }

    private static Heard hear(PayPalWebhook webhook, String body, Map<String, String> headers) {
        return webhook.hear(body.getBytes(UTF_8), headers::get);
    }

    private static String event(String type, String resource) {
        return "{\"id\":\"WH-1\",\"event_type\":\"" + type + "\",\"resource\":" + resource + "}";
    }

    private static final String BODY = event("CHECKOUT.ORDER.APPROVED", "{\"id\":\"5O1\",\"note\":\"ヨガ 入門\"}");

    @Test
    void whatPayPalSignedIsBelievedAlsoOfJapanese() throws Exception {
        assertThat(hear(webhook, BODY, signed(BODY, PAYPAL, ID)))
                .isEqualTo(new Heard.Told("WH-1", "CHECKOUT.ORDER.APPROVED", new About.APayment(null, "5O1", null)));
    }

    /// The check value of CRC-32, which is more than a signed number holds; in a signature it has no sign.
    @Test
    void theChecksumHasNoSign() throws Exception {
        var sum = new CRC32();
        sum.update("123456789".getBytes(UTF_8));
        assertThat(sum.getValue()).isEqualTo(3421780262L);
        assertThat(hear(webhook, "123456789", signed("123456789", PAYPAL, ID)))
                .isEqualTo(new Heard.Unreadable("not an event"));
    }

    @Test
    void aByteAKeyOrAnEndpointThatDiffersIsForged() throws Exception {
        var headers = signed(BODY, PAYPAL, ID);
        var forged = new Heard.Forged("wrong signature");
        assertThat(hear(webhook, BODY.replace("5O1", "5O2"), headers)).isEqualTo(forged);
        assertThat(hear(webhook, BODY, signed(BODY, MALLORY, ID))).isEqualTo(forged);
        assertThat(hear(webhook, BODY, signed(BODY, PAYPAL, "another"))).isEqualTo(forged);
        headers.put("PAYPAL-TRANSMISSION-ID", "69cd13f1");
        assertThat(hear(webhook, BODY, headers)).isEqualTo(forged);
    }

    @Test
    void whileAnEndpointIsReplacedBothAreGood() throws Exception {
        var both = webhook(AT, "old", ID);
        assertThat(hear(both, BODY, signed(BODY, PAYPAL, "old"))).isInstanceOf(Heard.Told.class);
        assertThat(hear(both, BODY, signed(BODY, PAYPAL, ID))).isInstanceOf(Heard.Told.class);
        assertThat(hear(webhook(AT, ""), BODY, signed(BODY, PAYPAL, ""))).isInstanceOf(Heard.Forged.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PAYPAL-TRANSMISSION-ID",
                "PAYPAL-TRANSMISSION-TIME",
                "PAYPAL-TRANSMISSION-SIG",
                "PAYPAL-CERT-URL",
                "PAYPAL-AUTH-ALGO"
            })
    void eachHeaderIsNeededAndNoneIsLong(String name) throws Exception {
        var headers = signed(BODY, PAYPAL, ID);
        headers.put(name, "x".repeat(2000));
        assertThat(hear(webhook, BODY, headers)).isInstanceOf(Heard.Forged.class);
        headers.remove(name);
        assertThat(hear(webhook, BODY, headers)).isInstanceOf(Heard.Forged.class);
    }

    @Test
    void otherAlgorithmsAndCertificatesAreNotPayPals() throws Exception {
        var headers = signed(BODY, PAYPAL, ID);
        headers.put("PAYPAL-AUTH-ALGO", "SHA1withRSA");
        assertThat(hear(webhook, BODY, headers)).isEqualTo(new Heard.Forged("another algorithm"));
        headers = signed(BODY, PAYPAL, ID);
        headers.put("PAYPAL-CERT-URL", "https://evil.example/v1/notifications/certs/CERT-1");
        assertThat(hear(webhook, BODY, headers)).isEqualTo(new Heard.Forged("no certificate of PayPal's"));
        headers = signed(BODY, PAYPAL, ID);
        headers.put("PAYPAL-TRANSMISSION-SIG", "no base64!");
        assertThat(hear(webhook, BODY, headers)).isEqualTo(new Heard.Forged("wrong signature"));
    }

    @Test
    void payPalTriesForThreeDaysAndNothingIsHeardFromTheFuture() throws Exception {
        var headers = signed(BODY, PAYPAL, ID);
        var tooOld = new Heard.Forged("signed too long ago");
        assertThat(hear(webhook(AT.plus(Duration.ofDays(4)), ID), BODY, headers))
                .isInstanceOf(Heard.Told.class);
        assertThat(hear(webhook(AT.plus(Duration.ofDays(4)).plusSeconds(1), ID), BODY, headers))
                .isEqualTo(tooOld);
        assertThat(hear(webhook(AT.minus(Duration.ofMinutes(5)), ID), BODY, headers))
                .isInstanceOf(Heard.Told.class);
        assertThat(hear(webhook(AT.minus(Duration.ofMinutes(6)), ID), BODY, headers))
                .isEqualTo(tooOld);
    }

    @Test
    void anEventSaysWhatItIsAbout() throws Exception {
        var payment = new PaymentId(new UUID(1, 2));
        var refund = new RefundId(new UUID(3, 4));
        var up = ",\"links\":[{\"rel\":\"up\",\"href\":\"https://api-m.paypal.com/v2/payments/captures/CAP1\"}]";
        assertThat(about("CHECKOUT.ORDER.APPROVED", """
                {"id":"5O1","purchase_units":[{"invoice_id":"%s"}]}""".formatted(payment)))
                .isEqualTo(new About.APayment(payment, "5O1", null));
        for (var type : List.of("COMPLETED", "PENDING", "DENIED", "DECLINED")) {
            assertThat(about("PAYMENT.CAPTURE." + type, """
                    {"id":"CAP1","invoice_id":"%s","supplementary_data":{"related_ids":{"order_id":"5O1"}}}""".formatted(payment)))
                    .isEqualTo(new About.APayment(payment, "5O1", "CAP1"));
        }
        for (var type : List.of("PAYMENT.CAPTURE.REFUNDED", "PAYMENT.REFUND.FAILED")) {
            assertThat(about(type, "{\"id\":\"RE1\",\"custom_id\":\"" + refund + ".1\"" + up + "}"))
                    .isEqualTo(new About.ARefund(refund, "RE1", "CAP1"));
        }
        assertThat(about("PAYMENT.CAPTURE.REFUNDED", "{\"id\":\"RE1\",\"custom_id\":\"order-1\"" + up + "}"))
                .isEqualTo(new About.ARefund(null, "RE1", "CAP1"));
        assertThat(about("PAYMENT.CAPTURE.REVERSED", "{\"id\":\"RV1\",\"invoice_id\":\"" + payment + "\"" + up + "}"))
                .isEqualTo(new About.APayment(payment, null, "CAP1"));
        assertThat(about("CUSTOMER.DISPUTE.CREATED", """
                {"dispute_id":"PP-D-1","status":"UNDER_REVIEW",
                "disputed_transactions":[{"seller_transaction_id":"CAP1"}]}"""))
                .isEqualTo(new About.ADispute("PP-D-1", "CAP1", "UNDER_REVIEW"));
        assertThat(about("BILLING.PLAN.CREATED", "{\"id\":\"P-1\"}")).isEqualTo(new About.NothingOfOurs());
        assertThat(about("CHECKOUT.ORDER.APPROVED", "{}")).isEqualTo(new About.NothingOfOurs());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "not JSON",
                "[]",
                "{}",
                "{\"id\":\"WH-1\",\"event_type\":\"X\"}",
                "{\"id\":\"WH-1\",\"event_type\":\"X\\u0000\",\"resource\":{\"id\":\"1\"}}",
                "{\"id\":\"WH-1\",\"event_type\":\"CHECKOUT.ORDER.APPROVED\",\"resource\":{\"id\":\"\\u0000\"}}",
                "{\"id\":\"WH-1\",\"event_type\":\"CUSTOMER.DISPUTE.X\",\"resource\":{\"dispute_id\":\"1\",\"status\":\"\\u0000\"}}"
            })
    void whatIsNoEventIsUnreadable(String body) throws Exception {
        assertThat(hear(webhook, body, signed(body, PAYPAL, ID))).isInstanceOf(Heard.Unreadable.class);
    }

    private @Nullable About about(String type, String resource) throws Exception {
        var body = event(type, resource);
        return hear(webhook, body, signed(body, PAYPAL, ID)) instanceof Heard.Told told ? told.about() : null;
    }
}
