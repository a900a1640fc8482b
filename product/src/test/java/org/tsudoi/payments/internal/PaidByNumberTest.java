package org.tsudoi.payments.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Currency;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ConfigurableApplicationContext;
import org.tsudoi.ledger.Ledger;
import org.tsudoi.payments.Choice;
import org.tsudoi.payments.Instructions;
import org.tsudoi.payments.Means;
import org.tsudoi.payments.Payment;
import org.tsudoi.payments.PaymentId;
import org.tsudoi.payments.PaymentNews.PaymentIssued;
import org.tsudoi.payments.PaymentNews.PaymentsCaptured;
import org.tsudoi.payments.PaymentNews.RefundFailed;
import org.tsudoi.payments.Payments;
import org.tsudoi.payments.Refund;
import org.tsudoi.platform.Crowd;
import org.tsudoi.platform.Ids;
import org.tsudoi.testing.ProductTest;
import tools.jackson.databind.json.JsonMapper;

/// KOMOJU from end to end: a number, cash at a store, a webhook, the books.
@ProductTest
class PaidByNumberTest {
    private static final Currency YEN = Currency.getInstance("JPY");
    private static final Duration DAYS = Duration.ofDays(3);

    private final Scene scene;

    PaidByNumberTest(ConfigurableApplicationContext product, @LocalServerPort int port) {
        this.scene = new Scene(product, port);
    }

    @BeforeEach
    void begin() {
        webhooks(true);
    }

    @AfterEach
    void over() {
        webhooks(true);
        scene.over();
    }

    private void webhooks(boolean on) {
        var wanted = JsonMapper.shared().createObjectNode().put("on", on).put("forget", true);
        scene.town.call("PUT", "/town/komoju/webhooks", wanted);
    }

    private PaymentId requested() {
        var id = new PaymentId(scene.bean(Ids.class).next());
        var terms = new Payment.Terms(
                "komoju",
                new Choice(Means.KONBINI, "lawson"),
                Scene.order(id),
                Scene.PRICE,
                Scene.payee(id).value(),
                "朝のヨガ × 1",
                scene.now());
        var asking = scene.asking();
        var longer = new Payments.Asking(
                asking.email(),
                asking.locale(),
                asking.backUrl(),
                asking.leaveUrl(),
                scene.now().plus(DAYS));
        scene.inTransaction(() -> {
            scene.payments.request(List.of(new Payments.Intent(id, terms, longer)));
            return id;
        });
        return id;
    }

    private Payment.Issued issued() {
        return (Payment.Issued) scene.payments.submit(requested());
    }

    private void payAtTheTill(Payment.Issued payment, boolean late) {
        var body = JsonMapper.shared().createObjectNode().put("late", late);
        scene.town.call("POST", "/town/komoju/payments/" + payment.reference() + "/pay", body);
    }

    private boolean isCaptured(PaymentId id) {
        return scene.payment(id) instanceof Payment.Captured;
    }

    private void isBookedOnce(PaymentId id) {
        var captured = (Payment.Captured) scene.payment(id);
        assertThat(captured.amount()).isEqualTo(Scene.PRICE);
        assertThat(scene.balance(Scene.payee(id))).isEqualTo(-3300);
        assertThat(scene.balance(PaymentBook.refundable(id))).isEqualTo(3300);
        assertThat(scene.newsOf(PaymentsCaptured.class, Scene.order(id))).isEqualTo(1);
        assertThat(scene.bean(Ledger.class).trialBalance().isBalanced()).isTrue();
    }

    @Test
    void aNumberIsIssuedPaidInCashAndToldByTheWebhook() {
        var payment = issued();
        assertThat(payment.how()).isInstanceOfSatisfying(Instructions.StoreNumber.class, store -> {
            assertThat(store.chain()).isEqualTo("lawson");
            assertThat(store.number()).matches("\\d{11}");
            assertThat(store.confirmation()).matches("\\d{6}");
            assertThat(store.until()).isAfter(scene.now().plus(Duration.ofDays(2)));
        });
        scene.jobsUntil(() -> scene.newsOf(PaymentIssued.class, Scene.order(payment.id())) == 1);
        payAtTheTill(payment, false);
        scene.jobsUntil(() -> isCaptured(payment.id()));
        isBookedOnce(payment.id());
    }

    /// Whoever pays on a page comes back from it; whoever pays at a till looks at ours.
    @Test
    void inACrowdWhatTellsOfCashDoesNotWait() {
        var crowd = scene.bean(Crowd.class);
        var payment = issued();
        scene.runJobs();
        for (int waiting = 0; waiting < 1_000; waiting++) crowd.enter();
        try {
            payAtTheTill(payment, false);
            // No time goes on.
            scene.awaitUntil(() -> {
                scene.runJobs();
                return isCaptured(payment.id());
            });
        } finally {
            for (int waiting = 0; waiting < 1_000; waiting++) crowd.leave();
        }
        isBookedOnce(payment.id());
    }

    @ParameterizedTest
    @ValueSource(strings = {"webhook-twice", "webhook-forged", "webhook-reversed", "webhook-delayed"})
    void howeverWebhooksComeItIsBookedOnce(String weather) {
        scene.town.weather("komoju", "*", weather, null, 200);
        var payment = issued();
        payAtTheTill(payment, false);
        scene.jobsUntil(() -> isCaptured(payment.id()));
        isBookedOnce(payment.id());
    }

    @Test
    void withoutAnyNewsItIsFoundOutByAsking() {
        scene.town.weather("komoju", "*", "webhook-lost", null);
        var payment = issued();
        payAtTheTill(payment, false);
        scene.payments.ask(payment.id());
        isBookedOnce(payment.id());
    }

    @Test
    void cashThatCameAfterTheEndIsNotLost() {
        var payment = issued();
        scene.payments.withdrawNow(payment.id());
        assertThat(scene.payment(payment.id())).isInstanceOf(Payment.Withdrawn.class);
        var second = issued();
        scene.forward(Duration.ofDays(5));
        scene.ladderUntil(() -> scene.payment(second.id()) instanceof Payment.Withdrawn);
        payAtTheTill(second, true);
        scene.jobsUntil(() -> isCaptured(second.id()));
        isBookedOnce(second.id());
    }

    @Test
    void whatIsToBeGivenBackWaitsForAPersonSinceABankAccountIsNeeded() {
        var payment = issued();
        payAtTheTill(payment, false);
        scene.jobsUntil(() -> isCaptured(payment.id()));
        long due = scene.balance(PaymentBook.due(YEN));
        var refund = scene.refund((Payment.Captured) scene.payment(payment.id()), Scene.PRICE);
        scene.ladderUntil(() -> scene.refund(refund) instanceof Refund.Failed);
        assertThat(scene.newsOf(RefundFailed.class, Scene.order(payment.id()))).isEqualTo(1);
        assertThat(Math.abs(scene.balance(PaymentBook.due(YEN)) - due)).isEqualTo(3300);
        assertThat(scene.bean(Ledger.class).trialBalance().isBalanced()).isTrue();
    }
}
