package org.tsudoi.orders.internal;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tsudoi.orders.OrderId;

/// Rows of `order_offer`: orders that nobody placed by themselves.
@Component
class OfferTable {
    private final JdbcClient jdbc;

    OfferTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(OrderId order, Instant until) {
        jdbc.sql("insert into order_offer (orders, until) values (:order, :until)")
                .param("order", order.value())
                .param("until", until.atOffset(ZoneOffset.UTC))
                .update();
    }

    /// Empty for what was placed by its buyer.
    Optional<Instant> until(OrderId order) {
        return jdbc.sql("select until from order_offer where orders = :order")
                .param("order", order.value())
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant);
    }
}
