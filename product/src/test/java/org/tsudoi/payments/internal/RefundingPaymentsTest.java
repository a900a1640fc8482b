package org.tsudoi.payments.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Currency;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ConfigurableApplicationContext;
import org.tsudoi.ledger.Ledger;
import org.tsudoi.money.Money;
import org.tsudoi.payments.Payment;
import org.tsudoi.payments.PaymentDesk.Change;
import org.tsudoi.payments.PaymentNews.RefundFailed;
import org.tsudoi.payments.PaymentNews.RefundSucceeded;
import org.tsudoi.payments.Refund;
import org.tsudoi.payments.RefundId;
import org.tsudoi.platform.Problem;
import org.tsudoi.testing.ProductTest;

@ProductTest
class RefundingPaymentsTest {
    private static final Currency YEN = Currency.getInstance("JPY");

    private final Scene scene;

    RefundingPaymentsTest(ConfigurableApplicationContext product, @LocalServerPort int port) {
        this.scene = new Scene(product, port);
    }

    @AfterEach
    void over() {
        scene.over();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"slow", "error-before", "error-after", "cut-before", "cut-after", "rate-limited", "garbage"})
    void moneyGoesBackOnceWhateverTheWeather(String weather) {
        var payment = scene.captured(Scene.GOOD);
        long due = scene.balance(PaymentBook.due(YEN));
        scene.town.weather("stripe", "POST /v1/refunds", weather, Scene.times(weather));
        var id = scene.refund(payment, Scene.PRICE);
        scene.runJobs();
        assertThat(scene.refund(id)).isNotInstanceOf(Refund.Failed.class);
        scene.ladderUntil(() -> scene.refund(id) instanceof Refund.Succeeded);
        assertThat(scene.tally(payment).path("refunds").asInt()).isEqualTo(1);
        assertThat(scene.tally(payment).path("refunded").asLong()).isEqualTo(3300);
        assertThat(scene.newsOf(RefundSucceeded.class, Scene.order(payment.id())))
                .isEqualTo(1);
        assertThat(scene.newsOf(RefundFailed.class, Scene.order(payment.id()))).isZero();
        assertThat(scene.balance(PaymentBook.due(YEN))).isEqualTo(due);
        assertThat(scene.balance(Scene.payee(payment.id()))).isEqualTo(119);
        assertThat(scene.balance(PaymentBook.refundable(payment.id()))).isZero();
        assertThat(scene.bean(Ledger.class).trialBalance().isBalanced()).isTrue();
    }

    @Test
    void eightFullRefundsAtOnceAreOne() throws Exception {
        var payment = scene.captured(Scene.GOOD);
        int taken = 0;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<RefundId> refund = () -> scene.refund(payment, Scene.PRICE);
            for (var each :
                    threads.invokeAll(Stream.generate(() -> refund).limit(8).toList())) {
                try {
                    each.get();
                    taken++;
                } catch (ExecutionException refused) {
                    assertThat(refused).hasCauseInstanceOf(IllegalStateException.class);
                }
            }
        }
        assertThat(taken).isEqualTo(1);
        scene.ladderUntil(() -> scene.payments.refundsFor(Scene.order(payment.id())).stream()
                .allMatch(Refund.Succeeded.class::isInstance));
        assertThat(scene.tally(payment).path("refunds").asInt()).isEqualTo(1);
        assertThat(scene.payments.refundsFor(Scene.order(payment.id()))).hasSize(1);
    }

    @Test
    void partsAddUpToWhatWasPaidAndNoMore() {
        var payment = scene.captured(Scene.GOOD);
        scene.refund(payment, Money.jpy(1100));
        scene.refund(payment, Money.jpy(2000));
        assertThatThrownBy(() -> scene.refund(payment, Money.jpy(201))).isInstanceOf(IllegalStateException.class);
        scene.refund(payment, Money.jpy(200));
        scene.runJobs();
        assertThat(scene.tally(payment).path("refunded").asLong()).isEqualTo(3300);
    }

    @Test
    void aRefusedRefundLeavesNothingBehindInATransactionThatGoesOn() {
        var payment = scene.captured(Scene.GOOD);
        var id = new RefundId(payment.id().value());
        scene.inTransaction(() -> {
            assertThatThrownBy(() ->
                            scene.payments.refund(id, payment.id(), Scene.PRICE.times(2), Refund.Reason.PAID_TWICE))
                    .isInstanceOf(IllegalStateException.class);
            return id;
        });
        assertThat(scene.payments.refundsFor(Scene.order(payment.id()))).isEmpty();
        scene.runJobs();
        assertThat(scene.tally(payment).path("refunds").asInt()).isZero();
    }

    @Test
    void theSameRefundIsStoredOnce() {
        var payment = scene.captured(Scene.GOOD);
        var id = scene.refund(payment, Money.jpy(1100));
        scene.inTransaction(() -> scene.payments.refund(id, payment.id(), Money.jpy(1100), Refund.Reason.PAID_TWICE));
        assertThat(scene.payments.refundsFor(Scene.order(payment.id()))).hasSize(1);
        assertThat(scene.balance(PaymentBook.refundable(payment.id()))).isEqualTo(2200);
        assertThatThrownBy(() -> scene.inTransaction(
                        () -> scene.payments.refund(id, payment.id(), Money.jpy(1200), Refund.Reason.PAID_TWICE)))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void nothingGoesBackOfWhatWasNotCaptured() {
        var id = scene.submitted();
        assertThatThrownBy(() -> scene.inTransaction(() ->
                        scene.payments.refund(new RefundId(id.value()), id, Scene.PRICE, Refund.Reason.PAID_TWICE)))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aRefundThatFailsIsStillOwedAndTriedAgainOrSettledByOtherMeans() {
        var payment = scene.captured(Scene.REFUND_FAILS);
        long due = scene.balance(PaymentBook.due(YEN));
        long outside = scene.balance(PaymentBook.outside(YEN));
        var id = scene.refund(payment, Scene.PRICE);
        scene.runJobs();
        scene.ladderUntil(() -> scene.refund(id) instanceof Refund.Failed);
        assertThat(scene.desk.failedRefunds(500)).extracting(Refund::id).contains(id);
        assertThat(scene.newsOf(RefundFailed.class, Scene.order(payment.id()))).isEqualTo(1);
        assertThat(scene.balance(PaymentBook.due(YEN))).isEqualTo(due - 3300);

        scene.payments.refundAgain(id, "operator:aoi");
        assertThatThrownBy(() -> scene.payments.refundAgain(id, "operator:aoi")).isInstanceOf(Problem.class);
        scene.runJobs();
        scene.ladderUntil(() -> scene.refund(id) instanceof Refund.Failed);
        assertThat(scene.newsOf(RefundFailed.class, Scene.order(payment.id()))).isEqualTo(2);
        assertThat(scene.balance(PaymentBook.due(YEN))).isEqualTo(due - 3300);

        scene.payments.refundSettledOutside(id, "bank transfer of 1 December", "operator:aoi");
        assertThat(scene.refund(id)).isInstanceOf(Refund.SettledOutside.class);
        assertThat(scene.balance(PaymentBook.due(YEN))).isEqualTo(due);
        assertThat(scene.balance(PaymentBook.outside(YEN))).isEqualTo(outside - 3300);
        assertThat(scene.desk.history(id)).extracting(Change::who).contains("operator:aoi");
        assertThat(scene.bean(Ledger.class).trialBalance().isBalanced()).isTrue();
    }

    @Test
    void aRefundTheProviderIsSilentAboutIsUnknownAndShown() {
        var payment = scene.captured(Scene.GOOD);
        scene.town.weather("stripe", "*", "cut-before", null);
        var id = scene.refund(payment, Scene.PRICE);
        scene.runJobs();
        assertThat(scene.refund(id)).isInstanceOf(Refund.Unknown.class);
        assertThat(scene.desk.refundsUnderWay(500)).extracting(Refund::id).contains(id);
        scene.town.fair();
        scene.forward(Duration.ofSeconds(6));
        scene.runJobs();
        assertThat(scene.refund(id)).isInstanceOf(Refund.Succeeded.class);
    }

    @Test
    void takingPaymentsIsDoneOnceAlthoughTheRefundWasFaster() {
        Payment.Captured payment = scene.captured(Scene.GOOD);
        scene.refund(payment, Scene.PRICE);
        scene.runJobs();
        assertThat(scene.payments.ask(payment.id())).isInstanceOf(Payment.Captured.class);
        assertThat(scene.balance(PaymentBook.refundable(payment.id()))).isZero();
    }
}
