package org.tsudoi.payments.stripe;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.tsudoi.money.Money;
import org.tsudoi.payments.Choice;
import org.tsudoi.payments.PaymentId;
import org.tsudoi.payments.RefundId;
import org.tsudoi.payments.provider.PaymentProvider;
import org.tsudoi.payments.provider.PaymentProvider.Seen;
import org.tsudoi.payments.provider.PaymentProviderContract;
import org.tsudoi.payments.stripe.StripeClient.Reply;
import tools.jackson.databind.json.JsonMapper;

class StripeContractTest extends PaymentProviderContract {
    private static final String GOOD = "4242424242424242";
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

    @Test
    void aCardIsRefundedWithoutReadingHowItWasPaid() {
        var charge = charge(paid(opening(traits().price())).chargeReference());
        town.weather("stripe", "GET /v1/payment_intents/*", "error-before", 1, 1100);
        given(adapter.refund(new RefundId(ids.next()), 1, charge, traits().price()));
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
