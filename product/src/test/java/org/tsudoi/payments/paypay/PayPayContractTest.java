package org.tsudoi.payments.paypay;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.tsudoi.money.Money;
import org.tsudoi.payments.Choice;
import org.tsudoi.payments.Means;
import org.tsudoi.payments.PaymentId;
import org.tsudoi.payments.provider.PaymentProvider;
import org.tsudoi.payments.provider.PaymentProvider.Seen;
import org.tsudoi.payments.provider.PaymentProviderContract;
import tools.jackson.databind.json.JsonMapper;

class PayPayContractTest extends PaymentProviderContract {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration IMPATIENCE = Duration.ofMillis(800);

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
    protected void weather(Call call, String mode) {
        var operation = switch (call) {
            case OPEN -> "POST /v2/codes";
            case LOOK -> "GET /v2/codes/payments/*";
            case CLOSE -> "DELETE /v2/codes/*";
            case REFUND -> "POST /v2/refunds";
            case LOOK_AT_REFUND -> "GET /v2/refunds/*";
            case TAKE -> throw new IllegalStateException("nothing is approved at PayPay before it is paid");
            case LOOK_AT_DISPUTE -> throw new IllegalStateException("nothing is disputed at PayPay");
        };
        town.weather("paypay", operation, mode, 1, 1100);
    }

    @Override
    protected void pay(Seen page) {
        pay(page, false);
    }

    @Override
    protected void payInVain(Seen page) {
        throw new IllegalStateException("PayPay's app tells its user, and nobody else");
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
    protected void letRefundsSettle() {
        clock.forward(Duration.ofMinutes(1));
        town.sameTimeAs(clock);
    }

    @Override
    protected String dispute(String charge) {
        throw new IllegalStateException("nothing is disputed at PayPay");
    }

    @Override
    protected void decide(String charge, boolean forUs) {
        throw new IllegalStateException("nothing is disputed at PayPay");
    }

    @Override
    protected long pages(PaymentId id) {
        return town.call("GET", "/town/paypay/codes?limit=1000", null)
                .valueStream()
                .filter(code -> code.path("merchantPaymentId").asString("").equals(id.toString()))
                .count();
    }

    @Override
    protected Tally tally(String charge) {
        var tally = town.call("GET", "/town/paypay/tally", null).path(charge);
        return new Tally(
                tally.path("charges").asInt(),
                tally.path("captured").asLong(),
                tally.path("refunds").asInt(),
                tally.path("refunded").asLong());
    }

    @Test
    void nothingIsCalledWhileATransactionIsOpen() {
        TransactionSynchronizationManager.setActualTransactionActive(true);
        try {
            assertThatThrownBy(() -> adapter.look(new PaymentId(new UUID(1, 1)), "04-1|https://x.example"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("transaction");
        } finally {
            TransactionSynchronizationManager.setActualTransactionActive(false);
        }
    }
}
