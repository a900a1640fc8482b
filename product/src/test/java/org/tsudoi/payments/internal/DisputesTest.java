package org.tsudoi.payments.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ConfigurableApplicationContext;
import org.tsudoi.ledger.Ledger;
import org.tsudoi.ledger.Verification;
import org.tsudoi.money.Money;
import org.tsudoi.payments.Dispute;
import org.tsudoi.payments.Dispute.Stage;
import org.tsudoi.payments.Payment;
import org.tsudoi.payments.Refund;
import org.tsudoi.payments.provider.PaymentProvider.DisputeSeen;
import org.tsudoi.testing.ProductTest;

/// A buyer's bank takes money back: what Town's Stripe moves stands on the books.
@ProductTest
class DisputesTest {
    /// As Town keeps for each.
    private static final Money FEE = Money.jpy(1500);

    /// What the payee is owed once the fee of the payment is known.
    private static final long PAYABLE = -Scene.PRICE.minorUnits() + Scene.FEE.minorUnits();

    private final Scene scene;

    DisputesTest(ConfigurableApplicationContext product, @LocalServerPort int port) {
        scene = new Scene(product, port);
    }

    @AfterEach
    void booksAreSound() {
        assertThat(scene.bean(Ledger.class).verify()).isInstanceOf(Verification.Sound.class);
        scene.over();
    }

