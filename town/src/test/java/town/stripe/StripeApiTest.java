package town.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.stripe.StripeClient;
import com.stripe.exception.AuthenticationException;
import com.stripe.exception.CardException;
import com.stripe.exception.IdempotencyException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.param.ChargeRetrieveParams;
import com.stripe.param.PaymentIntentCreateParams;
import com.stripe.param.RefundCreateParams;
import com.stripe.param.RefundListParams;
import com.stripe.param.WebhookEndpointCreateParams;
import com.stripe.param.checkout.SessionCreateParams;
import com.stripe.param.checkout.SessionListParams;
import com.stripe.param.checkout.SessionRetrieveParams;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.json.JsonMapper;

/// The official client, knowing nothing of Town, finds everything as documented.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "town.smtp.port=0")
class StripeApiTest {
    private static final String VISA = "4242424242424242";

    @LocalServerPort
    int port;

    @Autowired
    JsonMapper json;

    TownStripe town;
    StripeClient stripe;

    @BeforeEach
    void begin() throws Exception {
        town = new TownStripe(port);
        stripe = town.client();
        town.json("POST", "/town/reset", "");
    }

    @Test
    void aNewSessionIsOpenUnpaidAndHasAPage() throws Exception {
        var session = town.session(1500);
        assertThat(session.getStatus()).isEqualTo("open");
        assertThat(session.getPaymentStatus()).isEqualTo("unpaid");
        assertThat(session.getPaymentIntent()).isNull();
        assertThat(session.getAmountTotal()).isEqualTo(1500);
        assertThat(session.getCurrency()).isEqualTo("jpy");
        assertThat(session.getClientReferenceId()).isEqualTo("order-1");
        assertThat(session.getMetadata()).containsEntry("order", "1");
        assertThat(session.getUrl()).endsWith("/stripe/c/pay/" + session.getId());
        assertThat(session.getExpiresAt() - session.getCreated()).isEqualTo(24 * 3600);
        var lines = stripe.v1().checkout().sessions().lineItems().list(session.getId());
        assertThat(lines.getData()).singleElement().satisfies(line -> {
            assertThat(line.getDescription()).isEqualTo("朝のやさしいヨガ");
            assertThat(line.getAmountTotal()).isEqualTo(1500);
            assertThat(line.getPrice().getUnitAmount()).isEqualTo(1500);
        });
    }

    @Test
    void aPaidSessionLeadsToItsIntentChargeAndFee() throws Exception {
        var session = town.paid(1500, VISA);
        assertThat(session.getStatus()).isEqualTo("complete");
        assertThat(session.getPaymentStatus()).isEqualTo("paid");
        assertThat(session.getUrl()).isNull();
        assertThat(session.getCustomerDetails().getEmail()).isEqualTo("hanako@example.jp");

        var expanded = stripe.v1()
                .checkout()
                .sessions()
                .retrieve(
                        session.getId(),
                        SessionRetrieveParams.builder()
                                .addExpand("payment_intent.latest_charge.balance_transaction")
                                .addExpand("line_items")
                                .build());
        var intent = expanded.getPaymentIntentObject();
        assertThat(intent.getStatus()).isEqualTo("succeeded");
        assertThat(intent.getAmountReceived()).isEqualTo(1500);
        assertThat(intent.getMetadata()).containsEntry("order", "1");
        var charge = intent.getLatestChargeObject();
        assertThat(charge.getPaid()).isTrue();
        assertThat(charge.getPaymentMethodDetails().getCard().getLast4()).isEqualTo("4242");
        assertThat(charge.getBalanceTransactionObject().getFee()).isEqualTo(54);
        assertThat(charge.getBalanceTransactionObject().getNet()).isEqualTo(1446);
        assertThat(expanded.getLineItems().getData()).hasSize(1);

        var list = stripe.v1()
                .checkout()
                .sessions()
                .list(SessionListParams.builder()
                        .setPaymentIntent(intent.getId())
                        .build());
        assertThat(list.getData())
                .singleElement()
                .satisfies(it -> assertThat(it.getId()).isEqualTo(session.getId()));
    }

