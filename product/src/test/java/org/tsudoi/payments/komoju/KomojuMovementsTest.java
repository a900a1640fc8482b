package org.tsudoi.payments.komoju;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.tsudoi.money.Money;
import org.tsudoi.payments.Choice;
import org.tsudoi.payments.Means;
import org.tsudoi.payments.PaymentId;
import org.tsudoi.payments.provider.Answer;
import org.tsudoi.payments.provider.Movements;
import org.tsudoi.payments.provider.Movements.Kind;
import org.tsudoi.payments.provider.Movements.Line;
import org.tsudoi.payments.provider.MovementsContract;
import org.tsudoi.payments.provider.PaymentProvider.Opening;
import org.tsudoi.payments.provider.PaymentProvider.Seen;
import tools.jackson.databind.json.JsonMapper;

class KomojuMovementsTest extends MovementsContract {
    private KomojuClient client(String key) {
        var settings = new KomojuSettings(
                town.provider("komoju"),
                key,
                List.of(),
                List.of("lawson"),
                Duration.ofSeconds(5),
                Duration.ofSeconds(15),
                0);
        return new KomojuClient(settings, clock, _ -> {});
    }

    @Override
    protected Movements movements() {
        return new KomojuMovements(client(town.komojuKey()));
    }

    @Override
    protected Movements withWrongCredentials() {
        return new KomojuMovements(client("sk_test_wrong"));
    }

    @Override
    protected String operation() {
        return "GET /api/v1/settlements";
    }

    @Override
    protected String move() {
        var settlement = JsonMapper.shared()
                .createObjectNode()
                .put("transactions", 10_000)
                .put("fee", 275)
                .put("tax", 27)
                .put("sending", 300);
        return town.call("POST", "/town/komoju/settlements", settlement)
                .path("id")
                .asString();
    }

    private List<Line> told() {
        var now = town.time();
        var answer = movements().movements(now.minus(Duration.ofHours(1)), now.plusSeconds(60));
        if (answer instanceof Answer.Given<List<Line>>(var lines)) return lines;
        throw new AssertionError(answer.toString());
    }

    @Test
    void aSettlementTellsWhatWasKeptAndWhatWasPaidOut() {
        town.fair();
        var id = move();
        var lines = told().stream().filter(line -> id.equals(line.reference())).toList();
        assertThat(lines).extracting(Line::kind).containsExactlyInAnyOrder(Kind.FEE, Kind.PAYOUT);
        assertThat(lines).extracting(Line::net).containsExactlyInAnyOrder(Money.jpy(-602), Money.jpy(-9_398));
    }

    private static boolean settled(String changes, List<Line> lines) {
        return KomojuMovements.settled(JsonMapper.shared().readTree("""
                        {"id":"s","created_at":"2026-11-02T00:00:00Z","currency":"JPY","fee_amount_cents":10,
                        "fee_tax_amount_cents":1,"bank_transfer_fee_amount_cents":0,"remittance_amount_cents":100%s}
                        """.formatted(changes)), lines);
    }

    @Test
    void onlyWhatWasSentInYenIsToldAndSumsMayBeNegative() {
        var lines = new ArrayList<Line>();
        assertThat(settled(",\"status\":\"pending\"", lines)).isTrue();
        assertThat(settled(",\"status\":\"cancelled\"", lines)).isTrue();
        assertThat(settled(",\"fx_currency\":\"USD\"", lines)).isFalse();
        assertThat(lines).isEmpty();
        assertThat(settled(",\"fx_currency\":null,\"fee_amount_cents\":-20", lines))
                .isTrue();
        assertThat(lines).extracting(Line::net).containsExactly(Money.jpy(19), Money.jpy(-100));
    }

    @Test
    void whatAStoreTookIsToldUnderOurName() {
        town.fair();
        town.sameTimeAs(clock);
        var id = new PaymentId(UUID.randomUUID());
        var adapter = new KomojuAdapter(client(town.komojuKey()), List.of("lawson"), 190, clock);
        var opened = adapter.open(new Opening(
                id,
                new Choice(Means.KONBINI, "lawson"),
                "ord_" + id.toString().substring(4),
                "朝のヨガ × 1",
                Money.jpy(3300),
                "hanako@example.com",
                Locale.JAPANESE,
                "https://tsudoi.example/back",
                "https://tsudoi.example/leave",
                clock.instant(),
                clock.instant().plus(Duration.ofDays(3))));
        if (!(opened instanceof Answer.Given<Seen>(var seen))) throw new AssertionError(opened.toString());
        assertThat(told()).noneMatch(line -> id.equals(line.payment()));
        town.call("POST", "/town/komoju/payments/" + seen.reference() + "/pay", null);
        assertThat(told())
                .filteredOn(line -> id.equals(line.payment()))
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.kind()).isEqualTo(Kind.CHARGE);
                    assertThat(line.gross()).isEqualTo(Money.jpy(3300));
                    assertThat(line.fee().isZero()).isTrue();
                    assertThat(line.reference()).isEqualTo(seen.reference());
                });
    }
}
