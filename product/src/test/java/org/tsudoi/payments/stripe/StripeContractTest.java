package org.tsudoi.payments.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.tsudoi.money.Money;
import org.tsudoi.payments.Choice;
import org.tsudoi.payments.PaymentId;
import org.tsudoi.payments.provider.Answer;
import org.tsudoi.payments.provider.PaymentProvider;
import org.tsudoi.payments.provider.PaymentProvider.Opening;
import org.tsudoi.payments.provider.PaymentProvider.Seen;
import org.tsudoi.payments.provider.PaymentProvider.Status;
import org.tsudoi.payments.provider.PaymentProviderContract;
import org.tsudoi.payments.stripe.StripeClient.Reply;
import tools.jackson.databind.json.JsonMapper;

class StripeContractTest extends PaymentProviderContract {
    private static final String GOOD = "4242424242424242";
    private static final String JAPANESE = "4000003920000003";
    private static final String NO_FUNDS = "4000000000009995";
    private static final String REFUND_FAILS = "4000000000005126";
    private static final String REFUND_TAKES_TIME = "4000000000007726";
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration IMPATIENCE = Duration.ofMillis(800);

    private final StripeClient client = client(town.stripeKey(), PATIENCE);
    private final StripeAdapter adapter = new StripeAdapter(client);

    private StripeClient client(String key, Duration readTimeout) {
        var settings = new StripeSettings(
                town.stripe(), key, List.of(town.stripeWebhookSecret()), Duration.ofSeconds(5), readTimeout);
        return new StripeClient(settings, clock, _ -> {});
    }

    @Override
    protected PaymentProvider provider() {
        return adapter;
    }

    @Override
    protected PaymentProvider impatient() {
        return new StripeAdapter(client(town.stripeKey(), IMPATIENCE));
    }

    @Override
    protected PaymentProvider withWrongCredentials() {
        return new StripeAdapter(client("sk_test_wrong", PATIENCE));
    }

    @Override
    protected Traits traits() {
        return new Traits(
                Choice.CARD,
                Money.jpy(3300),
                Money.jpy(119),
                Money.jpy(10),
                "cs_test_nobody",
                "insufficient_funds",
                true,
                true,
                true,
                true);
    }

    @Override
    protected void weather(Call call, String mode) {
        var operation = switch (call) {
            case OPEN -> "POST /v1/checkout/sessions";
            case LOOK -> "GET /v1/checkout/sessions/*";
            case TAKE -> throw new IllegalStateException("nothing is approved at Stripe before it is paid");
            case CLOSE -> "POST /v1/checkout/sessions/*/expire";
            case REFUND -> "POST /v1/refunds";
            case LOOK_AT_REFUND -> "GET /v1/refunds/*";
            case LOOK_AT_DISPUTE -> "GET /v1/disputes/*";
        };
        town.weather("stripe", operation, mode, 1, 1100);
    }

    @Override
    protected void pay(Seen page) {
        pay(page, GOOD);
    }

    @Override
    protected void payInVain(Seen page) {
        pay(page, NO_FUNDS);
    }

    @Override
    protected void payForSlowRefund(Seen page, boolean fails) {
        pay(page, fails ? REFUND_FAILS : REFUND_TAKES_TIME);
    }

    private void pay(Seen page, String card) {
        var body = JsonMapper.builder().build().createObjectNode().put("card", card);
        town.call("POST", "/town/stripe/sessions/" + page.reference() + "/pay", body);
    }

    @Override
    protected void letRefundsSettle() {
        clock.forward(Duration.ofMinutes(1));
        town.sameTimeAs(clock);
    }

    @Override
    protected String dispute(String charge) {
        town.call("POST", "/town/stripe/charges/" + stripeCharge(charge) + "/dispute", null);
        return town.call("GET", "/stripe/v1/disputes?payment_intent=" + charge, null)
                .path("data")
                .path(0)
                .path("id")
                .asString();
    }

    @Override
    protected void decide(String charge, boolean forUs) {
        town.call(
                "POST", "/town/stripe/charges/" + stripeCharge(charge) + "/dispute/" + (forUs ? "won" : "lost"), null);
    }

    /// What we call the charge is Stripe's payment intent.
    private String stripeCharge(String charge) {
        return town.call("GET", "/stripe/v1/payment_intents/" + charge, null)
                .path("latest_charge")
                .asString();
    }

    @Override
    protected long pages(PaymentId id) {
        if (!(client.get("/v1/checkout/sessions", Map.of("limit", "100"), "test") instanceof Reply.Done(var list))) {
            throw new IllegalStateException("Town does not list its pages");
        }
        return list.path("data")
                .valueStream()
                .filter(session -> id.equals(StripeReading.payment(session)))
                .count();
    }

    @Override
    protected Tally tally(String charge) {
        var tally = town.call("GET", "/town/stripe/tally", null).path(charge);
        return new Tally(
                tally.path("charges").asInt(),
                tally.path("captured").asLong(),
                tally.path("refunds").asInt(),
                tally.path("refunded").asLong());
    }

    private Opening opening(int yen) {
        return new Opening(
                new PaymentId(UUID.randomUUID()),
                Choice.CARD,
                "ord_" + UUID.randomUUID(),
                "朝のヨガ × 1",
                Money.jpy(yen),
                "hanako@example.com",
                Locale.JAPANESE,
                "https://tsudoi.example/back",
                "https://tsudoi.example/leave",
                clock.instant(),
                clock.instant().plus(Duration.ofMinutes(15)));
    }

    private static Seen given(Answer<Seen> answer) {
        if (answer instanceof Answer.Given<Seen>(var seen)) return seen;
        throw new AssertionError(answer.toString());
    }

    /// What the page of Stripe lets buyers choose.
    private static boolean takesParts(Seen page) throws Exception {
        var url = URI.create(((Status.Open) page.status()).payUrl());
        try (var http = HttpClient.newHttpClient()) {
            var answer = http.send(HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.ofString());
            return answer.body().contains("name=\"instalments\"");
        }
    }

    /// docs.stripe.com/payments/jp-installments
    @Test
    void yenMayBePaidInPartsFromTenThousandOnWhereThatWasAgreed() throws Exception {
        var agreed = new StripeAdapter(client, new StripeOffers(true, List.of()));
        assertThat(takesParts(given(agreed.open(opening(9_999))))).isFalse();
        assertThat(takesParts(given(adapter.open(opening(10_000))))).isFalse();
        var opening = opening(10_000);
        var page = given(agreed.open(opening));
        assertThat(takesParts(page)).isTrue();
        var body = JsonMapper.shared().createObjectNode().put("card", JAPANESE).put("instalments", 3);
        town.call("POST", "/town/stripe/sessions/" + page.reference() + "/pay", body);
        var paid =
                (Status.Paid) given(agreed.look(opening.id(), page.reference())).status();
        assertThat(paid.amount()).as("we get the whole at once").isEqualTo(Money.jpy(10_000));
        assertThat(Objects.requireNonNull(paid.card()).instalments()).isEqualTo(3);
    }

    @Test
    void nothingIsCalledWhileATransactionIsOpen() {
        TransactionSynchronizationManager.setActualTransactionActive(true);
        try {
            assertThatThrownBy(() -> adapter.look(new PaymentId(new UUID(1, 1)), "cs_1"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("transaction");
        } finally {
            TransactionSynchronizationManager.setActualTransactionActive(false);
        }
    }
}
