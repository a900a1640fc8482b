package org.tsudoi.payments.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tsudoi.ledger.Ledger;
import org.tsudoi.money.Money;
import org.tsudoi.payments.BeforeTaking;
import org.tsudoi.payments.CardHolder;
import org.tsudoi.payments.CardWish;
import org.tsudoi.payments.Choice;
import org.tsudoi.payments.Means;
import org.tsudoi.payments.Payment;
import org.tsudoi.payments.PaymentDesk.Change;
import org.tsudoi.payments.PaymentId;
import org.tsudoi.payments.PaymentNews.PaymentEnded;
import org.tsudoi.payments.PaymentNews.PaymentsCaptured;
import org.tsudoi.payments.Payments;
import org.tsudoi.payments.provider.Answer;
import org.tsudoi.payments.provider.PaymentProvider.Seen;
import org.tsudoi.payments.provider.PaymentProvider.Status;
import org.tsudoi.platform.Ids;
import org.tsudoi.platform.Problem;
import org.tsudoi.testing.ProductTest;
import tools.jackson.databind.json.JsonMapper;

@ProductTest
class TakingPaymentsTest {
    private final Scene scene;
    private final JdbcClient sql;

    TakingPaymentsTest(ConfigurableApplicationContext product, JdbcClient sql, @LocalServerPort int port) {
        this.scene = new Scene(product, port);
        this.sql = sql;
    }

