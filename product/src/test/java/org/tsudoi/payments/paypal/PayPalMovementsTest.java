package org.tsudoi.payments.paypal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tsudoi.money.Money;
import org.tsudoi.payments.provider.Answer;
import org.tsudoi.payments.provider.Movements;
import org.tsudoi.payments.provider.MovementsContract;
import tools.jackson.databind.json.JsonMapper;

class PayPalMovementsTest extends MovementsContract {
    private PayPalMovements movements(String secret) {
        var settings = new PayPalSettings(
                town.provider("paypal"),
                town.payPalClient(),
                secret,
                List.of(),
                Duration.ofSeconds(5),
                Duration.ofSeconds(15));
        return new PayPalMovements(new PayPalClient(settings, clock, _ -> {}));
    }

    @Override
    protected Movements movements() {
        return movements(town.payPalSecret());
    }

    @Override
    protected Movements withWrongCredentials() {
        return movements("wrong");
    }

    @Override
    protected String operation() {
        return "GET /v1/reporting/transactions";
    }

    @Override
    protected String move() {
        var told = JsonMapper.shared().createObjectNode().put("code", "T0400").put("amount", -1200);
        return town.call("POST", "/town/paypal/report", told).path("id").asString();
    }

    @Test
    void moreThanAMonthIsAskedForInParts() {
        var now = town.time();
        assertThat(movements().movements(now.minus(Duration.ofDays(80)), now)).isInstanceOf(Answer.Given.class);
    }

    @ParameterizedTest
    @CsvSource({
        "T0006, 10.00, CHARGE",
        "T0003, 10.00, CHARGE",
        "T1107, -10.00, REFUND",
        "T1106, -10.00, DISPUTE",
        "T1201, -10.00, DISPUTE",
        "T1202, 10.00, DISPUTE_RETURNED",
        "T0106, -10.00, DISPUTE",
        "T0100, -10.00, FEE",
        "T0400, -10.00, PAYOUT",
        "T1111, 10.00, OTHER"
    })
    void itsCodesAreUnderstood(String code, String value, Movements.Kind kind) {
        var told = JsonMapper.shared()
                .createObjectNode()
                .put("transaction_id", "9GS80322P28628837")
                .put("paypal_reference_id", "2E953574F0838315D")
                .put("transaction_event_code", code)
                .put("transaction_initiation_date", "2026-11-20T04:03:52+0000");
        told.putObject("transaction_amount").put("currency_code", "USD").put("value", value);
        told.putObject("fee_amount").put("currency_code", "USD").put("value", "-0.50");
        assertThat(PayPalMovements.line(told)).hasValueSatisfying(line -> {
            assertThat(line.kind()).isEqualTo(kind);
            assertThat(line.at()).isEqualTo(Instant.parse("2026-11-20T04:03:52Z"));
            if (!code.equals("T0106")) assertThat(line.fee()).isEqualTo(Money.of(50, "USD"));
        });
        assertThat(PayPalMovements.line(told.put("transaction_initiation_date", "yesterday")))
                .isEmpty();
    }
}
