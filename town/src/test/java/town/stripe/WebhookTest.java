package town.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.stripe.StripeClient;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.SignatureVerificationException;
import com.stripe.model.PaymentIntent;
import com.stripe.model.Refund;
import com.stripe.model.checkout.Session;
import com.stripe.net.Webhook;
import com.stripe.param.RefundCreateParams;
import com.stripe.param.WebhookEndpointCreateParams;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/// News reaches the shop, signed, in every weather.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "town.smtp.port=0")
class WebhookTest {
    private static final String VISA = "4242424242424242";
    private static final long SOON = 5000;

    @LocalServerPort
    int port;

    TownStripe town;
    StripeClient stripe;
    Receiver shop;
    String secret;

    @BeforeEach
    void listen() throws Exception {
        town = new TownStripe(port);
        stripe = town.client();
        town.json("POST", "/town/reset", "");
        shop = new Receiver();
        secret = stripe.v1()
                .webhookEndpoints()
                .create(WebhookEndpointCreateParams.builder()
                        .setUrl(shop.url())
                        .addEnabledEvent(WebhookEndpointCreateParams.EnabledEvent.ALL)
                        .build())
                .getSecret();
    }

    @AfterEach
    void stop() throws Exception {
        town.json("PUT", "/town/stripe/webhooks", "{\"on\":true}");
        town.json("POST", "/town/reset", "");
        shop.close();
    }

    @Test
    void aPaymentIsToldInSignedEventsThatTheOfficialClientReads() throws Exception {
        var paid = town.paid(1500, VISA);
        comes("payment_intent.created", 1);
        comes("charge.succeeded", 1);
        comes("payment_intent.succeeded", 1);
        comes("checkout.session.completed", 1);
        var event = shop.got("checkout.session.completed").getFirst().believed(secret);
        assertThat(event.getId()).startsWith("evt_");
        assertThat(event.getLivemode()).isFalse();
        assertThat(event.getPendingWebhooks()).isEqualTo(1);
        var session = (Session) event.getDataObjectDeserializer().getObject().orElseThrow();
        assertThat(session.getId()).isEqualTo(paid.getId());
        assertThat(session.getPaymentStatus()).isEqualTo("paid");
        assertThat(session.getClientReferenceId()).isEqualTo("order-1");
        assertThat(stripe.v1().events().retrieve(event.getId()).getType()).isEqualTo("checkout.session.completed");
        assertThatExceptionOfType(SignatureVerificationException.class)
                .isThrownBy(() -> shop.got().getFirst().believed("whsec_other"));
    }

    @Test
    void anEventNamesTheCallThatCausedIt() throws Exception {
        var intent = town.paid(1500, VISA).getPaymentIntent();
        stripe.v1()
                .refunds()
                .create(RefundCreateParams.builder().setPaymentIntent(intent).build(), TownStripe.key("refund-9"));
        comes("refund.created", 1);
        comes("charge.refunded", 1);
        var event = shop.got("refund.created").getFirst().believed(secret);
        assertThat(event.getRequest().getIdempotencyKey()).isEqualTo("refund-9");
        assertThat(event.getRequest().getId()).startsWith("req_");
        var before = shop.got("charge.refunded")
                .getFirst()
                .believed(secret)
                .getData()
                .getPreviousAttributes();
        assertThat(before).containsEntry("refunded", false);
    }

    @Test
    void aDeclineIsNews() throws Exception {
        town.paid(1500, "4000000000000002");
        comes("charge.failed", 1);
        comes("payment_intent.payment_failed", 1);
        var intent = (PaymentIntent) shop.got("payment_intent.payment_failed")
                .getFirst()
                .believed(secret)
                .getDataObjectDeserializer()
                .getObject()
                .orElseThrow();
        assertThat(intent.getLastPaymentError().getDeclineCode()).isEqualTo("generic_decline");
    }

    @Test
    void anExpiredSessionAndItsHalfPaidIntentAreNews() throws Exception {
        var id = town.session(1500).getId();
        town.json("POST", "/town/stripe/sessions/" + id + "/pay", "{\"card\":\"4000000000000002\"}");
        stripe.v1().checkout().sessions().expire(id);
        comes("payment_intent.canceled", 1);
        comes("checkout.session.expired", 1);
    }

    @Test
    void aRefundThatFailsLaterIsNews() throws Exception {
        var intent = town.paid(1500, "4000000000005126").getPaymentIntent();
        stripe.v1()
                .refunds()
                .create(RefundCreateParams.builder().setPaymentIntent(intent).build());
        town.json("POST", "/town/clock/advance", "{\"seconds\":10}");
        comes("refund.failed", 1);
        comes("refund.updated", 1);
        comes("charge.refund.updated", 1);
        var refund = (Refund) shop.got("refund.failed")
                .getFirst()
                .believed(secret)
                .getDataObjectDeserializer()
                .getObject()
                .orElseThrow();
        assertThat(refund.getStatus()).isEqualTo("failed");
    }

