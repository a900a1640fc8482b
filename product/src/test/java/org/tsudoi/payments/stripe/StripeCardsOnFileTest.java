package org.tsudoi.payments.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tsudoi.money.Money;
import org.tsudoi.payments.CardHolder;
import org.tsudoi.payments.Choice;
import org.tsudoi.payments.PaidCard;
import org.tsudoi.payments.PaymentId;
import org.tsudoi.payments.SavedCardId;
import org.tsudoi.payments.provider.Answer;
import org.tsudoi.payments.provider.MeansOnFile.Keeping;
import org.tsudoi.payments.provider.MeansOnFile.KeepingPage;
import org.tsudoi.payments.provider.MeansOnFile.KeepingSeen;
import org.tsudoi.payments.provider.PaymentProvider.KeptCard;
import org.tsudoi.payments.provider.PaymentProvider.OnFile;
import org.tsudoi.payments.provider.PaymentProvider.Opening;
import org.tsudoi.payments.provider.PaymentProvider.Seen;
import org.tsudoi.payments.provider.PaymentProvider.Status;
import org.tsudoi.platform.Ids;
import org.tsudoi.testing.TestClock;
import org.tsudoi.testing.TownProcess;
import tools.jackson.databind.json.JsonMapper;

/// Keeping cards at Stripe, charging one again and forgetting it, against Town.
class StripeCardsOnFileTest {
    private static final String VISA = "4242424242424242";
    private static final String ALWAYS_ASKS = "4000002760003184";

    private final TownProcess town = TownProcess.running();
    private final TestClock clock = new TestClock(Instant.now());
    private final Ids ids = new Ids(clock, new SecureRandom());
    private final StripeClient client = client(Duration.ofSeconds(15));
    private final StripeAdapter adapter = new StripeAdapter(client);
    private final StripeAdapter impatient = new StripeAdapter(client(Duration.ofMillis(800)));
    private final StripeCustomers customers = new StripeCustomers(client);

    private StripeClient client(Duration readTimeout) {
        var settings =
                new StripeSettings(town.stripe(), town.stripeKey(), List.of(), Duration.ofSeconds(5), readTimeout);
        return new StripeClient(settings, clock, _ -> {});
    }

    @BeforeEach
    void begin() {
        town.fair();
        town.sameTimeAs(clock);
    }

    private static <T> T given(Answer<T> answer) {
        assertThat(answer).isInstanceOf(Answer.Given.class);
        return ((Answer.Given<T>) answer).value();
    }

    private String customer() {
        return given(customers.customer(new CardHolder(UUID.randomUUID()), "hanako@example.com"));
    }

    private Opening opening(OnFile onFile) {
        return opening(new PaymentId(ids.next()), onFile);
    }

    /// The same, as it is asked for when nobody wants to pay any more.
    private Opening over(Opening opening) {
        var card = Objects.requireNonNull(opening.onFile());
        return opening(opening.id(), new OnFile(card.customer(), card.method(), true, false));
    }

    private Opening opening(PaymentId id, OnFile onFile) {
        return new Opening(
                id,
                Choice.CARD,
                "ord_" + id.toString().substring(4),
                "朝のヨガ × 1",
                Money.jpy(3300),
                "hanako@example.com",
                Locale.JAPANESE,
                "https://tsudoi.example/orders/x/back",
                "https://tsudoi.example/orders/x",
                clock.instant(),
                clock.instant().plus(Duration.ofMinutes(15)),
                onFile,
                null);
    }

    private Status.Paid paidOnPage(@Nullable String customer, String card, String... more) {
        var opening = customer == null ? opening(new OnFile(customer(), null)) : opening(new OnFile(customer, null));
        var page = given(adapter.open(opening));
        var body = JsonMapper.builder().build().createObjectNode().put("card", card);
        for (int i = 0; i < more.length; i += 2) body.put(more[i], more[i + 1]);
        town.call("POST", "/town/stripe/sessions/" + page.reference() + "/pay", body);
        return (Status.Paid) given(adapter.look(opening.id(), page.reference())).status();
    }

    private KeptCard kept(String card) {
        return (KeptCard) Objects.requireNonNull(paidOnPage(customer(), card).kept());
    }

