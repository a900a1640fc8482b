package town.paypal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import town.courier.Listener;
import town.stripe.Until;

/// News reaches the shop, signed, in every weather.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "town.url=http://127.0.0.1:0")
class PayPalWebhookTest {
    private static final long SOON = 5000;
    private static final String WEBHOOK_ID = "1TOWN0WEBHOOK0ID";

    static Listener shop;

    @LocalServerPort
    int port;

    PayPalCaller paypal;

    @BeforeAll
    static void listen() throws Exception {
        shop = new Listener();
    }

    @AfterAll
    static void close() {
        shop.close();
    }

    @DynamicPropertySource
    static void where(DynamicPropertyRegistry registry) throws Exception {
        if (shop == null) {
            listen();
        }
        registry.add("town.paypal.webhook-url", shop::url);
    }

    @BeforeEach
    void begin() throws Exception {
        paypal = new PayPalCaller(port);
        paypal.town("POST", "/reset", "");
        paypal.signedIn();
        shop.begin();
    }

    @AfterEach
    void stop() throws Exception {
        paypal.town("PUT", "/paypal/webhooks", "{\"on\":true}");
        paypal.town("POST", "/reset", "");
    }

    @Test
    void aPaymentIsToldInSignedEvents() throws Exception {
        var capture = paypal.paid("pay_1", 3300, "BALANCE");
        var approved = comes("CHECKOUT.ORDER.APPROVED", 1);
        assertThat(approved.body()).contains("\"resource_type\":\"checkout-order\"", "\"invoice_id\":\"pay_1\"");
        var completed = comes("PAYMENT.CAPTURE.COMPLETED", 1);
        assertThat(completed.body()).contains("\"id\":\"" + capture + "\"", "\"order_id\":");
        assertThat(isSigned(approved)).isTrue();
        assertThat(isSigned(completed)).isTrue();
        assertThat(verified(completed, completed.body())).isEqualTo("SUCCESS");
        assertThat(verified(completed, completed.body().replace("3300", "3301")))
                .isEqualTo("FAILURE");
        assertThat(completed.header("PAYPAL-AUTH-ALGO")).isEqualTo("SHA256withRSA");
    }

    @Test
    void everythingThatHappensLaterIsNews() throws Exception {
        var pending = paypal.paid("pay_1", 3300, "REVIEW");
        comes("PAYMENT.CAPTURE.PENDING", 1);
        paypal.town("POST", "/paypal/captures/" + pending + "/deny", "");
        comes("PAYMENT.CAPTURE.DENIED", 1);
        var capture = paypal.paid("pay_2", 3300, "FAILING_REFUND");
        var refund = paypal.refund(capture, 100L, "rf_1").text("id");
        paypal.town("POST", "/clock/advance", "{\"seconds\":6}");
        assertThat(comes("PAYMENT.REFUND.FAILED", 1).body()).contains(refund);
        var other = paypal.paid("pay_3", 3300, "BALANCE");
        paypal.refund(other, 100L, "rf_2");
        assertThat(comes("PAYMENT.CAPTURE.REFUNDED", 1).body())
                .contains("\"custom_id\":\"rf_2\"", "/v2/payments/captures/" + other);
        var dispute = paypal.town("POST", "/paypal/captures/" + other + "/dispute?stage=INQUIRY", "")
                .text("dispute");
        assertThat(comes("CUSTOMER.DISPUTE.CREATED", 1).body()).contains(dispute);
        paypal.town("POST", "/paypal/captures/" + other + "/dispute/escalate", "");
        comes("CUSTOMER.DISPUTE.UPDATED", 1);
        paypal.town("POST", "/paypal/captures/" + other + "/dispute/lost", "");
        comes("CUSTOMER.DISPUTE.RESOLVED", 1);
        assertThat(comes("PAYMENT.CAPTURE.REVERSED", 1).body()).contains("/v2/payments/captures/" + other);
    }

    @Test
    void whatIsNotTakenIsSentAgainUnderTheSameName() throws Exception {
        weather("webhook-lost", "CHECKOUT.*", "");
        shop.refuse(1);
        paypal.paid("pay_1", 3300, "BALANCE");
        comes("PAYMENT.CAPTURE.COMPLETED", 2);
        var got = shop.got("PAYMENT.CAPTURE.COMPLETED");
        assertThat(got.get(0).body()).isEqualTo(got.get(1).body());
        assertThat(got.get(0).header("PAYPAL-TRANSMISSION-ID"))
                .isEqualTo(got.get(1).header("PAYPAL-TRANSMISSION-ID"));
    }