    @AfterEach
    void over() {
        scene.over();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"slow", "error-before", "error-after", "cut-before", "cut-after", "rate-limited", "garbage"})
    void aBuyerPaysOnceWhateverHappensWhileThePageIsAskedFor(String weather) {
        scene.town.weather("stripe", "POST /v1/checkout/sessions", weather, 1);
        var id = scene.request();
        assertThat(scene.payments.submit(id)).isInstanceOfAny(Payment.Unknown.class, Payment.Submitted.class);
        scene.ladderUntil(() -> scene.payment(id) instanceof Payment.Submitted);
        scene.webhooks(false);
        scene.pay(scene.page(id), Scene.GOOD);
        var captured = (Payment.Captured) scene.payments.ask(id);
        isBookedOnce(captured);
    }

    @ParameterizedTest
    @ValueSource(strings = {"slow", "error-before", "cut-before", "cut-after", "rate-limited", "garbage"})
    void whatWasPaidIsFoundOutWhateverHappensWhileItIsRead(String weather) {
        var id = scene.submitted();
        scene.webhooks(false);
        scene.pay(scene.page(id), Scene.GOOD);
        scene.town.weather("stripe", "GET /v1/checkout/sessions/*", weather, Scene.times(weather));
        assertThat(scene.payments.ask(id))
                .isInstanceOfAny(Payment.Unknown.class, Payment.Submitted.class, Payment.Captured.class);
        scene.ladderUntil(() -> scene.payment(id) instanceof Payment.Captured);
        isBookedOnce((Payment.Captured) scene.payment(id));
    }

    private void isBookedOnce(Payment.Captured payment) {
        scene.payments.ask(payment.id());
        assertThat(payment.amount()).isEqualTo(Scene.PRICE);
        var now = (Payment.Captured) scene.payment(payment.id());
        assertThat(now.fee()).isEqualTo(Scene.FEE);
        assertThat(scene.tally(payment).path("charges").asInt()).isEqualTo(1);
        assertThat(scene.tally(payment).path("captured").asLong()).isEqualTo(3300);
        assertThat(scene.balance(Scene.payee(payment.id()))).isEqualTo(-3300 + 119);
        assertThat(scene.balance(PaymentBook.refundable(payment.id()))).isEqualTo(3300);
        assertThat(scene.newsOf(PaymentsCaptured.class, Scene.order(payment.id())))
                .isEqualTo(1);
        assertThat(scene.bean(Ledger.class).trialBalance().isBalanced()).isTrue();
    }

    @Test
    void theIntentIsStoredBeforeAnythingIsCalledAndEachStepIsOnRecord() {
        var id = scene.request();
        assertThat(scene.payment(id)).isInstanceOf(Payment.Requested.class);
        assertThat(scene.pageInTown(id)).isNull();
        scene.payments.submit(id);
        scene.webhooks(false);
        scene.pay(scene.page(id), Scene.GOOD);
        scene.payments.ask(id);
        assertThat(scene.desk.history(id)).extracting(Change::to).containsExactly("requested", "submitted", "captured");
        assertThat(scene.desk.history(id)).extracting(Change::who).containsExactly("tsudoi", "stripe", "stripe");
        assertThat(scene.desk.calls(50)).anySatisfy(call -> {
            assertThat(call.about()).isEqualTo(id.toString());
            assertThat(call.path()).isEqualTo("/v1/checkout/sessions");
            assertThat(call.status()).isEqualTo(200);
        });
    }

    /// The buyer is back from their page while another process lets go what they have approved.
    @Test
    void whatSomebodyClosesWhileItIsAskedAboutIsNotTaken() {
        payPalTells(false);
        var id = new PaymentId(scene.bean(Ids.class).next());
        var terms = new Payment.Terms(
                "paypal",
                Choice.of(Means.PAYPAL),
                Scene.order(id),
                Scene.PRICE,
                Scene.payee(id).value(),
                "朝のヨガ × 1",
                scene.now());
        scene.inTransaction(() -> scene.request(id, terms));
        scene.payments.submit(id);
        var how = JsonMapper.shared().createObjectNode().put("funding", "BALANCE");
        scene.town.call("POST", "/town/paypal/orders/" + scene.page(id) + "/approve", how);
        BeforeTaking another = _ -> {
            scene.inTransaction(() -> {
                scene.payments.withdraw(id);
                return id;
            });
            return true;
        };
        assertThat(beside(another).ask(id)).isInstanceOf(Payment.Submitted.class);
        scene.runJobs();
        assertThat(scene.payment(id)).isInstanceOf(Payment.Withdrawn.class);
        assertThat(scene.balance(Scene.payee(id))).isZero();
        payPalTells(true);
    }

    private void payPalTells(boolean on) {
        var wanted = JsonMapper.shared().createObjectNode().put("on", on).put("forget", true);
        scene.town.call("PUT", "/town/paypal/webhooks", wanted);
    }

    /// As the product's, but for who is asked before something is taken.
    private TakingPayments beside(BeforeTaking asked) {
        var ground = scene.bean(Ground.class);
        var beans = new StaticListableBeanFactory(Map.of("before", asked));
        return new TakingPayments(
                scene.bean(PaymentTable.class),
                scene.bean(StoringPayments.class),
                scene.bean(RefundingPayments.class),
                scene.bean(KeepingCards.class),
                scene.bean(Providers.class),
                new Ground(
                        ground.transactions(),
                        ground.clock(),
                        ground.outbox(),
                        ground.publisher(),
                        beans.getBeanProvider(BeforeTaking.class)));
    }

    @Test
    void whatIsTakenAtOnceIsCapturedByTheFirstAnswer() {
        var id = scene.request();
        var paid = new Status.Paid(Scene.PRICE, Scene.FEE, "charge_" + id, scene.now());
        var seen = new Seen("taken_" + id, Scene.order(id), id, Scene.PRICE, paid);
        scene.bean(StoringPayments.class).opened(id, new Answer.Given<>(seen));
        assertThat(scene.payment(id)).isInstanceOf(Payment.Captured.class);
        assertThat(scene.balance(Scene.payee(id))).isEqualTo(-3300 + 119);
        assertThat(scene.newsOf(PaymentsCaptured.class, Scene.order(id))).isEqualTo(1);
        assertThat(scene.desk.history(id)).extracting(Change::to).containsExactly("requested", "captured");
    }

    @Test
    void aPageThatIsNotAsAskedForIsNotPaidOn() {
        var id = scene.request();
        var open = new Status.Open("https://pay.example/" + id, null);
        var seen = new Seen("page_" + id, Scene.order(id), id, Money.jpy(3299), open);
        var unknown = scene.bean(StoringPayments.class).opened(id, new Answer.Given<>(seen));
        assertThat(unknown).isInstanceOf(Payment.Unknown.class).isEqualTo(scene.payment(id));
        assertThat(scene.desk.oddities(500))
                .filteredOn(odd -> id.equals(odd.payment()))
                .singleElement()
                .matches(odd -> odd.kind().equals("another amount"));
    }

    /// Whoever gave money is not told that the payment was withdrawn.
    @Test
    void whatWasTakenButNotAsAskedForIsNeverTakenForClosed() {
        var id = scene.request();
        var paid = new Status.Paid(Money.jpy(3200), null, "charge_" + id, scene.now());
        var seen = new Seen("taken_" + id, Scene.order(id), id, Scene.PRICE, paid);
        scene.bean(StoringPayments.class).opened(id, new Answer.Given<>(seen));
        scene.forward(Duration.ofHours(30));
        scene.runJobs();
        assertThat(scene.payment(id))
                .isInstanceOfSatisfying(
                        Payment.Unknown.class,
                        unknown -> assertThat(unknown.reference()).isEqualTo("taken_" + id));
        assertThat(scene.newsOf(PaymentEnded.class, Scene.order(id))).isZero();
        assertThat(scene.desk.oddities(500))
                .filteredOn(odd -> id.equals(odd.payment()))
                .anyMatch(odd -> odd.kind().equals("another amount"));
    }

    @Test
    void nothingIsCalledInsideATransactionAndNothingIsWishedOutsideOne() {
        var id = scene.request();
        assertThatThrownBy(() -> scene.inTransaction(() -> scene.payments.submit(id)))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> scene.inTransaction(() -> scene.payments.ask(id)))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> scene.payments.withdraw(id)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> scene.request(id)).isInstanceOf(IllegalStateException.class);
        assertThat(scene.payment(id)).isInstanceOf(Payment.Requested.class);
    }

    @Test
    void theSameIntentIsStoredOnceAndOtherTermsAreAFault() {
        var id = scene.submitted();
        assertThat(scene.inTransaction(() -> scene.request(id))).isInstanceOf(Payment.Submitted.class);
        var terms = scene.terms(id);
        var other = new Payment.Terms(
                "stripe",
                Choice.CARD,
                terms.orderReference(),
                Scene.PRICE.times(2),
                terms.payableTo(),
                terms.title(),
                scene.now());
        assertThatThrownBy(() -> scene.inTransaction(() -> scene.request(id, other)))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aCrashBetweenStoringAndCallingIsHealedByAJob() {
        var id = scene.request();
        scene.forward(Duration.ofSeconds(31));
        scene.runJobs();
        assertThat(scene.payment(id)).isInstanceOf(Payment.Submitted.class);
    }

    @Test
    void whatIsOverIsNotFollowedAnyMore() {
        var id = scene.submitted();
        scene.webhooks(false);
        assertThat(follower(id)).isEqualTo("waiting");
        scene.pay(scene.page(id), Scene.GOOD);
        scene.payments.ask(id);
        assertThat(follower(id)).isEqualTo("done");
    }

    private String follower(PaymentId id) {
        return sql.sql("select state from outbox where topic = :topic and key = :payment")
                .param("topic", PaymentJobs.FOLLOW)
                .param("payment", id.toString())
                .query(String.class)
                .single();
    }

    @Test
    void aPageThatNobodyTellsOfIsLookedAtAfterTwoMinutes() {
        var id = scene.submitted();
        scene.webhooks(false);
        scene.pay(scene.page(id), Scene.GOOD);
        scene.forward(Duration.ofSeconds(31));
        scene.runJobs();
        assertThat(scene.payment(id)).isInstanceOf(Payment.Submitted.class);
        scene.forward(Duration.ofSeconds(90));
        scene.runJobs();
        isBookedOnce((Payment.Captured) scene.payment(id));
    }

    @Test
    void eightClicksAtOnceAreOnePageAndOneCharge() throws Exception {
        var id = scene.request();
        allAtOnce(() -> scene.payments.submit(id));
        scene.ladderUntil(() -> scene.payment(id) instanceof Payment.Submitted);
        scene.webhooks(false);
        scene.pay(scene.page(id), Scene.GOOD);
        allAtOnce(() -> scene.payments.ask(id));
        isBookedOnce((Payment.Captured) scene.payment(id));
    }

    private static void allAtOnce(Callable<?> doing) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var done : threads.invokeAll(Stream.<Callable<?>>generate(() -> doing)
                    .limit(8)
                    .map(it -> (Callable<Object>) it::call)
                    .toList())) {
                done.get();
            }
        }
    }

    @Test
    void whatTheProviderRefusesToBeginHasFailed() {
        var id = new PaymentId(scene.bean(Ids.class).next());
        var terms = scene.terms(id);
        var tooSmall = new Payment.Terms(
                "stripe",
                Choice.CARD,
                terms.orderReference(),
                Money.jpy(10),
                terms.payableTo(),
                terms.title(),
                scene.now());
        scene.inTransaction(() -> scene.request(id, tooSmall));
        assertThat(scene.payments.submit(id)).isInstanceOf(Payment.Failed.class);
        assertThat(scene.newsOf(PaymentEnded.class, Scene.order(id))).isEqualTo(1);
        assertThat(scene.payments.submit(id)).isInstanceOf(Payment.Failed.class);
    }

    @Test
    void aDeclinedCardLeavesThePageOpen() {
        var id = scene.submitted();
        scene.webhooks(false);
        scene.pay(scene.page(id), "4000000000009995");
        assertThat(scene.payments.ask(id))
                .isInstanceOfSatisfying(
                        Payment.Submitted.class,
                        open -> assertThat(open.lastDecline()).isEqualTo("insufficient_funds"));
        scene.pay(scene.page(id), Scene.GOOD);
        isBookedOnce((Payment.Captured) scene.payments.ask(id));
    }

    @Test
    void aPageNobodyPaidOnIsClosedWhenItsTimeIsOver() {
        var id = scene.submitted();
        scene.forward(Duration.ofMinutes(16));
        scene.ladderUntil(() -> scene.payment(id) instanceof Payment.Withdrawn);
        assertThat(scene.newsOf(PaymentEnded.class, Scene.order(id))).isEqualTo(1);
        assertThat(status(Objects.requireNonNull(scene.pageInTown(id)))).isEqualTo("expired");
    }

    private String status(String page) {
        return scene.town
                .call("GET", "/stripe/v1/checkout/sessions/" + page, null)
                .path("status")
                .asString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"slow", "error-after", "cut-before", "rate-limited", "garbage"})
    void aWithdrawnPageIsClosedWhateverTheWeather(String weather) {
        var id = scene.submitted();
        var page = scene.page(id);
        scene.town.weather("stripe", "POST /v1/checkout/sessions/*", weather, Scene.times(weather));
        scene.inTransaction(() -> {
            scene.payments.withdraw(id);
            return id;
        });
        scene.ladderUntil(() -> scene.payment(id) instanceof Payment.Withdrawn);
        assertThat(status(page)).isEqualTo("expired");
    }

    @Test
    void aBuyerWhoIsFasterThanTheWithdrawalHasPaid() {
        var id = scene.submitted();
        scene.webhooks(false);
        scene.pay(scene.page(id), Scene.GOOD);
        scene.inTransaction(() -> {
            scene.payments.withdraw(id);
            return id;
        });
        scene.runJobs();
        isBookedOnce((Payment.Captured) scene.payment(id));
    }

    @Test
    void whatWasWithdrawnBeforeAnythingWasCalledIsNotToBePaidAnyMore() {
        var id = scene.request();
        scene.inTransaction(() -> {
            scene.payments.withdraw(id);
            return id;
        });
        assertThat(scene.payments.submit(id)).isInstanceOf(Payment.Withdrawn.class);
        scene.runJobs();
        assertThat(status(Objects.requireNonNull(scene.pageInTown(id)))).isEqualTo("expired");
        assertThat(scene.newsOf(PaymentEnded.class, Scene.order(id))).isEqualTo(1);
    }

    @Test
    void nobodyBecomesKnownToAProviderForAPageThatNobodyPaysOn() {
        var holder = new CardHolder(UUID.randomUUID());
        var withdrawn = remembering(holder);
        var late = remembering(holder);
        scene.inTransaction(() -> {
            scene.payments.withdraw(withdrawn);
            return withdrawn;
        });
        assertThat(scene.payments.submit(withdrawn)).isInstanceOf(Payment.Withdrawn.class);
        scene.forward(Duration.ofDays(1));
        assertThat(scene.payments.submit(late)).isInstanceOf(Payment.Withdrawn.class);
        assertThat(scene.bean(SavedCardTable.class).customer(holder, "stripe")).isEmpty();
        assertThat(scene.payments.submit(remembering(holder))).isInstanceOf(Payment.Submitted.class);
        assertThat(scene.bean(SavedCardTable.class).customer(holder, "stripe")).isPresent();
    }

    private PaymentId remembering(CardHolder holder) {
        var id = new PaymentId(scene.bean(Ids.class).next());
        var all = scene.asking();
        var asking = new Payments.Asking(
                null,
                all.email(),
                all.locale(),
                all.backUrl(),
                all.leaveUrl(),
                all.payableUntil(),
                new CardWish.Remember(holder));
        scene.inTransaction(() -> {
            scene.payments.request(List.of(new Payments.Intent(id, scene.terms(id), asking)));
            return id;
        });
        return id;
    }

    @Test
    void aProviderDownForADayIsNoFailureButAnEndInDoubtForNobody() {
        scene.town.weather("stripe", "*", "cut-before", null);
        var id = scene.request();
        assertThat(scene.payments.submit(id)).isInstanceOf(Payment.Unknown.class);
        assertThat(scene.desk.unknownPayments(500)).extracting(Payment::id).contains(id);
        scene.ladderUntil(() -> scene.payment(id) instanceof Payment.Withdrawn);
        assertThat(scene.desk.unknownPayments(500)).extracting(Payment::id).doesNotContain(id);
    }

    @Test
    void moneyThatArrivesAfterTheEndIsCapturedAndTold() {
        // The page was made and nobody here was told; somebody pays on it all the same.
        scene.webhooks(false);
        scene.town.weather("stripe", "POST /v1/checkout/sessions", "cut-after", null);
        var id = scene.request();
        assertThat(scene.payments.submit(id)).isInstanceOf(Payment.Unknown.class);
        scene.pay(Objects.requireNonNull(scene.pageInTown(id)), Scene.GOOD);
        scene.ladderUntil(() -> scene.payment(id) instanceof Payment.Withdrawn);
        scene.town.fair();
        scene.webhooks(true);
        scene.jobsUntil(() -> scene.payment(id) instanceof Payment.Captured);
        isBookedOnce((Payment.Captured) scene.payment(id));
        assertThat(scene.newsOf(PaymentEnded.class, Scene.order(id))).isEqualTo(1);
    }

    @Test
    void aFeeThatIsKnownLaterIsBookedOnce() {
        var id = scene.submitted();
        var page = scene.page(id);
        scene.webhooks(false);
        scene.pay(page, Scene.GOOD);
        var seen = ((Answer.Given<Seen>)
                        scene.bean(Providers.class).named("stripe").look(id, page))
                .value();
        var paid = (Status.Paid) seen.status();
        var bare = new Status.Paid(paid.amount(), null, paid.chargeReference(), paid.at());
        var early = new Seen(page, seen.orderReference(), seen.paymentId(), seen.asked(), bare);
        scene.bean(StoringPayments.class).looked(id, new Answer.Given<>(early));
        assertThat(((Payment.Captured) scene.payment(id)).fee()).isNull();
        assertThat(scene.balance(Scene.payee(id))).isEqualTo(-3300);
        scene.forward(Duration.ofSeconds(6));
        scene.runJobs();
        isBookedOnce((Payment.Captured) scene.payment(id));
    }

    @Test
    void anotherAmountAtTheProviderMovesNothingAndIsShown() {
        var id = scene.submitted();
        scene.webhooks(false);
        sql.sql("update payment set amount = 3000 where id = :id")
                .param("id", id.value())
                .update();
        scene.pay(scene.page(id), Scene.GOOD);
        assertThat(scene.payments.ask(id)).isInstanceOf(Payment.Submitted.class);
        assertThat(scene.payments.ask(id)).isInstanceOf(Payment.Submitted.class);
        assertThat(scene.desk.oddities(500))
                .filteredOn(odd -> id.equals(odd.payment()))
                .singleElement()
                .satisfies(odd -> {
                    assertThat(odd.kind()).isEqualTo("another amount");
                    assertThat(odd.times()).isEqualTo(2);
                    assertThat(scene.desk.settle(odd.id(), "looked into", "operator"))
                            .isTrue();
                    assertThat(scene.desk.settle(odd.id(), "again", "operator")).isFalse();
                });
        assertThat(scene.newsOf(PaymentsCaptured.class, Scene.order(id))).isZero();
    }

    @Test
    void howToReachTheBuyerIsSealedAndForgottenAtTheEnd() {
        var id = scene.submitted();
        assertThat(new String(asking(id), StandardCharsets.ISO_8859_1)).doesNotContain("hanako");
        scene.webhooks(false);
        scene.pay(scene.page(id), Scene.GOOD);
        scene.payments.ask(id);
        assertThat(sql.sql("select asking_sealed is null from payment where id = :id")
                        .param("id", id.value())
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    private byte[] asking(PaymentId id) {
        return sql.sql("select asking_sealed from payment where id = :id")
                .param("id", id.value())
                .query(byte[].class)
                .single();
    }

    @Test
    void aStrangersIdIsNotFound() {
        var nobody = new PaymentId(scene.bean(Ids.class).next());
        assertThatThrownBy(() -> scene.payments.get(nobody)).isInstanceOf(Problem.class);
        assertThat(scene.payments.newestFor("ord_nobody")).isEmpty();
    }
}
