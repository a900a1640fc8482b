package org.tsudoi.payments.paypal;

import java.time.Duration;
import java.util.List;
import org.tsudoi.money.Money;
import org.tsudoi.payments.Choice;
import org.tsudoi.payments.Means;
import org.tsudoi.payments.PaymentId;
import org.tsudoi.payments.provider.PaymentProvider;
import org.tsudoi.payments.provider.PaymentProvider.Seen;
import org.tsudoi.payments.provider.PaymentProviderContract;
import tools.jackson.databind.json.JsonMapper;

class PayPalContractTest extends PaymentProviderContract {
    private final PayPalAdapter adapter = adapter(town.payPalSecret(), PATIENCE);

    private PayPalAdapter adapter(String secret, Duration readTimeout) {
        var settings = new PayPalSettings(
                town.provider("paypal"),
                town.payPalClient(),
                secret,
                List.of(town.payPalWebhookId()),
                Duration.ofSeconds(5),
                readTimeout);
        return new PayPalAdapter(new PayPalClient(settings, clock, _ -> {}), settings);
    }

    @Override
    protected PaymentProvider provider() {
        return adapter;
    }

    @Override
    protected PaymentProvider impatient() {
        return adapter(town.payPalSecret(), IMPATIENCE);
    }

    @Override
    protected PaymentProvider withWrongCredentials() {
        return adapter("wrong", PATIENCE);
    }

    @Override
    protected Traits traits() {
        return new Traits(
                Choice.of(Means.PAYPAL),
                Money.jpy(3300),
                Money.jpy(159),
                null,
                "5O190127TN364715T",
                "INSTRUMENT_DECLINED",
                false,
                true,
                true,
                true);
    }

    @Override
    protected String operation(Call call) {
        return switch (call) {
            case OPEN -> "POST /v2/checkout/orders";
            case LOOK, CLOSE -> "GET /v2/checkout/orders/*";
            case TAKE -> "POST /v2/checkout/orders/*/capture";
            case REFUND -> "POST /v2/payments/captures/*/refund";
            case LOOK_AT_REFUND -> "GET /v2/payments/refunds/*";
            case LOOK_AT_DISPUTE -> "GET /v1/customer/disputes/*";
        };
    }

    @Override
    protected void pay(Seen page) {
        approve(page, "BALANCE");
    }

    @Override
    protected void payInVain(Seen page) {
        approve(page, "DECLINED_CARD");
    }

    @Override
    protected void payForSlowRefund(Seen page, boolean fails) {
        approve(page, fails ? "FAILING_REFUND" : "SLOW_REFUND");
    }

    private void approve(Seen page, String funding) {
        var body = JsonMapper.shared().createObjectNode().put("funding", funding);
        town.call("POST", "/town/paypal/orders/" + page.reference() + "/approve", body);
    }

    @Override
    protected String dispute(String charge) {
        return town.call("POST", "/town/paypal/captures/" + charge + "/dispute", null)
                .path("dispute")
                .asString();
    }

    @Override
    protected void decide(String charge, boolean forUs) {
        town.call("POST", "/town/paypal/captures/" + charge + "/dispute/" + (forUs ? "won" : "lost"), null);
    }

    @Override
    protected long pages(PaymentId id) {
        return town.call("GET", "/town/paypal/orders?limit=1000", null)
                .valueStream()
                .filter(order -> order.path("invoiceId").asString("").equals(id.toString()))
                .count();
    }
}
