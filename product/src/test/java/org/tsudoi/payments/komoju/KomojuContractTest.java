package org.tsudoi.payments.komoju;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.tsudoi.money.Money;
import org.tsudoi.payments.Choice;
import org.tsudoi.payments.Means;
import org.tsudoi.payments.PaymentId;
import org.tsudoi.payments.RefundId;
import org.tsudoi.payments.provider.Answer;
import org.tsudoi.payments.provider.PaymentProvider;
import org.tsudoi.payments.provider.PaymentProvider.Seen;
import org.tsudoi.payments.provider.PaymentProviderContract;
import org.tsudoi.payments.provider.RefusalReason;
import tools.jackson.databind.json.JsonMapper;

class KomojuContractTest extends PaymentProviderContract {
    private static final List<String> CHAINS =
            List.of("seven-eleven", "lawson", "family-mart", "ministop", "daily-yamazaki", "seicomart");

    private final KomojuAdapter adapter = adapter(town.komojuKey(), PATIENCE);

    private KomojuAdapter adapter(String key, Duration readTimeout) {
        return adapter(key, readTimeout, 190);
    }

    private KomojuAdapter adapter(String key, Duration readTimeout, int buyerFee) {
        var settings = new KomojuSettings(
                town.provider("komoju"), key, List.of(), CHAINS, Duration.ofSeconds(5), readTimeout, buyerFee);
        return new KomojuAdapter(new KomojuClient(settings, clock, _ -> {}), CHAINS, settings.buyerFee(), clock);
    }

    @Override
    protected PaymentProvider provider() {
        return adapter;
    }

    @Override
    protected PaymentProvider impatient() {
        return adapter(town.komojuKey(), IMPATIENCE);
    }

    @Override
    protected PaymentProvider withWrongCredentials() {
        return adapter("sk_test_wrong", PATIENCE);
    }

    @Override
    protected Traits traits() {
        return new Traits(
                new Choice(Means.KONBINI, "lawson"),
                Money.jpy(3300),
                Money.jpy(0),
                Money.jpy(300_001),
                "nobody",
                null,
                true,
                false,
                false,
                false);
    }

    @Override
    protected String operation(Call call) {
        return switch (call) {
            case OPEN -> "POST /api/v1/payments";
            case LOOK -> "GET /api/v1/payments/*";
            case CLOSE -> "POST /api/v1/payments/*/cancel";
            case TAKE, REFUND, LOOK_AT_REFUND, LOOK_AT_DISPUTE -> throw notHere();
        };
    }

    @Override
    protected void pay(Seen page) {
        var late = JsonMapper.builder().build().createObjectNode().put("late", true);
        town.call("POST", "/town/komoju/payments/" + page.reference() + "/pay", late);
    }

    @Override
    protected long pages(PaymentId id) {
        return town.call("GET", "/town/komoju/payments?order=" + id, null).size();
    }

    @Override
    protected Tally tally(String charge) {
        var payment = town.call("GET", "/town/komoju/payments/" + charge, null);
        boolean paid = payment.path("captured_at").isString();
        return new Tally(
                paid ? 1 : 0,
                paid
                        ? payment.path("total").asLong()
                                - payment.path("payment_method_fee").asLong()
                        : 0,
                payment.path("refunds").size(),
                payment.path("amount_refunded").asLong());
    }

    @Test
    void everyChainIsOffered() {
        assertThat(adapter.offers())
                .extracting(offer -> offer.choice().word())
                .containsExactlyElementsOf(
                        CHAINS.stream().map(chain -> "konbini." + chain).toList());
        assertThat(adapter.offers()).allMatch(offer -> offer.onTop() == 190);
        assertThat(adapter("", PATIENCE).offers()).isEmpty();
    }

    /// The final screen has told what comes on top: here it would have told of nothing.
    @Test
    void aNumberThatAsksForAnotherFeeThanWasToldIsCancelled() {
        var opening = opening(Money.jpy(3300));
        assertThat(adapter(town.komojuKey(), PATIENCE, 0).open(opening))
                .isEqualTo(new Answer.Refused<>(RefusalReason.OTHER, "fee_not_as_told"));
        assertThat(town.call("GET", "/town/komoju/payments?limit=1000", null).valueStream())
                .filteredOn(it -> opening.id().equals(KomojuReading.payment(it)))
                .singleElement()
                .satisfies(it -> assertThat(it.path("status").asString()).isEqualTo("cancelled"));
    }

    @Test
    void cashIsNotGivenBackByACall() {
        var charge = new PaymentProvider.Charge("charge", traits().choice());
        assertThat(adapter.refund(new RefundId(new UUID(1, 1)), 1, charge, Money.jpy(1)))
                .isEqualTo(new Answer.Refused<>(RefusalReason.NOT_REFUNDABLE, "refund_needs_bank_account"));
        assertThat(adapter.lookAtDispute("any"))
                .isEqualTo(new Answer.Refused<>(RefusalReason.NOT_FOUND, "no_disputes_here"));
    }
}
