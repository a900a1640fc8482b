package org.tsudoi.payments.omise;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tsudoi.money.Money;
import org.tsudoi.payments.Choice;
import org.tsudoi.payments.Means;
import org.tsudoi.payments.PaymentId;
import org.tsudoi.payments.provider.PaymentProvider;
import org.tsudoi.payments.provider.PaymentProvider.Seen;
import org.tsudoi.payments.provider.PaymentProviderContract;
import tools.jackson.databind.json.JsonMapper;

/// By PromptPay.
class OmiseContractTest extends PaymentProviderContract {
    private final OmiseAdapter adapter = adapter(town.omiseKey(), PATIENCE);
    private String slow = "";

    private OmiseAdapter adapter(String key, Duration readTimeout) {
        var settings = new OmiseSettings(town.provider("omise"), key, List.of(), Duration.ofSeconds(5), readTimeout);
        return new OmiseAdapter(new OmiseClient(settings, clock, _ -> {}));
    }

    @Override
    protected PaymentProvider provider() {
        return adapter;
    }

    @Override
    protected PaymentProvider impatient() {
        return adapter(town.omiseKey(), IMPATIENCE);
    }

    @Override
    protected PaymentProvider withWrongCredentials() {
        return adapter("skey_test_wrong", PATIENCE);
    }

    @Override
    protected Traits traits() {
        return traits(Choice.of(Means.PROMPTPAY));
    }

    final Traits traits(Choice choice) {
        return new Traits(
                choice,
                Money.of(90_000, "THB"),
                Money.of(1485 + 104, "THB"),
                Money.of(1999, "THB"),
                "chrg_test_nobody",
                null,
                true,
                true,
                true,
                false);
    }

    @Override
    protected String operation(Call call) {
        return switch (call) {
            case OPEN -> "POST /charges";
            case LOOK -> "GET /charges/*";
            case CLOSE -> "POST /charges/*/expire";
            case REFUND -> "POST /charges/*/refunds";
            case LOOK_AT_REFUND -> "GET /charges/*/refunds/*";
            case TAKE, LOOK_AT_DISPUTE -> throw notHere();
        };
    }

    @Override
    protected void pay(Seen page) {
        var late = JsonMapper.builder().build().createObjectNode().put("late", true);
        town.call("POST", "/town/omise/charges/" + page.reference() + "/pay", late);
    }

    @Override
    protected void payInVain(Seen page) {
        town.call("POST", "/town/omise/charges/" + page.reference() + "/decline", null);
    }

    @Override
    protected void payForSlowRefund(Seen page, boolean fails) {
        pay(page);
        slow = fails ? page.reference() : "";
    }

    @Override
    protected void letRefundsSettle() {
        var refunds = town.call("GET", "/town/omise/charges/" + slow, null).at("/refunds/data");
        for (var refund : refunds) {
            town.call("POST", "/town/omise/refunds/" + refund.path("id").asString() + "/fail", null);
        }
    }

    @Override
    protected long pages(PaymentId id) {
        return town.call("GET", "/town/omise/charges?limit=1000", null)
                .valueStream()
                .filter(charge -> id.equals(OmiseReading.payment(charge)))
                .count();
    }

    @Override
    protected Tally tally(String charge) {
        var shown = town.call("GET", "/town/omise/charges/" + charge, null);
        boolean paid = shown.path("paid").asBoolean();
        return new Tally(
                paid ? 1 : 0,
                paid ? shown.path("amount").asLong() : 0,
                shown.at("/refunds/total").asInt(),
                shown.path("refunded_amount").asLong());
    }

    @Test
    void promptPayAndEachBankAreOffered() {
        assertThat(adapter.offers())
                .extracting(offer -> offer.choice().word())
                .containsExactly(
                        "promptpay",
                        "mobile-banking.bay",
                        "mobile-banking.bbl",
                        "mobile-banking.kbank",
                        "mobile-banking.ktb",
                        "mobile-banking.scb");
        assertThat(adapter("", PATIENCE).offers()).isEmpty();
    }
}
