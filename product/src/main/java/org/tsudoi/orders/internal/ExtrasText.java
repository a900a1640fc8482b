package org.tsudoi.orders.internal;

import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.AddOnId;
import org.tsudoi.offerings.Tax;
import org.tsudoi.orders.Extra;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What was bought with an order, as its row keeps it: read and written without a statement of its own.
final class ExtrasText {
    private static final String NOTHING = "[]";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private ExtrasText() {}

    static String written(List<Extra> extras) {
        if (extras.isEmpty()) return NOTHING;
        return JSON.writeValueAsString(extras.stream()
                .map(one -> Map.of(
                        "addOn",
                        one.addOn().value().toString(),
                        "name",
                        one.name(),
                        "place",
                        one.place(),
                        "price",
                        one.price().minorUnits(),
                        "tax",
                        one.tax().category().word(),
                        "percent",
                        one.tax().percent(),
                        "quantity",
                        one.quantity(),
                        "limited",
                        one.limited()))
                .toList());
    }

    /// @param ofPlaces the tax of those that were written before each had its own
    static List<Extra> read(String text, Currency currency, Tax ofPlaces) {
        if (text.equals(NOTHING)) return List.of();
        var extras = new ArrayList<Extra>();
        for (var one : JSON.readTree(text)) {
            extras.add(new Extra(
                    new AddOnId(UUID.fromString(one.path("addOn").asString())),
                    one.path("name").asString(),
                    one.path("place").asInt(),
                    new Money(one.path("price").asLong(), currency),
                    one.has("tax") ? tax(one) : ofPlaces,
                    one.path("quantity").asInt(),
                    one.path("limited").asBoolean()));
        }
        return List.copyOf(extras);
    }

    private static Tax tax(JsonNode one) {
        var category = one.path("tax").asString();
        return new Tax(
                Tax.Category.valueOf(category.toUpperCase(Locale.ROOT)),
                one.path("percent").asInt());
    }
}
