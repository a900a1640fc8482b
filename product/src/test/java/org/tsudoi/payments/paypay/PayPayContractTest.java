package org.tsudoi.payments.paypay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.tsudoi.money.Money;
import org.tsudoi.payments.Choice;
import org.tsudoi.payments.Means;
import org.tsudoi.payments.PaymentId;
import org.tsudoi.payments.provider.PaymentProvider;
import org.tsudoi.payments.provider.PaymentProvider.Seen;
import org.tsudoi.payments.provider.PaymentProvider.Status;
import org.tsudoi.payments.provider.PaymentProviderContract;
import tools.jackson.databind.json.JsonMapper;

class PayPayContractTest extends PaymentProviderContract {
    private final PayPayAdapter adapter = adapter(town.payPaySecret(), PATIENCE);

    private PayPayAdapter adapter(String secret, Duration readTimeout) {
        var settings = new PayPaySettings(
                town.provider("paypay"),
                town.payPayKey(),
                secret,
                town.payPayMerchant(),
                Duration.ofSeconds(5),
                readTimeout);
        return new PayPayAdapter(new PayPayClient(settings, clock, _ -> {}), clock);
    }

    @Override
    protected PaymentProvider provider() {
        return adapter;
    }

    @Override
    protected PaymentProvider impatient() {
        return adapter(town.payPaySecret(), IMPATIENCE);
    }

    @Override
    protected PaymentProvider withWrongCredentials() {
        return adapter("wrong", PATIENCE);
    }

    @Override
    protected Traits traits() {
        return new Traits(
                Choice.of(Means.PAYPAY), Money.jpy(3300), Money.jpy(0), null, "nobody", null, true, true, false, false);
    }

    @Override
    protected String operation(Call call) {
        return switch (call) {
            case OPEN -> "POST /v2/codes";
            case LOOK -> "GET /v2/codes/payments/*";
            case CLOSE -> "DELETE /v2/codes/*";
            case REFUND -> "POST /v2/refunds";
            case LOOK_AT_REFUND -> "GET /v2/refunds/*";
            case TAKE, LOOK_AT_DISPUTE -> throw notHere();
        };
    }

    /// As some shops hear it.
    @Test
    void aCodeThatNobodyHasOpenedIsGoneOnWithOrLeft() {
        town.call("PUT", "/town/paypay/hides-unopened/true", null);
        try {
            var opening = opening(Money.jpy(3300));
            var page = given(adapter.open(opening));
            assertThat(given(adapter.look(opening.id(), page.reference()))).isEqualTo(page);
            assertThat(given(adapter.close(opening.id(), page.reference())).status())
                    .isEqualTo(new Status.Closed());
        } finally {
            town.call("PUT", "/town/paypay/hides-unopened/false", null);
        }
    }

    @Override
    protected void pay(Seen page) {
        pay(page, false);
    }

    @Override
    protected void payForSlowRefund(Seen page, boolean fails) {
        pay(page, true);
    }

    private void pay(Seen page, boolean slowRefunds) {
        var code = PayPayReference.parse(page.reference()).orElseThrow().code();
        var body = JsonMapper.shared().createObjectNode().put("slowRefunds", slowRefunds);
        town.call("POST", "/town/paypay/codes/" + code + "/pay", body);
    }

    @Override
    protected long pages(PaymentId id) {
        return town.call("GET", "/town/paypay/codes?limit=1000", null)
                .valueStream()
                .filter(code -> code.path("merchantPaymentId").asString("").equals(id.toString()))
                .count();
    }
}