    @Test
    void whatTheBankTakesIsTakenFromThePayeeAndNobodyIsPaidTwice() {
        var payment = paid();
        raise(payment);
        var dispute = only(payment);
        assertThat(dispute.stage()).isEqualTo(Stage.OPEN);
        assertThat(dispute.amount()).isEqualTo(Scene.PRICE);
        assertThat(dispute.taken()).isEqualTo(Scene.PRICE);
        assertThat(dispute.fee()).isEqualTo(FEE);
        assertThat(dispute.uncovered().isZero()).isTrue();
        assertThat(dispute.answerBy()).isNotNull();
        assertThat(payee(payment)).isEqualTo(PAYABLE + Scene.PRICE.minorUnits() + FEE.minorUnits());
        assertThat(scene.payments.refundable(payment.id()).isZero()).isTrue();
        assertThat(scene.desk.openDisputes(500)).contains(dispute);
        assertThatThrownBy(() -> scene.refund(payment, Money.jpy(1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("more than is left");
    }

    @Test
    void whatIsWonComesBackButForTheFee() {
        var payment = paid();
        raise(payment);
        decide(payment, "won");
        assertThat(only(payment).stage()).isEqualTo(Stage.WON);
        assertThat(only(payment).taken().isZero()).isTrue();
        assertThat(payee(payment)).isEqualTo(PAYABLE + FEE.minorUnits());
        assertThat(scene.payments.refundable(payment.id())).isEqualTo(Scene.PRICE);
        assertThat(scene.desk.openDisputes(500))
                .noneMatch(open -> open.payment().equals(payment.id()));
    }

    @Test
    void whatIsLostStaysTaken() {
        var payment = paid();
        raise(payment);
        decide(payment, "lost");
        assertThat(only(payment).stage()).isEqualTo(Stage.LOST);
        assertThat(only(payment).answerBy()).isNull();
        assertThat(payee(payment)).isEqualTo(PAYABLE + Scene.PRICE.minorUnits() + FEE.minorUnits());
        assertThat(scene.payments.refundable(payment.id()).isZero()).isTrue();
    }

    @Test
    void itIsReadEachDayWhenNoWebhookTells() {
        var payment = paid();
        raise(payment);
        scene.webhooks(false);
        scene.town.call("POST", "/town/stripe/charges/" + charge(payment) + "/dispute/won", null);
        scene.forward(Duration.ofHours(25));
        scene.runJobs();
        assertThat(only(payment).stage()).isEqualTo(Stage.WON);
        assertThat(payee(payment)).isEqualTo(PAYABLE + FEE.minorUnits());
    }

    @Test
    void theSameReadingAndAnOlderOneMoveNothing() {
        var payment = paid();
        var open = seen(payment, "dp_" + payment.id(), Stage.OPEN, 3300, 1500);
        var won = seen(payment, "dp_" + payment.id(), Stage.WON, 0, 1500);
        store(payment, seen(payment, "dp_" + payment.id(), Stage.INQUIRY, 0, 0));
        assertThat(payee(payment)).isEqualTo(PAYABLE);
        store(payment, open);
        store(payment, open);
        assertThat(payee(payment)).isEqualTo(PAYABLE + 3300 + 1500);
        store(payment, won);
        store(payment, open);
        assertThat(only(payment).stage()).isEqualTo(Stage.WON);
        assertThat(payee(payment)).isEqualTo(PAYABLE + 1500);
        // The bank changes its mind.
        store(payment, seen(payment, "dp_" + payment.id(), Stage.LOST, 3300, 1500));
        assertThat(payee(payment)).isEqualTo(PAYABLE + 3300 + 1500);
    }

    /// The buyer cancels at the moment at which their bank takes the money: the provider refuses to give it back.
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatWasToGoBackAndIsTakenByTheBankIsOwedOnce(boolean lostFirst) {
        var payment = paid();
        var refund = scene.refund(payment, Scene.PRICE);
        var lost = seen(payment, "dp_" + payment.id(), Stage.LOST, 3300, 1500);
        var opened = seen(payment, "dp_" + payment.id(), Stage.OPEN, 3300, 1500);
        scene.town.call("POST", "/town/stripe/charges/" + charge(payment) + "/dispute", null);
        store(payment, opened);
        if (lostFirst) store(payment, lost);
        scene.runJobs();
        if (!lostFirst) {
            assertThat(scene.refund(refund)).isInstanceOf(Refund.Failed.class);
            store(payment, lost);
        }
        assertThat(scene.refund(refund))
                .isInstanceOfSatisfying(
                        Refund.SettledOutside.class,
                        done -> assertThat(done.isTakenByBank()).isTrue());
        assertThat(payee(payment)).as("the price once, and the fee").isEqualTo(PAYABLE + 3300 + 1500);
        store(payment, seen(payment, "dp_" + payment.id(), Stage.WON, 0, 1500));
        assertThat(scene.desk.oddities(500))
                .as("the money is here again, and the buyer's refund is settled: a person decides")
                .anyMatch(odd ->
                        payment.id().equals(odd.payment()) && odd.kind().equals("won after it had settled a refund"));
    }

    @Test
    void whatHadBeenRefundedAndIsTakenAllTheSameIsBookedAndShown() {
        var payment = paid();
        scene.refund(payment, Money.jpy(1000));
        store(payment, seen(payment, "dp_" + payment.id(), Stage.OPEN, 3300, 0));
        assertThat(only(payment).uncovered()).isEqualTo(Money.jpy(1000));
        assertThat(payee(payment)).isEqualTo(PAYABLE + 1000 + 3300);
        assertThat(scene.payments.refundable(payment.id()).isZero()).isTrue();
        assertThat(scene.desk.oddities(500))
                .anyMatch(odd -> odd.kind().equals("taken back after it was refunded")
                        && payment.id().equals(odd.payment()));
        store(payment, seen(payment, "dp_" + payment.id(), Stage.WON, 0, 0));
        assertThat(scene.payments.refundable(payment.id())).isEqualTo(Money.jpy(2300));
        assertThat(payee(payment)).isEqualTo(PAYABLE + 1000);
    }

    @Test
    void whatDoesNotFitMovesNothingAndIsShown() {
        var payment = paid();
        var id = "dp_" + payment.id();
        store(payment, seen(payment, id, Stage.OPEN, 3301, 0));
        store(
                payment,
                new DisputeSeen(
                        id, "another charge", Stage.OPEN, Scene.PRICE, Scene.PRICE, FEE, scene.now(), scene.now()));
        var thai = Money.of(3300, "THB");
        store(payment, new DisputeSeen(id, payment.charge(), Stage.OPEN, thai, thai, thai, scene.now(), null));
        assertThat(scene.desk.disputes(payment.id())).isEmpty();
        assertThat(payee(payment)).isEqualTo(PAYABLE);
        assertThat(scene.desk.oddities(500))
                .filteredOn(odd -> payment.id().equals(odd.payment()))
                .singleElement()
                .matches(odd -> odd.kind().equals("dispute that does not fit") && odd.times() == 3);
    }

    private Payment.Captured paid() {
        var payment = scene.captured(Scene.GOOD);
        scene.ladderUntil(() -> payee(payment) == PAYABLE);
        return payment;
    }

    private void raise(Payment.Captured payment) {
        scene.webhooks(true);
        scene.town.call("POST", "/town/stripe/charges/" + charge(payment) + "/dispute", null);
        scene.jobsUntil(() -> !scene.desk.disputes(payment.id()).isEmpty());
    }

    private void decide(Payment.Captured payment, String end) {
        scene.town.call("POST", "/town/stripe/charges/" + charge(payment) + "/dispute/" + end, null);
        scene.jobsUntil(() -> only(payment).stage().isOver());
    }

    private String charge(Payment.Captured payment) {
        return scene.town
                .call("GET", "/stripe/v1/payment_intents/" + payment.charge(), null)
                .path("latest_charge")
                .asString();
    }

    private Dispute only(Payment.Captured payment) {
        var disputes = scene.desk.disputes(payment.id());
        assertThat(disputes).hasSize(1);
        return disputes.getFirst();
    }

    private long payee(Payment.Captured payment) {
        return scene.balance(Scene.payee(payment.id()));
    }

    private void store(Payment.Captured payment, DisputeSeen seen) {
        scene.bean(FollowingDisputes.class).store(payment.id(), seen);
    }

    private DisputeSeen seen(Payment.Captured payment, String reference, Stage stage, long taken, long fee) {
        return new DisputeSeen(
                reference, payment.charge(), stage, Scene.PRICE, Money.jpy(taken), Money.jpy(fee), payment.at(), null);
    }
}
