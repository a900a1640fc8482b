package org.tsudoi.payments.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ConfigurableApplicationContext;
import org.tsudoi.ledger.AccountCode;
import org.tsudoi.ledger.Ledger;
import org.tsudoi.money.Money;
import org.tsudoi.payments.Choice;
import org.tsudoi.payments.Means;
import org.tsudoi.payments.Payment;
import org.tsudoi.payments.PaymentId;
import org.tsudoi.payments.PaymentNews.PaymentsCaptured;
import org.tsudoi.payments.PaymentNews.RefundSucceeded;
import org.tsudoi.payments.Payments;
import org.tsudoi.payments.Refund;
import org.tsudoi.platform.Ids;
import org.tsudoi.testing.ProductTest;
import tools.jackson.databind.json.JsonMapper;

/// Omise from end to end: a code or a bank's page, a webhook, the books, a refund.
@ProductTest
class PaidInBahtTest {
    private static final Money PRICE = Money.of(90_000, "THB");
    private static final long FEE = 1485 + 104;
    private static final Choice PROMPTPAY = Choice.of(Means.PROMPTPAY);

    private final Scene scene;

    PaidInBahtTest(ConfigurableApplicationContext product, @LocalServerPort int port) {
        this.scene = new Scene(product, port);
    }

    @BeforeEach
    void begin() {
        webhooks();
    }

    @AfterEach
    void over() {
        webhooks();
        scene.over();
    }

    private void webhooks() {
        var wanted = JsonMapper.shared().createObjectNode().put("on", true).put("forget", true);
        scene.town.call("PUT", "/town/omise/webhooks", wanted);
    }

    private static AccountCode payee(PaymentId id) {
        return AccountCode.of("organiser", "org_" + id.toString().substring(4), "payable", "THB");
    }

    private Payment submitted(Choice choice) {
        var id = new PaymentId(scene.bean(Ids.class).next());
        var terms = new Payment.Terms(
                "omise", choice, Scene.order(id), PRICE, payee(id).value(), "โยคะเช้า × 1", scene.now());
        scene.inTransaction(() -> {
            scene.payments.request(List.of(new Payments.Intent(id, terms, scene.asking())));
            return id;
        });
        return scene.payments.submit(id);
    }

    private void pay(String charge) {
        scene.town.call("POST", "/town/omise/charges/" + charge + "/pay", null);
    }

    private Payment.Captured captured(PaymentId id) {
        scene.jobsUntil(() -> scene.payment(id) instanceof Payment.Captured);
        return (Payment.Captured) scene.payment(id);
    }

    private void isBookedOnce(Payment.Captured payment) {
        assertThat(payment.amount()).isEqualTo(PRICE);
        assertThat(payment.fee()).isEqualTo(Money.of(FEE, "THB"));
        assertThat(scene.balance(payee(payment.id()))).isEqualTo(-90_000 + FEE);
        assertThat(scene.newsOf(PaymentsCaptured.class, Scene.order(payment.id())))
                .isEqualTo(1);
        assertThat(scene.bean(Ledger.class).trialBalance().isBalanced()).isTrue();
    }

    @Test
    void aCodeIsShownScannedAndToldByTheWebhook() {
        var payment = (Payment.Issued) submitted(PROMPTPAY);
        var picture = scene.payments.picture(payment.id()).orElseThrow();
        assertThat(picture.mediaType()).isEqualTo("image/svg+xml");
        assertThat(new String(picture.bytes(), UTF_8)).contains("<svg");
        pay(payment.reference());
        isBookedOnce(captured(payment.id()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"webhook-twice", "webhook-forged", "webhook-reversed", "webhook-delayed"})
    void howeverWebhooksComeItIsBookedOnce(String weather) {
        scene.town.weather("omise", "*", weather, null, 200);
        var payment = (Payment.Issued) submitted(PROMPTPAY);
        pay(payment.reference());
        isBookedOnce(captured(payment.id()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"webhook-lost", "webhook-stale"})
    void withoutNewsThatCountsItIsFoundOutByAsking(String weather) {
        scene.town.weather("omise", "*", weather, null);
        var payment = (Payment.Issued) submitted(PROMPTPAY);
        pay(payment.reference());
        scene.payments.ask(payment.id());
        isBookedOnce((Payment.Captured) scene.payment(payment.id()));
    }

    @Test
    void aBuyerIsLedToTheBankAndBack() {
        var payment = (Payment.Submitted) submitted(new Choice(Means.MOBILE_BANKING, "scb"));
        assertThat(payment.payUrl()).contains("/omise/payments/").endsWith("/authorize");
        pay(payment.reference());
        isBookedOnce(captured(payment.id()));
    }

    @Test
    void whatIsDeclinedInTheBanksAppEndsThePayment() {
        var payment = (Payment.Issued) submitted(PROMPTPAY);
        scene.town.call("POST", "/town/omise/charges/" + payment.reference() + "/decline", null);
        scene.jobsUntil(() -> scene.payment(payment.id()) instanceof Payment.Withdrawn);
        assertThat(scene.balance(payee(payment.id()))).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"slow", "error-before", "error-after", "cut-before", "cut-after", "rate-limited", "garbage"})
    void moneyGoesBackOnceWhateverTheWeather(String weather) {
        var payment = (Payment.Issued) submitted(PROMPTPAY);
        pay(payment.reference());
        var captured = captured(payment.id());
        scene.town.weather("omise", "POST /charges/*/refunds", weather, Scene.times(weather));
        var refund = scene.refund(captured, Money.of(30_000, "THB"));
        scene.ladderUntil(() -> scene.refund(refund) instanceof Refund.Succeeded);
        var charge = scene.town.call("GET", "/town/omise/charges/" + payment.reference(), null);
        assertThat(charge.path("refunded_amount").asLong()).isEqualTo(30_000);
        assertThat(charge.at("/refunds/total").asInt()).isEqualTo(1);
        assertThat(scene.newsOf(RefundSucceeded.class, Scene.order(payment.id())))
                .isEqualTo(1);
        assertThat(scene.balance(payee(payment.id()))).isEqualTo(-60_000 + FEE);
        assertThat(scene.bean(Ledger.class).trialBalance().isBalanced()).isTrue();
    }
}
