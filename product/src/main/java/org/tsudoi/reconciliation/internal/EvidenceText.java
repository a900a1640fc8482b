package org.tsudoi.reconciliation.internal;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.tsudoi.money.Money;
import org.tsudoi.reconciliation.Finding.Side;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What each side says, as JSON and back.
final class EvidenceText {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private EvidenceText() {}

    record Sides(Side there, Side here, Side ledger) {}

    static String write(Sides sides) {
        var all = JSON.createObjectNode();
        put(all, "there", sides.there);
        put(all, "here", sides.here);
        put(all, "ledger", sides.ledger);
        return all.toString();
    }

    private static void put(ObjectNode all, String name, Side side) {
        if (side.isNothing()) return;
        var node = all.putObject(name);
        if (side.reference() != null) node.put("reference", side.reference());
        if (side.state() != null) node.put("state", side.state());
        put(node, "amount", side.amount());
        put(node, "fee", side.fee());
        if (side.at() != null) node.put("at", side.at().toString());
    }

    private static void put(ObjectNode node, String name, @Nullable Money money) {
        if (money == null) return;
        node.putObject(name)
                .put("minor", money.minorUnits())
                .put("currency", money.currency().getCurrencyCode());
    }

    static Sides read(String text) {
        var all = JSON.readTree(text);
        return new Sides(side(all.path("there")), side(all.path("here")), side(all.path("ledger")));
    }

    private static Side side(JsonNode node) {
        var at = text(node, "at");
        return new Side(
                text(node, "reference"),
                text(node, "state"),
                money(node.path("amount")),
                money(node.path("fee")),
                at == null ? null : Instant.parse(at));
    }

    private static @Nullable String text(JsonNode node, String name) {
        return node.path(name).isString() ? node.path(name).asString() : null;
    }

    private static @Nullable Money money(JsonNode node) {
        return node.isObject()
                ? Money.of(node.path("minor").asLong(), node.path("currency").asString())
                : null;
    }
}