    @Test
    void aDisputeIsNewsAndStopsRefunds() throws Exception {
        var intent = stripe.v1().paymentIntents().retrieve(town.paid(1500, VISA).getPaymentIntent());
        town.form("/stripe/charges/" + intent.getLatestCharge() + "/dispute", Map.of());
        comes("charge.dispute.created", 1);
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> stripe.v1()
                        .refunds()
                        .create(RefundCreateParams.builder()
                                .setPaymentIntent(intent.getId())
                                .build()))
                .satisfies(e -> assertThat(e.getCode()).isEqualTo("charge_disputed"));
    }

    @Test
    void whatIsNotTakenIsSentAgain() throws Exception {
        shop.refuse(1);
        weather("webhook-lost", "payment_intent.*", "");
        weather("webhook-lost", "charge.*", "");
        town.paid(1500, VISA);
        comes("checkout.session.completed", 2);
        var twice = shop.got("checkout.session.completed");
        assertThat(twice.get(0).believed(secret).getId())
                .isEqualTo(twice.get(1).believed(secret).getId());
        assertThat(shop.got()).hasSize(2);
    }

    @Test
    void newsCanComeTwice() throws Exception {
        weather("webhook-twice", "checkout.session.completed", "");
        town.paid(1500, VISA);
        comes("checkout.session.completed", 2);
    }

    @Test
    void newsCanComeInReverse() throws Exception {
        weather("webhook-reversed", "*", ",\"millis\":600");
        town.paid(1500, VISA);
        comes("payment_intent.created", 1);
        var types = shop.got().stream()
                .map(it -> List.of(
                                "checkout.session.completed",
                                "payment_intent.succeeded",
                                "charge.succeeded",
                                "payment_intent.created")
                        .stream()
                        .filter(it::isOf)
                        .findFirst()
                        .orElse("?"))
                .toList();
        assertThat(types)
                .containsExactly(
                        "checkout.session.completed",
                        "payment_intent.succeeded",
                        "charge.succeeded",
                        "payment_intent.created");
    }

    @Test
    void newsCanComeDaysLater() throws Exception {
        weather("webhook-delayed", "checkout.session.completed", ",\"millis\":259200000");
        town.paid(1500, VISA);
        comes("payment_intent.succeeded", 1);
        assertThat(shop.got("checkout.session.completed")).isEmpty();
        town.json("POST", "/town/clock/advance", "{\"seconds\":259300}");
        comes("checkout.session.completed", 1);
    }

    @Test
    void newsCanBeLost() throws Exception {
        weather("webhook-lost", "checkout.session.completed", "");
        town.paid(1500, VISA);
        comes("payment_intent.succeeded", 1);
        assertThat(town.get("/town/stripe/deliveries").body()).contains("\"answer\":\"lost\"");
        assertThat(shop.got("checkout.session.completed")).isEmpty();
    }

    @Test
    void aForgeryComesBesidesTheTruth() throws Exception {
        weather("webhook-forged", "checkout.session.completed", "");
        town.paid(1500, VISA);
        comes("checkout.session.completed", 2);
        var believed = shop.got("checkout.session.completed").stream()
                .filter(this::isBelieved)
                .toList();
        assertThat(believed).hasSize(1);
    }

    @Test
    void staleNewsIsRightlySignedAndNotBelieved() throws Exception {
        weather("webhook-stale", "checkout.session.completed", "");
        town.paid(1500, VISA);
        comes("checkout.session.completed", 1);
        var got = shop.got("checkout.session.completed").getFirst();
        assertThat(isBelieved(got)).isFalse();
        assertThat(Webhook.constructEvent(got.body(), got.signature(), secret, 7200))
                .isNotNull();
    }

    @Test
    void newsWaitsWhileHeldBack() throws Exception {
        town.json("PUT", "/town/stripe/webhooks", "{\"on\":false}");
        town.paid(1500, VISA);
        assertThat(town.get("/town/stripe/webhooks").body()).contains("\"waiting\":4");
        assertThat(shop.got()).isEmpty();
        town.json("PUT", "/town/stripe/webhooks", "{\"on\":true}");
        comes("checkout.session.completed", 1);
    }

    private boolean isBelieved(Receiver.Got got) {
        try {
            return got.believed(secret) != null;
        } catch (SignatureVerificationException e) {
            return false;
        }
    }

    private void weather(String mode, String type, String more) throws Exception {
        town.json(
                "PUT",
                "/town/weather",
                "{\"provider\":\"stripe\",\"mode\":\"%s\",\"operation\":\"%s\"%s}".formatted(mode, type, more));
    }

    private void comes(String type, int times) throws Exception {
        assertThat(Until.within(SOON, () -> shop.got(type).size() >= times))
                .as(type + " × " + times)
                .isTrue();
        assertThat(shop.got(type)).hasSize(times);
    }
}