    @Test
    void newsComesTwiceLateNeverAndInReverse() throws Exception {
        weather("webhook-twice", "PAYMENT.CAPTURE.*", "");
        paypal.paid("pay_1", 3300, "BALANCE");
        comes("PAYMENT.CAPTURE.COMPLETED", 2);
        paypal.town("DELETE", "/weather", "");

        shop.begin();
        weather("webhook-delayed", "PAYMENT.CAPTURE.*", ",\"millis\":259200000");
        paypal.paid("pay_2", 3300, "BALANCE");
        comes("CHECKOUT.ORDER.APPROVED", 1);
        assertThat(shop.got("PAYMENT.CAPTURE.COMPLETED")).isEmpty();
        paypal.town("POST", "/clock/advance", "{\"seconds\":259300}");
        comes("PAYMENT.CAPTURE.COMPLETED", 1);
        paypal.town("DELETE", "/weather", "");
        paypal.signedIn();

        shop.begin();
        weather("webhook-lost", "PAYMENT.CAPTURE.*", "");
        paypal.paid("pay_3", 3300, "BALANCE");
        comes("CHECKOUT.ORDER.APPROVED", 1);
        assertThat(paypal.town("GET", "/paypal/deliveries", "").body()).contains("\"answer\":\"lost\"");
        paypal.town("DELETE", "/weather", "");

        shop.begin();
        weather("webhook-reversed", "*", ",\"millis\":600");
        paypal.paid("pay_4", 3300, "BALANCE");
        comes("CHECKOUT.ORDER.APPROVED", 1);
        assertThat(shop.got("event_version").getFirst().body()).contains("PAYMENT.CAPTURE.COMPLETED");
    }

    @Test
    void aForgeryIsNotBelievedAndOldNewsIs() throws Exception {
        weather("webhook-forged", "PAYMENT.CAPTURE.*", "");
        paypal.paid("pay_1", 3300, "BALANCE");
        comes("PAYMENT.CAPTURE.COMPLETED", 2);
        var believed = 0;
        for (var got : shop.got("PAYMENT.CAPTURE.COMPLETED")) {
            believed += isSigned(got) ? 1 : 0;
            assertThat(verified(got, got.body())).isEqualTo(isSigned(got) ? "SUCCESS" : "FAILURE");
        }
        assertThat(believed).isEqualTo(1);
        shop.begin();
        weather("webhook-stale", "PAYMENT.CAPTURE.*", "");
        paypal.paid("pay_2", 3300, "BALANCE");
        assertThat(isSigned(comes("PAYMENT.CAPTURE.COMPLETED", 1))).isTrue();
    }

    @Test
    void newsWaitsWhileHeldBackAndCanBeForgotten() throws Exception {
        paypal.town("PUT", "/paypal/webhooks", "{\"on\":false}");
        paypal.paid("pay_1", 3300, "BALANCE");
        assertThat(paypal.town("GET", "/paypal/webhooks", "").body()).contains("\"waiting\":2");
        assertThat(paypal.town("PUT", "/paypal/webhooks", "{\"on\":true,\"forget\":true}")
                        .body())
                .contains("\"waiting\":0");
        assertThat(shop.got("event_version")).isEmpty();
    }

    /// As a shop checks it that trusts PayPal's certificate.
    private boolean isSigned(Listener.Got got) throws Exception {
        var pem = paypal.page("GET", got.header("PAYPAL-CERT-URL"), "").body();
        var certificate = (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8)));
        certificate.verify(certificate.getPublicKey());
        certificate.checkValidity();
        var check = Signature.getInstance("SHA256withRSA");
        check.initVerify(certificate);
        var signed = TransmissionSignature.signed(
                got.header("PAYPAL-TRANSMISSION-ID"), got.header("PAYPAL-TRANSMISSION-TIME"), WEBHOOK_ID, got.body());
        check.update(signed.getBytes(StandardCharsets.UTF_8));
        return check.verify(Base64.getDecoder().decode(got.header("PAYPAL-TRANSMISSION-SIG")));
    }

    private String verified(Listener.Got got, String event) throws Exception {
        return paypal.post(
                        "/v1/notifications/verify-webhook-signature",
                        """
                        {"transmission_id":"%s","transmission_time":"%s","cert_url":"%s","auth_algo":"%s",
                        "transmission_sig":"%s","webhook_id":"%s","webhook_event":%s}""".formatted(
                                        got.header("PAYPAL-TRANSMISSION-ID"),
                                        got.header("PAYPAL-TRANSMISSION-TIME"),
                                        got.header("PAYPAL-CERT-URL"),
                                        got.header("PAYPAL-AUTH-ALGO"),
                                        got.header("PAYPAL-TRANSMISSION-SIG"),
                                        WEBHOOK_ID,
                                        event),
                        null)
                .text("verification_status");
    }

    private void weather(String mode, String type, String more) throws Exception {
        paypal.town("PUT", "/weather", """
                {"provider":"paypal","mode":"%s","operation":"%s"%s}""".formatted(mode, type, more));
    }

    private Listener.Got comes(String type, int times) throws Exception {
        assertThat(Until.within(SOON, () -> shop.got(type).size() >= times))
                .as(type + " × " + times)
                .isTrue();
        assertThat(shop.got(type)).hasSize(times);
        return shop.got(type).getFirst();
    }
}
