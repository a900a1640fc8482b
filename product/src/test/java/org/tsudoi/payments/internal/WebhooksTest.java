package org.tsudoi.payments.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ConfigurableApplicationContext;
import org.tsudoi.ledger.Ledger;
import org.tsudoi.payments.Payment;
import org.tsudoi.payments.PaymentDesk.Delivery;
import org.tsudoi.payments.PaymentDesk.DeliveryState;
import org.tsudoi.payments.PaymentDesk.RefusedDeliveries;
import org.tsudoi.payments.PaymentId;
import org.tsudoi.payments.PaymentNews.PaymentsCaptured;
import org.tsudoi.payments.PaymentNews.RefundFailed;
import org.tsudoi.payments.Refund;
import org.tsudoi.payments.WebhookInbox;
import org.tsudoi.platform.Ids;
import org.tsudoi.testing.ProductTest;

@ProductTest
class WebhooksTest {
    private final HttpClient http = HttpClient.newHttpClient();
    private final Scene scene;
    private final int port;

    WebhooksTest(ConfigurableApplicationContext product, @LocalServerPort int port) {
        this.scene = new Scene(product, port);
        this.port = port;
    }

    @AfterEach
    void over() {
        scene.over();
    }

    private List<Delivery> about(PaymentId id) {
        return scene.desk.deliveries(5000).stream()
                .filter(delivery -> id.equals(delivery.payment()))
                .toList();
    }

    private boolean captured(PaymentId id) {
        scene.runJobs();
        return scene.payment(id) instanceof Payment.Captured;
    }