    @Test
    void theSameHolderIsTheSameCustomer() {
        var holder = new CardHolder(UUID.randomUUID());
        assertThat(customers.customer(holder, "a@example.com")).isEqualTo(customers.customer(holder, "a@example.com"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"slow", "error-before", "error-after", "cut-before", "cut-after", "rate-limited", "garbage"})
    void aKeptCardIsChargedOnceAndNeverTakenForRefused(String mode) {
        var card = kept(VISA);
        var opening = opening(new OnFile(card.customer(), card.method()));
        town.weather("stripe", "POST /v1/payment_intents", mode, 1, 1100);
        assertThat(impatient.open(opening)).isNotInstanceOf(Answer.Refused.class);
        town.fair();
        var seen = given(adapter.open(opening));
        assertThat(given(adapter.open(opening))).isEqualTo(seen);
        assertThat(seen.reference()).startsWith("pi_");
        assertThat(seen.orderReference()).isEqualTo(opening.orderReference());
        assertThat(seen.paymentId()).isEqualTo(opening.id());
        assertThat(seen.asked()).isEqualTo(opening.amount());
        var paid = (Status.Paid) seen.status();
        assertThat(paid.amount()).isEqualTo(opening.amount());
        assertThat(paid.fee()).isEqualTo(Money.jpy(119));
        assertThat(given(adapter.look(opening.id(), seen.reference()))).isEqualTo(seen);
        assertThat(town.call("GET", "/town/stripe/tally", null)
                        .path(paid.chargeReference())
                        .path("charges")
                        .asInt())
                .isEqualTo(1);
        assertThat(given(adapter.close(opening.id(), seen.reference())).status())
                .isEqualTo(paid);
    }

    @Test
    void whatNobodyWantsAnyMoreIsNotChargedNorByACallThatComesLate() {
        var card = kept(VISA);
        var opening = opening(new OnFile(card.customer(), card.method()));
        town.weather("stripe", "POST /v1/payment_intents", "cut-before", 1, 1100);
        assertThat(adapter.open(opening)).isInstanceOf(Answer.NotKnown.class);
        town.fair();
        assertThat(given(adapter.open(over(opening))).status()).isEqualTo(new Status.Closed());
        assertThat(given(adapter.open(opening)).status()).as("comes late").isEqualTo(new Status.Closed());
        assertThat(given(adapter.open(over(opening))).status()).as("once more").isEqualTo(new Status.Closed());
    }

    @ParameterizedTest
    @ValueSource(strings = {"error-after", "cut-after"})
    void whatWasChargedBeforeIsFoundWhenNobodyWantsItAnyMore(String mode) {
        var card = kept(VISA);
        var opening = opening(new OnFile(card.customer(), card.method()));
        town.weather("stripe", "POST /v1/payment_intents", mode, 1, 1100);
        adapter.open(opening);
        town.fair();
        assertThat(given(adapter.open(over(opening))).status())
                .isInstanceOfSatisfying(
                        Status.Paid.class, paid -> assertThat(paid.amount()).isEqualTo(opening.amount()));
    }

    @ParameterizedTest
    @CsvSource({"approve", "refuse"})
    void theBankAsksOnAPageOfItsOwn(String word) throws Exception {
        var card = kept(ALWAYS_ASKS);
        var opening = opening(new OnFile(card.customer(), card.method()));
        var seen = given(adapter.open(opening));
        assertThat(seen.status())
                .isInstanceOfSatisfying(
                        Status.Open.class, open -> assertThat(open.payUrl()).contains("/3ds/"));
        answer(seen, word);
        var after = given(adapter.look(opening.id(), seen.reference())).status();
        if (word.equals("refuse")) {
            assertThat(after).isEqualTo(new Status.Closed());
            return;
        }
        assertThat(after)
                .isInstanceOfSatisfying(
                        Status.Paid.class,
                        paid -> assertThat(Objects.requireNonNull(paid.card()).secure())
                                .isEqualTo(
                                        new PaidCard.ThreeDSecure("authenticated", "challenge", "2.2.0", "05", null)));
    }

    private void answer(Seen seen, String word) throws Exception {
        var address = URI.create(town.stripe() + "/3ds/" + seen.reference() + "?answer=" + word);
        var request = HttpRequest.newBuilder(address)
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        try (var http = HttpClient.newHttpClient()) {
            assertThat(http.send(request, HttpResponse.BodyHandlers.discarding())
                            .statusCode())
                    .isEqualTo(303);
        }
    }

    @Test
    void whatIsAskedAndNotAnsweredIsClosed() {
        var card = kept(ALWAYS_ASKS);
        var opening = opening(new OnFile(card.customer(), card.method()));
        var seen = given(adapter.open(opening));
        assertThat(given(adapter.close(opening.id(), seen.reference())).status())
                .isEqualTo(new Status.Closed());
        assertThat(given(adapter.close(opening.id(), seen.reference())).status())
                .isEqualTo(new Status.Closed());
    }

    @ParameterizedTest
    @ValueSource(strings = {"slow", "error-before", "error-after", "cut-before", "cut-after", "garbage"})
    void aForgottenCardIsNeverChargedAgain(String mode) {
        var card = kept(VISA);
        town.weather("stripe", "POST /v1/payment_methods/*/detach", mode, 1, 1100);
        assertThat(new StripeCustomers(client(Duration.ofMillis(800))).forget(card.method()))
                .isNotInstanceOf(Answer.Refused.class);
        town.fair();
        given(customers.forget(card.method()));
        given(customers.forget(card.method()));
        assertThat(adapter.open(opening(new OnFile(card.customer(), card.method()))))
                .isInstanceOf(Answer.Refused.class);
    }

    @Test
    void nobodyPaysByTheCardOfSomebodyElse() {
        var card = kept(VISA);
        assertThat(adapter.open(opening(new OnFile(customer(), card.method())))).isInstanceOf(Answer.Refused.class);
    }

    @ParameterizedTest
    @CsvSource({
        "4000000000003055, authenticated, frictionless",
        "4000000000003097, attempt_acknowledged, frictionless",
        "4000000000003089, exempted,",
        "378282246310005, not_supported,"
    })
    void whatTheBankAnsweredIsRead(String number, String result, @Nullable String flow) {
        var card = Objects.requireNonNull(paidOnPage(null, number).card());
        var secure = Objects.requireNonNull(card.secure());
        assertThat(secure.result()).isEqualTo(result);
        assertThat(secure.flow()).isEqualTo(flow);
    }

    @Test
    void theWalletIsRead() {
        var paid = paidOnPage(null, VISA, "wallet", "apple_pay");
        assertThat(Objects.requireNonNull(paid.card()).wallet()).isEqualTo("apple_pay");
    }

    private Keeping keeping(String customer) {
        return new Keeping(
                new SavedCardId(ids.next()),
                customer,
                true,
                Locale.JAPANESE,
                "https://tsudoi.example/account/cards/added/x",
                "https://tsudoi.example/account/cards",
                clock.instant());
    }

    private void typed(KeepingPage page, String card) {
        var body = JsonMapper.builder().build().createObjectNode().put("card", card);
        town.call("POST", "/town/stripe/sessions/" + page.reference() + "/pay", body);
    }

    @Test
    void aCardIsKeptWithoutPayingAndChargedWithoutItsHolder() {
        var keeping = keeping(customer());
        var page = given(customers.keep(keeping));
        assertThat(given(customers.look(keeping.means(), page.reference()))).isInstanceOf(KeepingSeen.Open.class);
        typed(page, "4000000000000002");
        assertThat(given(customers.look(keeping.means(), page.reference()))).isInstanceOf(KeepingSeen.Open.class);
        typed(page, VISA);
        var kept = (KeepingSeen.ACard) given(customers.look(keeping.means(), page.reference()));
        assertThat(kept.last4()).isEqualTo("4242");
        assertThat(kept.card().customer()).isEqualTo(keeping.customer());
        var onFile = new OnFile(keeping.customer(), kept.card().method(), false, true);
        assertThat(given(adapter.open(opening(onFile))).status()).isInstanceOf(Status.Paid.class);
        assertThat(customers.look(new SavedCardId(ids.next()), page.reference()))
                .isInstanceOf(Answer.NotKnown.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"slow", "error-before", "error-after", "cut-before", "cut-after", "rate-limited", "garbage"})
    void aPageOfWhichNothingIsKnownIsNoPage(String mode) {
        var keeping = keeping(customer());
        town.weather("stripe", "POST /v1/checkout/sessions", mode, 1, 1100);
        assertThat(new StripeCustomers(client(Duration.ofMillis(800))).keep(keeping))
                .isNotInstanceOf(Answer.Refused.class);
        town.fair();
    }

    @Test
    void aPageThatEndsKeepsNothing() {
        var keeping = keeping(customer());
        var page = given(customers.keep(keeping));
        clock.forward(Duration.ofHours(1));
        town.sameTimeAs(clock);
        assertThat(given(customers.look(keeping.means(), page.reference()))).isInstanceOf(KeepingSeen.Closed.class);
    }
}
