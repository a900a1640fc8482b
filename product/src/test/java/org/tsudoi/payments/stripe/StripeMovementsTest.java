package org.tsudoi.payments.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tsudoi.money.Money;
import org.tsudoi.payments.provider.Movements;
import org.tsudoi.payments.provider.MovementsContract;
import tools.jackson.databind.json.JsonMapper;

class StripeMovementsTest extends MovementsContract {
    private StripeMovements movements(String key) {
        var settings = new StripeSettings(town.stripe(), key, List.of(), Duration.ofSeconds(5), Duration.ofSeconds(15));
        return new StripeMovements(new StripeClient(settings, clock, _ -> {}));
    }

    @Override
    protected Movements movements() {
        return movements(town.stripeKey());
    }

    @Override
    protected Movements withWrongCredentials() {
        return movements("sk_test_wrong");
    }

    @Override
    protected String operation() {
        return "GET /v1/balance_transactions";
    }

    @Override
    protected String move() {
        var wish = JsonMapper.shared().createObjectNode().put("type", "payout").put("amount", -1200);
        return town.call("POST", "/town/stripe/entries", wish).path("id").asString();
    }

    @ParameterizedTest
    @CsvSource({
        "charge, charge, 1000, CHARGE",
        "payment, charge, 1000, CHARGE",
        "refund, refund, -1000, REFUND",
        "refund_failure, refund_failure, 1000, REFUND",
        "adjustment, dispute, -1000, DISPUTE",
        "adjustment, dispute_reversal, 1000, DISPUTE_RETURNED",
        "adjustment, other_adjustment, 5, OTHER",
        "stripe_fee, fee, -30, FEE",
        "payout, payout, -1000, PAYOUT",
        "reserved_funds, risk_reserved_funds, -1, OTHER"
    })
    void itsWordsAreUnderstood(String type, String category, long amount, Movements.Kind kind) {
        var entry = JsonMapper.shared()
                .createObjectNode()
                .put("id", "txn_1")
                .put("type", type)
                .put("reporting_category", category)
                .put("amount", amount)
                .put("fee", 36)
                .put("currency", "jpy")
                .put("source", "x_1")
                .put("created", 1_790_000_000L);
        assertThat(StripeMovements.line(entry)).hasValueSatisfying(line -> {
            assertThat(line.kind()).isEqualTo(kind);
            assertThat(line.net()).isEqualTo(Money.jpy(amount - 36));
            assertThat(line.reference()).isEqualTo("x_1");
        });
        assertThat(StripeMovements.line(entry.put("currency", "none"))).isEmpty();
    }
}