    @ParameterizedTest
    @CsvSource({"jpy,50,2", "jpy,1000,36", "jpy,1500,54", "jpy,1375,50", "jpy,14,1", "thb,35000,1260"})
    void theFeeIsRoundedHalfUp(String currency, long amount, long fee) {
        assertThat(currency).isNotBlank();
        assertThat(Currencies.fee(amount)).isEqualTo(fee);
    }

    @Test
    void moneyGoesBackInPartsAndNeverMoreThanCame() throws Exception {
        var intent = town.paid(1500, VISA).getPaymentIntent();
        var first = stripe.v1()
                .refunds()
                .create(RefundCreateParams.builder()
                        .setPaymentIntent(intent)
                        .setAmount(500L)
                        .putMetadata("cancellation", "7")
                        .build());
        assertThat(first.getStatus()).isEqualTo("succeeded");
        assertThat(first.getMetadata()).containsEntry("cancellation", "7");
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> stripe.v1()
                        .refunds()
                        .create(RefundCreateParams.builder()
                                .setPaymentIntent(intent)
                                .setAmount(1001L)
                                .build()))
                .satisfies(e -> assertThat(e.getParam()).isEqualTo("amount"))
                .withMessageContaining("Refund amount (¥1,001) is greater than unrefunded amount on charge (¥1,000)");
        stripe.v1()
                .refunds()
                .create(RefundCreateParams.builder().setPaymentIntent(intent).build());
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> stripe.v1()
                        .refunds()
                        .create(RefundCreateParams.builder()
                                .setPaymentIntent(intent)
                                .build()))
                .satisfies(e -> assertThat(e.getCode()).isEqualTo("charge_already_refunded"));

        var list = stripe.v1()
                .refunds()
                .list(RefundListParams.builder().setPaymentIntent(intent).build());
        assertThat(list.getData()).extracting(refund -> refund.getAmount()).containsExactly(1000L, 500L);
        var charge = stripe.v1()
                .charges()
                .retrieve(
                        first.getCharge(),
                        ChargeRetrieveParams.builder()
                                .addExpand("balance_transaction")
                                .build());
        assertThat(charge.getRefunded()).isTrue();
        assertThat(charge.getAmountRefunded()).isEqualTo(1500);
        var entry = stripe.v1().balanceTransactions().retrieve(first.getBalanceTransaction());
        assertThat(entry.getNet()).isEqualTo(-500);
        assertThat(entry.getFee()).isZero();
    }

    @Test
    void someRefundsTakeTimeAndSomeFailAfterIt() throws Exception {
        var late = refundOf(town.paid(1000, "4000000000007726").getPaymentIntent());
        var failing = refundOf(town.paid(1000, "4000000000005126").getPaymentIntent());
        assertThat(late.getStatus()).isEqualTo("pending");
        assertThat(failing.getStatus()).isEqualTo("pending");
        town.json("POST", "/town/clock/advance", "{\"seconds\":10}");
        assertThat(stripe.v1().refunds().retrieve(late.getId()).getStatus()).isEqualTo("succeeded");
        var failed = stripe.v1().refunds().retrieve(failing.getId());
        assertThat(failed.getStatus()).isEqualTo("failed");
        assertThat(failed.getFailureReason()).isEqualTo("declined");
        assertThat(stripe.v1().charges().retrieve(failed.getCharge()).getAmountRefunded())
                .isZero();
        var back = stripe.v1().balanceTransactions().retrieve(failed.getFailureBalanceTransaction());
        assertThat(back.getNet()).isEqualTo(1000);
    }

    private com.stripe.model.Refund refundOf(String intent) throws Exception {
        return stripe.v1()
                .refunds()
                .create(RefundCreateParams.builder().setPaymentIntent(intent).build());
    }

    @Test
    void oneKeyOneAnswer() throws Exception {
        var params = TownStripe.wanted(1500).build();
        var sessions = stripe.v1().checkout().sessions();
        var first = sessions.create(params, TownStripe.key("order-1-session"));
        var again = sessions.create(params, TownStripe.key("order-1-session"));
        assertThat(again.getId()).isEqualTo(first.getId());
        assertThat(again.getLastResponse().headers().firstValue("Idempotent-Replayed"))
                .contains("true");
        assertThatExceptionOfType(IdempotencyException.class)
                .isThrownBy(() -> sessions.create(TownStripe.wanted(1600).build(), TownStripe.key("order-1-session")))
                .satisfies(e -> assertThat(e.getStatusCode()).isEqualTo(400));
        town.json("POST", "/town/clock/advance", "{\"seconds\":86500}");
        assertThat(sessions.create(params, TownStripe.key("order-1-session")).getId())
                .isNotEqualTo(first.getId());
    }

    @Test
    void aKeyKeepsRefusalsOfTheBankButNotOfTheForm() throws Exception {
        var declined = Map.of(
                "amount", "1500", "currency", "jpy", "confirm", "true", "payment_method", "pm_card_chargeDeclined");
        var first = town.post("/v1/payment_intents", "k-declined", declined);
        var again = town.post("/v1/payment_intents", "k-declined", declined);
        assertThat(first.statusCode()).isEqualTo(402);
        assertThat(again.statusCode()).isEqualTo(402);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.headers().firstValue("Idempotent-Replayed")).contains("true");
        assertThat(town.post("/v1/payment_intents", "k-form", Map.of("amount", "1500"))
                        .statusCode())
                .isEqualTo(400);
        assertThat(town.post("/v1/payment_intents", "k-form", Map.of("amount", "1500", "currency", "jpy"))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void theSameKeyAtTheSameTimeIsAConflict() throws Exception {
        town.json("PUT", "/town/weather", """
                {"provider":"stripe","operation":"POST /v1/refunds","mode":"slow","millis":1500,"count":1}""");
        var fields = Map.of("payment_intent", town.paid(1500, VISA).getPaymentIntent());
        var slow = Thread.ofVirtual().start(() -> {
            try {
                town.post("/v1/refunds", "k-same", fields);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        var tally = "\"refunds\":1";
        assertThat(Until.within(
                        3000, () -> town.get("/town/stripe/tally").body().contains(tally)))
                .isTrue();
        var second = town.post("/v1/refunds", "k-same", fields);
        assertThat(second.statusCode()).isEqualTo(409);
        assertThat(second.headers().firstValue("Stripe-Should-Retry")).contains("true");
        assertThat(json.readTree(second.body()).at("/error/code").asString()).isEqualTo("idempotency_key_in_use");
        slow.join();
        assertThat(town.post("/v1/refunds", "k-same", fields).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "pm_card_chargeDeclined,card_declined,generic_decline",
        "pm_card_chargeDeclinedInsufficientFunds,card_declined,insufficient_funds",
        "pm_card_chargeDeclinedExpiredCard,expired_card,",
    })
    void theBanksRefusalIsACardError(String method, String code, String declineCode) {
        assertThatExceptionOfType(CardException.class)
                .isThrownBy(() -> stripe.v1()
                        .paymentIntents()
                        .create(PaymentIntentCreateParams.builder()
                                .setAmount(1500L)
                                .setCurrency("jpy")
                                .setConfirm(true)
                                .setPaymentMethod(method)
                                .build()))
                .satisfies(e -> {
                    assertThat(e.getStatusCode()).isEqualTo(402);
                    assertThat(e.getCode()).isEqualTo(code);
                    assertThat(e.getDeclineCode()).isEqualTo(declineCode);
                    assertThat(e.getCharge()).startsWith("ch_");
                    assertThat(e.getStripeError().getPaymentIntent().getStatus())
                            .isEqualTo("requires_payment_method");
                });
    }

    @Test
    void anIntentCanBeHeldCapturedAndCancelled() throws Exception {
        var intents = stripe.v1().paymentIntents();
        var wanted = PaymentIntentCreateParams.builder()
                .setAmount(35000L)
                .setCurrency("thb")
                .setCaptureMethod(PaymentIntentCreateParams.CaptureMethod.MANUAL)
                .setConfirm(true)
                .setPaymentMethod("pm_card_visa")
                .build();
        var held = intents.create(wanted);
        assertThat(held.getStatus()).isEqualTo("requires_capture");
        assertThat(held.getAmountCapturable()).isEqualTo(35000);
        assertThat(intents.capture(held.getId()).getStatus()).isEqualTo("succeeded");
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> intents.cancel(held.getId()))
                .satisfies(e -> assertThat(e.getCode()).isEqualTo("payment_intent_unexpected_state"));
        var other = intents.create(wanted);
        assertThat(intents.cancel(other.getId()).getStatus()).isEqualTo("canceled");
        assertThat(intents.list().getData()).extracting(it -> it.getId()).contains(held.getId(), other.getId());
        var asked = intents.create(PaymentIntentCreateParams.builder()
                .setAmount(1500L)
                .setCurrency("jpy")
                .setConfirm(true)
                .setReturnUrl("https://shop.example/back")
                .setPaymentMethod("pm_card_authenticationRequired")
                .build());
        assertThat(asked.getStatus()).isEqualTo("requires_action");
        assertThat(asked.getNextAction().getRedirectToUrl().getUrl()).contains("/stripe/3ds/" + asked.getId());
    }

    @Test
    void aHeldCheckoutIsCompleteButUnpaidUntilCaptured() throws Exception {
        var session = stripe.v1()
                .checkout()
                .sessions()
                .create(TownStripe.wanted(1500)
                        .setPaymentIntentData(SessionCreateParams.PaymentIntentData.builder()
                                .setCaptureMethod(SessionCreateParams.PaymentIntentData.CaptureMethod.MANUAL)
                                .build())
                        .build());
        town.json("POST", "/town/stripe/sessions/" + session.getId() + "/pay", "{}");
        var held = stripe.v1().checkout().sessions().retrieve(session.getId());
        assertThat(held.getStatus()).isEqualTo("complete");
        assertThat(held.getPaymentStatus()).isEqualTo("unpaid");
        stripe.v1().paymentIntents().capture(held.getPaymentIntent());
        assertThat(stripe.v1().checkout().sessions().retrieve(session.getId()).getPaymentStatus())
                .isEqualTo("paid");
    }

    @Test
    void theIntentOfACheckoutIsNotCancelledByItself() throws Exception {
        var id = town.session(1500).getId();
        town.json("POST", "/town/stripe/sessions/" + id + "/pay", "{\"card\":\"4000000000000002\"}");
        var intent = stripe.v1().checkout().sessions().retrieve(id).getPaymentIntent();
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> stripe.v1().paymentIntents().cancel(intent))
                .withMessageContaining("Expire the Checkout Session");
    }

    @Test
    void sessionsExpireWhenToldAndByThemselves() throws Exception {
        var sessions = stripe.v1().checkout().sessions();
        var told = sessions.expire(town.session(1500).getId());
        assertThat(told.getStatus()).isEqualTo("expired");
        assertThatExceptionOfType(InvalidRequestException.class).isThrownBy(() -> sessions.expire(told.getId()));
        var soon = sessions.create(TownStripe.wanted(1500)
                .setExpiresAt(Instant.now().plusSeconds(1801).getEpochSecond())
                .build());
        town.json("POST", "/town/clock/advance", "{\"seconds\":1900}");
        assertThat(sessions.retrieve(soon.getId()).getStatus()).isEqualTo("expired");
        assertThat(town.get("/stripe/c/pay/" + soon.getId()).body()).doesNotContain("name=\"card\"");
    }

    @ParameterizedTest
    @CsvSource({"60", "1700", "90000"})
    void aSessionLivesBetweenThirtyMinutesAndADay(long seconds) {
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> stripe.v1()
                        .checkout()
                        .sessions()
                        .create(TownStripe.wanted(1500)
                                .setExpiresAt(Instant.now().plusSeconds(seconds).getEpochSecond())
                                .build()))
                .satisfies(e -> assertThat(e.getParam()).isEqualTo("expires_at"));
    }

    @Test
    void whatIsTooSmallIsRefused() {
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> town.session(49))
                .satisfies(e -> assertThat(e.getCode()).isEqualTo("amount_too_small"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mode=payment&success_url=https://a.example/|parameter_missing|line_items",
                "mode=payment&line_items[0][price_data][currency]=jpy|parameter_missing|success_url",
                "mode=payment&colour=red|parameter_unknown|colour",
                "success_url=https://a.example/|parameter_missing|mode",
            })
    void aWrongFormIsToldWhereItIsWrong(String form, String code, String param) throws Exception {
        var response = TownStripe.send(town.api("/v1/checkout/sessions")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(java.net.http.HttpRequest.BodyPublishers.ofString(form)));
        assertThat(response.statusCode()).isEqualTo(400);
        var error = json.readTree(response.body()).path("error");
        assertThat(error.path("type").asString()).isEqualTo("invalid_request_error");
        assertThat(error.path("code").asString()).isEqualTo(code);
        assertThat(error.path("param").asString()).isEqualTo(param);
    }

    @Test
    void strangersAndStrangeAddressesAreTurnedAway() throws Exception {
        var wrong = StripeClient.builder()
                .setApiKey("sk_test_wrong")
                .setApiBase(town.url() + "/stripe")
                .build();
        assertThatExceptionOfType(AuthenticationException.class)
                .isThrownBy(() -> wrong.v1().balance().retrieve());
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> stripe.v1().charges().retrieve("ch_nothing"))
                .satisfies(e -> {
                    assertThat(e.getStatusCode()).isEqualTo(404);
                    assertThat(e.getCode()).isEqualTo("resource_missing");
                });
        assertThat(TownStripe.send(town.api("/v1/nothing")).statusCode()).isEqualTo(404);
        assertThat(stripe.v1().accounts().retrieveCurrent().getCountry()).isEqualTo("JP");
        assertThat(stripe.v1().balance().retrieve().getPending()).isNotEmpty();
    }

    @Test
    void listsComeAPageAtATime() throws Exception {
        for (int i = 0; i < 5; i++) {
            town.session(1000 + i);
        }
        var sessions = stripe.v1().checkout().sessions();
        var first = sessions.list(SessionListParams.builder().setLimit(2L).build());
        assertThat(first.getHasMore()).isTrue();
        assertThat(first.getData()).extracting(it -> it.getAmountTotal()).containsExactly(1004L, 1003L);
        var rest = sessions.list(SessionListParams.builder()
                .setLimit(3L)
                .setStartingAfter(first.getData().getLast().getId())
                .build());
        assertThat(rest.getHasMore()).isFalse();
        assertThat(rest.getData()).extracting(it -> it.getAmountTotal()).containsExactly(1002L, 1001L, 1000L);
    }

    @Test
    void endpointsAreMadeReadChangedAndRemoved() throws Exception {
        var endpoints = stripe.v1().webhookEndpoints();
        var made = endpoints.create(WebhookEndpointCreateParams.builder()
                .setUrl("http://127.0.0.1:9/hook")
                .addEnabledEvent(WebhookEndpointCreateParams.EnabledEvent.ALL)
                .build());
        assertThat(made.getSecret()).startsWith("whsec_");
        assertThat(endpoints.retrieve(made.getId()).getSecret()).isNull();
        assertThat(endpoints.list().getData()).hasSize(1);
        assertThat(endpoints.delete(made.getId()).getDeleted()).isTrue();
        assertThat(endpoints.list().getData()).isEmpty();
    }

    @Test
    void objectsCarryTheDocumentedFields() throws Exception {
        var fixtures = json.readTree(new ClassPathResource("stripe/documented-fields.json").getInputStream());
        var paid = town.paid(1500, VISA);
        var charge =
                stripe.v1().paymentIntents().retrieve(paid.getPaymentIntent()).getLatestCharge();
        var refund = refundOf(paid.getPaymentIntent());
        var paths = Map.of(
                "checkout.session", "/v1/checkout/sessions/" + paid.getId(),
                "payment_intent", "/v1/payment_intents/" + paid.getPaymentIntent(),
                "charge", "/v1/charges/" + charge,
                "refund", "/v1/refunds/" + refund.getId(),
                "balance_transaction", "/v1/balance_transactions/" + refund.getBalanceTransaction(),
                "account", "/v1/account",
                "balance", "/v1/balance");
        for (var path : paths.entrySet()) {
            var shown = json.readTree(TownStripe.send(town.api(path.getValue())).body());
            fixtures.path(path.getKey())
                    .forEach(field -> assertThat(shown.has(field.asString()))
                            .as(path.getKey() + "." + field.asString())
                            .isTrue());
        }
        assertThat(fixtures.path("charge").size()).isGreaterThan(30);
    }
}
