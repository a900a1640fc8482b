package org.tsudoi.payments.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tsudoi.money.Money;
import org.tsudoi.payments.Choice;
import org.tsudoi.payments.Instructions;
import org.tsudoi.payments.Means;
import org.tsudoi.payments.PaymentId;
import org.tsudoi.payments.RefundId;
import org.tsudoi.payments.provider.PaymentProvider;
import org.tsudoi.payments.provider.PaymentProvider.Opening;
import org.tsudoi.payments.provider.PaymentProvider.RefundStatus;
import org.tsudoi.payments.provider.PaymentProvider.Seen;
import org.tsudoi.payments.provider.PaymentProvider.Status;
import org.tsudoi.payments.provider.PaymentProviderContract;
import org.tsudoi.payments.stripe.StripeClient.Reply;

/// Numbers for stores. Refunds take days here, so of those it has tests of its own.
class StripeKonbiniContractTest extends PaymentProviderContract {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration IMPATIENCE = Duration.ofMillis(800);
    private static final StripeOffers STORES = new StripeOffers(false, List.of("lawson", "family-mart"));

    private final StripeClient client = client(town.stripeKey(), PATIENCE);
    private final StripeAdapter adapter = new StripeAdapter(client, STORES);

    private StripeClient client(String key, Duration readTimeout) {
        var settings = new StripeSettings(town.stripe(), key, List.of(), Duration.ofSeconds(5), readTimeout);
        return new StripeClient(settings, clock, _ -> {});
    }

    @Override
    protected PaymentProvider provider() {
        return adapter;
    }

    @Override
    protected PaymentProvider impatient() {
        return new StripeAdapter(client(town.stripeKey(), IMPATIENCE), STORES);
    }

    @Override
    protected PaymentProvider withWrongCredentials() {
        return new StripeAdapter(client("sk_test_wrong", PATIENCE), STORES);
    }

    @Override
    protected Traits traits() {
        return new Traits(
                new Choice(Means.KONBINI, "lawson"),
                Money.jpy(3300),
                Money.jpy(119),
                Money.jpy(110),
                "pi_nobody",
                null,
                true,
                false,
                false,
                false);
    }

    @Override
    protected void weather(Call call, String mode) {
        var operation = switch (call) {
            case OPEN -> "POST /v1/payment_intents";
            case LOOK -> "GET /v1/payment_intents/*";
            case CLOSE -> "POST /v1/payment_intents/*/cancel";
            case TAKE, REFUND, LOOK_AT_REFUND, LOOK_AT_DISPUTE ->
                throw new IllegalStateException("not asked of cash here: " + call);
        };
        town.weather("stripe", operation, mode, 1, 1100);
    }

    @Override
    protected void pay(Seen page) {
        town.call("POST", "/town/stripe/intents/" + page.reference() + "/cash?chain=lawson", null);
    }

    @Override
    protected void payInVain(Seen page) {
        throw new IllegalStateException("cash is not declined");
    }

    @Override
    protected void payForSlowRefund(Seen page, boolean fails) {
        pay(page);
    }

    @Override
    protected void letRefundsSettle() {
        clock.forward(Duration.ofMinutes(1));
        town.sameTimeAs(clock);
    }

    @Override
    protected String dispute(String charge) {
        throw new IllegalStateException("cash is not disputed");
    }

    @Override
    protected void decide(String charge, boolean forUs) {
        throw new IllegalStateException("cash is not disputed");
    }

    @Override
    protected long pages(PaymentId id) {
        if (!(client.get("/v1/payment_intents", Map.of("limit", "100"), "test") instanceof Reply.Done(var list))) {
            throw new IllegalStateException("Town does not list its intents");
        }
        return list.path("data")
                .valueStream()
                .filter(intent -> id.equals(StripeReading.payment(intent)))
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

    private Opening opening(Choice choice) {
        var id = new PaymentId(ids.next());
        return new Opening(
                id,
                choice,
                "ord_" + id.toString().substring(4),
                "朝のやさしいヨガと呼吸をととのえる六十分の会 × 1",
                Money.jpy(3300),
                "hanako@example.com",
                Locale.JAPANESE,
                "https://tsudoi.example/orders/x/back",
                "https://tsudoi.example/orders/x",
                clock.instant(),
                clock.instant().plus(Duration.ofDays(3)),
                null,
                "山田 花子");
    }

    @Test
    void theNumbersAreThoseOfTheChainThatWasChosen() {
        var opening = opening(new Choice(Means.KONBINI, "family-mart"));
        var seen = given(adapter.open(opening));
        assertThat(seen.status()).isInstanceOfSatisfying(Status.Issued.class, issued -> {
            var how = (Instructions.StoreNumber) issued.how();
            assertThat(how.chain()).isEqualTo("family-mart");
            assertThat(how.number()).matches("[0-9]{11}");
            assertThat(how.until().getEpochSecond())
                    .isEqualTo(opening.payableUntil().getEpochSecond());
        });
    }

    @Test
    void aRefundWaitsForTheBuyersBankAccount() {
        var opening = opening(new Choice(Means.KONBINI, "lawson"));
        var seen = given(adapter.open(opening));
        pay(seen);
        var paid = (Status.Paid)
                given(adapter.look(opening.id(), seen.reference())).status();
        assertThat(paid.card()).isNull();
        var refund = new RefundId(ids.next());
        var charge = new PaymentProvider.Charge(paid.chargeReference(), opening.choice());
        var first = given(adapter.refund(refund, 1, charge, Money.jpy(3300)));
        assertThat(first.status()).isEqualTo(new RefundStatus.Pending());
        assertThat(given(adapter.refund(refund, 1, charge, Money.jpy(3300)))).isEqualTo(first);
        letRefundsSettle();
        assertThat(given(adapter.lookAtRefund(refund, first.reference())).status())
                .isEqualTo(new RefundStatus.Succeeded());
    }
}
