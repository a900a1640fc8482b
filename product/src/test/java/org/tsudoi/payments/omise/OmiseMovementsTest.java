package org.tsudoi.payments.omise;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tsudoi.money.Money;
import org.tsudoi.payments.provider.Movements;
import org.tsudoi.payments.provider.Movements.Kind;
import org.tsudoi.payments.provider.MovementsContract;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class OmiseMovementsTest extends MovementsContract {
    private static final Instant AT = Instant.parse("2026-11-20T04:03:52Z");

    private OmiseMovements movements(String key) {
        var settings = new OmiseSettings(
                town.provider("omise"), key, List.of(), Duration.ofSeconds(5), Duration.ofSeconds(15));
        return new OmiseMovements(new OmiseClient(settings, clock, _ -> {}));
    }

    @Override
    protected Movements movements() {
        return movements(town.omiseKey());
    }

    @Override
    protected Movements withWrongCredentials() {
        return movements("skey_test_wrong");
    }

    @Override
    protected String operation() {
        return "GET /transactions";
    }

    @Override
    protected String move() {
        var told = JsonMapper.shared().createObjectNode().put("key", "transfer").put("amount", -1200);
        return town.call("POST", "/town/omise/transactions", told).path("id").asString();
    }

    private static ObjectNode transaction(String origin, long amount, String direction) {
        return JsonMapper.shared()
                .createObjectNode()
                .put("id", "trxn_test_1")
                .put("origin", origin)
                .put("amount", amount)
                .put("currency", "THB")
                .put("direction", direction)
                .put("key", "some.key");
    }

    /// What is left after fees is told; what was paid is read from the charge.
    @Test
    void theFeeOfAChargeIsWhatIsMissing() {
        var charge = JsonMapper.shared()
                .createObjectNode()
                .put("id", "chrg_test_1")
                .put("amount", 90_000)
                .put("currency", "THB");
        assertThat(OmiseMovements.line(transaction("chrg_test_1", 88_411, "credit"), charge, AT))
                .hasValueSatisfying(line -> {
                    assertThat(line.kind()).isEqualTo(Kind.CHARGE);
                    assertThat(line.gross()).isEqualTo(Money.of(90_000, "THB"));
                    assertThat(line.fee()).isEqualTo(Money.of(1_589, "THB"));
                });
        assertThat(OmiseMovements.line(transaction("chrg_test_1", 88_411, "credit"), null, AT))
                .isEmpty();
    }

    @Test
    void whatHasNothingToDoWithAChargeIsToldAsItIs() {
        assertThat(OmiseMovements.line(transaction("rfnd_test_1", 500, "debit"), null, AT))
                .hasValueSatisfying(line -> assertThat(line.net()).isEqualTo(Money.of(-500, "THB")));
        assertThat(OmiseMovements.line(transaction("trsf_test_1", 500, "debit").put("key", "transfer"), null, AT))
                .hasValueSatisfying(line -> assertThat(line.kind()).isEqualTo(Kind.PAYOUT));
        assertThat(OmiseMovements.line(transaction("rcpt_test_1", 500, "debit"), null, AT))
                .hasValueSatisfying(line -> assertThat(line.kind()).isEqualTo(Kind.OTHER));
    }
}
