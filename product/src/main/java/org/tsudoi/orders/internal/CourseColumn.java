package org.tsudoi.orders.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.ContinuousService;
import org.tsudoi.offerings.DateId;
import org.tsudoi.offerings.Leaving;
import org.tsudoi.orders.Order;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The column `orders.course`: the dates as they were agreed, and what comes back of them. A fee is in the order's
/// currency.
final class CourseColumn {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private CourseColumn() {}

    /// Null of an order for something else.
    static @Nullable String written(Order.When when) {
        if (!(when instanceof Order.When.Course course)) return null;
        var json = JSON.createObjectNode();
        var dates = json.putArray("dates");
        for (var date : course.dates()) {
            dates.addArray()
                    .add(date.date().value().toString())
                    .add(date.startsAt().toString());
        }
        course.leaving().fee().ifPresent(fee -> json.put("fee", fee.minorUnits()));
        course.leaving().service().ifPresent(service -> json.put("service", service.word()));
        return json.toString();
    }

    static Order.When.Course read(String text, Currency currency) {
        var json = JSON.readTree(text);
        var dates = new ArrayList<Order.When.Course.AgreedDate>();
        for (var date : json.path("dates")) {
            dates.add(new Order.When.Course.AgreedDate(
                    new DateId(UUID.fromString(date.path(0).asString())),
                    Instant.parse(date.path(1).asString())));
        }
        return new Order.When.Course(
                dates,
                new Leaving(
                        given(json, "fee").map(fee -> new Money(fee.asLong(), currency)),
                        given(json, "service").flatMap(word -> ContinuousService.of(word.asString()))));
    }

    private static Optional<JsonNode> given(JsonNode json, String name) {
        return Optional.of(json.path(name)).filter(it -> !it.isMissingNode() && !it.isNull());
    }
}
