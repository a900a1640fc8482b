package org.tsudoi.payments.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.tsudoi.money.Money;
import org.tsudoi.payments.Choice;
import org.tsudoi.payments.RefundId;
import org.tsudoi.payments.provider.PaymentProvider.Seen;
import org.tsudoi.payments.provider.PaymentProvider.Status;
import tools.jackson.databind.json.JsonMapper;

class StripeContractTest extends StripeContract {
    private static final String GOOD = "4242424242424242";
    private static final String JAPANESE = "4000003920000003";
    private static final String NO_FUNDS = "4000000000009995";
    private static final String REFUND_FAILS = "4000000000005126";
    private static final String REFUND_TAKES_TIME = "4000000000007726";

    StripeContractTest() {
        super(StripeOffers.CARDS, "/v1/checkout/sessions");
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
    protected String operation(Call call) {
        return switch (call) {
            case OPEN -> "POST /v1/checkout/sessions";
            case LOOK -> "GET /v1/checkout/sessions/*";
            case TAKE -> throw notHere();
            case CLOSE -> "POST /v1/checkout/sessions/*/expire";
            case REFUND -> "POST /v1/refunds";
            case LOOK_AT_REFUND -> "GET /v1/refunds/*";
            case LOOK_AT_DISPUTE -> "GET /v1/disputes/*";
        };
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
        assertThat(takesParts(given(agreed.open(opening(Money.jpy(9_999)))))).isFalse();
        assertThat(takesParts(given(adapter.open(opening(Money.jpy(10_000)))))).isFalse();
        var opening = opening(Money.jpy(10_000));
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
    void aCardIsRefundedWithoutReadingHowItWasPaid() {
        var charge = charge(paid(opening(traits().price())).chargeReference());
        town.weather("stripe", "GET /v1/payment_intents/*", "error-before", 1);
        given(adapter.refund(new RefundId(ids.next()), 1, charge, traits().price()));
    }
}