    @Test
    void townsWebhookMakesAPaymentsCapturedWithoutTheBuyerComingBack() {
        var id = scene.submitted();
        scene.pay(scene.page(id), Scene.GOOD);
        scene.jobsUntil(() -> captured(id));
        assertThat(about(id))
                .anySatisfy(delivery -> assertThat(delivery.state()).isEqualTo(DeliveryState.DONE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "webhook-twice",
                "webhook-reversed",
                "webhook-delayed",
                "webhook-forged",
                "webhook-lost",
                "webhook-stale"
            })
    void howeverWebhooksComeThePaymentIsCapturedOnce(String weather) {
        var id = scene.submitted();
        scene.town.weather("stripe", "*", weather, null, weather.equals("webhook-delayed") ? 3 * 86_400_000L : 500);
        scene.pay(scene.page(id), Scene.GOOD);
        switch (weather) {
            case "webhook-twice" -> scene.awaitUntil(() -> about(id).stream().anyMatch(it -> it.times() > 1));
            case "webhook-reversed" -> scene.awaitUntil(() -> about(id).size() > 1);
            case "webhook-forged", "webhook-stale" -> scene.awaitUntil(() -> refused() > 0);
            default -> {}
        }
        scene.runJobs();
        scene.forward(Duration.ofMinutes(3));
        assertThat(captured(id)).isTrue();
        scene.forward(Duration.ofDays(3).plusMinutes(1));
        scene.town.fair();
        if (weather.equals("webhook-delayed")) scene.awaitUntil(() -> !about(id).isEmpty());
        scene.runJobs();
        var payment = (Payment.Captured) scene.payment(id);
        assertThat(scene.tally(payment).path("charges").asInt()).isEqualTo(1);
        assertThat(scene.newsOf(PaymentsCaptured.class, Scene.order(id))).isEqualTo(1);
        assertThat(scene.balance(Scene.payee(id))).isEqualTo(-3300 + 119);
        assertThat(scene.bean(Ledger.class).trialBalance().isBalanced()).isTrue();
    }

    private int refused() {
        return scene.desk.refusedDeliveries(5000).stream()
                .mapToInt(RefusedDeliveries::times)
                .sum();
    }

    @Test
    void aForgedOneIsRefusedCountedAndMovesNothing() throws Exception {
        var id = scene.submitted();
        var body = event("evt_" + id, "checkout.session.completed", session(id, "paid"));
        int before = refused();
        assertThat(post(body, "t=" + scene.now().getEpochSecond() + ",v1=" + "0".repeat(64)))
                .isEqualTo(400);
        assertThat(post(body, null)).isEqualTo(400);
        assertThat(post(body, sign(body, scene.now().minusSeconds(3600).getEpochSecond())))
                .isEqualTo(400);
        assertThat(post("not JSON", sign("not JSON", scene.now().getEpochSecond())))
                .isEqualTo(400);
        assertThat(post("x".repeat(WebhookInbox.BODY_BYTES_MAX + 1), "t=1,v1=0"))
                .isEqualTo(413);
        assertThat(refused()).isEqualTo(before + 5);
        assertThat(scene.desk.refusedDeliveries(100))
                .extracting(RefusedDeliveries::why)
                .contains("wrong signature", "no signature", "signed too long ago", "not JSON", "too long");
        assertThat(about(id)).isEmpty();
        scene.runJobs();
        assertThat(scene.payment(id)).isInstanceOf(Payment.Submitted.class);
    }

    @Test
    void aHintThatLiesMovesNothing() throws Exception {
        var id = scene.submitted();
        assertThat(deliver("checkout.session.completed", session(id, "paid"))).isEqualTo(200);
        scene.runJobs();
        assertThat(scene.payment(id)).isInstanceOf(Payment.Submitted.class);
        assertThat(about(id)).singleElement().matches(it -> it.state() == DeliveryState.DONE);
    }

    @Test
    void aHintAtWhatIsSettledLeavesNothingToDo() throws Exception {
        var payment = scene.captured(Scene.GOOD);
        assertThat(payment.fee()).isNotNull();
        var body = event("evt_late_" + payment.id(), "checkout.session.completed", session(payment.id(), "paid"));
        for (int i = 0; i < 2; i++) {
            assertThat(post(body, sign(body, scene.now().getEpochSecond()))).isEqualTo(200);
        }
        assertThat(about(payment.id()))
                .singleElement()
                .matches(it -> it.state() == DeliveryState.DONE && it.times() == 2);

        var refund = scene.refund(payment, Scene.PRICE);
        assertThat(deliver("checkout.session.completed", session(payment.id(), "paid")))
                .isEqualTo(200);
        assertThat(about(payment.id())).anyMatch(it -> it.state() == DeliveryState.RECEIVED);
        scene.runJobs();
        assertThat(about(payment.id())).allMatch(it -> it.state() == DeliveryState.DONE);
        assertThat(scene.refund(refund)).isNotInstanceOf(Refund.Requested.class);
    }

    @Test
    void theSameEventIsStoredOnce() throws Exception {
        var id = scene.submitted();
        var body = event("evt_same_" + id, "checkout.session.completed", session(id, "unpaid"));
        for (int i = 0; i < 3; i++) {
            assertThat(post(body, sign(body, scene.now().getEpochSecond()))).isEqualTo(200);
        }
        assertThat(about(id)).singleElement().matches(it -> it.times() == 3);
    }

    @Test
    void whatIsAboutNobodysPaymentIsQuarantinedAndShown() throws Exception {
        var nobody = new PaymentId(scene.bean(Ids.class).next());
        assertThat(deliver("checkout.session.completed", session(nobody, "paid")))
                .isEqualTo(200);
        scene.runJobs();
        assertThat(about(nobody)).singleElement().satisfies(delivery -> {
            assertThat(delivery.state()).isEqualTo(DeliveryState.QUARANTINED);
            assertThat(delivery.why()).isEqualTo("no such payment");
        });
        assertThat(scene.desk.oddities(500)).anyMatch(odd -> odd.subject().equals("cs_" + nobody));
    }

    @Test
    void whatWeNeedNotKnowIsIgnored() throws Exception {
        assertThat(deliver("customer.created", "{\"id\":\"cus_1\"}")).isEqualTo(200);
        scene.runJobs();
        assertThat(scene.desk.deliveries(5000))
                .filteredOn(delivery -> delivery.type().equals("customer.created"))
                .allMatch(delivery -> delivery.state() == DeliveryState.IGNORED);
    }

    @Test
    void oldDeliveriesAreForgotten() throws Exception {
        var nobody = new PaymentId(scene.bean(Ids.class).next());
        deliver("checkout.session.completed", session(nobody, "paid"));
        post("{}", null);
        scene.runJobs();
        scene.bean(ForgettingDeliveries.class).run();
        assertThat(about(nobody)).hasSize(1);
        assertThat(refused()).isPositive();
        var nextYear = Clock.offset(scene.clock, Duration.ofDays(181));
        new ForgettingDeliveries(scene.bean(WebhookTable.class), nextYear).run();
        assertThat(about(nobody)).isEmpty();
        assertThat(refused()).isZero();
    }

    @Test
    void aDisputeOfAPaymentThatIsNotOursIsQuarantined() throws Exception {
        var dispute = "dp_" + scene.bean(Ids.class).next();
        deliver("charge.dispute.created", "{\"id\":\"%s\",\"payment_intent\":\"pi_of_nobody\"}".formatted(dispute));
        scene.runJobs();
        assertThat(scene.desk.oddities(500))
                .filteredOn(odd -> odd.subject().equals(dispute))
                .singleElement()
                .matches(odd -> odd.kind().equals("no such payment"));
    }

    @Test
    void aRefundMadeAtTheProvidersDeskIsShownAndMovesNothing() throws Exception {
        var payment = scene.captured(Scene.GOOD);
        var refund = "{\"id\":\"re_%s\",\"payment_intent\":\"%s\"}".formatted(payment.id(), payment.charge());
        assertThat(deliver("refund.created", refund)).isEqualTo(200);
        scene.runJobs();
        assertThat(scene.desk.oddities(500))
                .filteredOn(odd -> payment.id().equals(odd.payment()))
                .singleElement()
                .matches(odd -> odd.kind().equals("refund made elsewhere"));
        assertThat(scene.balance(PaymentBook.refundable(payment.id()))).isEqualTo(3300);
    }

    @Test
    void aRefundThatComesBackAfterItSucceededIsOwedAgain() {
        var payment = scene.captured(Scene.REFUND_FAILS);
        var yen = Scene.PRICE.currency();
        long due = scene.balance(PaymentBook.due(yen));
        var id = scene.refund(payment, Scene.PRICE);
        scene.runJobs();
        // Town lets this refund wait and then fail; that it had succeeded meanwhile is put in here.
        scene.inTransaction(() -> {
            var refunds = scene.bean(RefundTable.class);
            var submitted = (Refund.Submitted) refunds.find(id).orElseThrow().refund();
            var succeeded = submitted.succeeded(scene.now());
            refunds.move(submitted, succeeded);
            scene.bean(PaymentBook.class).refundSucceeded(succeeded, "stripe", 1, scene.now());
            return id;
        });
        assertThat(scene.balance(PaymentBook.due(yen))).isEqualTo(due);
        scene.webhooks(true);
        scene.forward(Duration.ofMinutes(1));
        scene.jobsUntil(() -> scene.refund(id) instanceof Refund.Failed);
        assertThat(scene.balance(PaymentBook.due(yen))).isEqualTo(due - 3300);
        assertThat(scene.newsOf(RefundFailed.class, Scene.order(payment.id()))).isEqualTo(1);
        assertThat(scene.bean(Ledger.class).trialBalance().isBalanced()).isTrue();
    }

    private static String session(PaymentId id, String status) {
        return "{\"id\":\"cs_%s\",\"payment_status\":\"%s\",\"metadata\":{\"payment\":\"%s\"}}"
                .formatted(id, status, id);
    }

    private static String event(String id, String type, String object) {
        return "{\"id\":\"%s\",\"type\":\"%s\",\"data\":{\"object\":%s}}".formatted(id, type, object);
    }

    private int deliver(String type, String object) throws Exception {
        var body = event("evt_" + scene.bean(Ids.class).next(), type, object);
        return post(body, sign(body, scene.now().getEpochSecond()));
    }

    private int post(String body, @Nullable String signature) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/webhooks/stripe"))
                .header("Content-Type", "application/json; charset=utf-8")
                .POST(BodyPublishers.ofString(body));
        if (signature != null) request.header("Stripe-Signature", signature);
        return http.send(request.build(), BodyHandlers.discarding()).statusCode();
    }

    private String sign(String body, long at) throws Exception {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(scene.town.stripeWebhookSecret().getBytes(UTF_8), "HmacSHA256"));
        return "t=" + at + ",v1=" + HexFormat.of().formatHex(mac.doFinal((at + "." + body).getBytes(UTF_8)));
    }
}
