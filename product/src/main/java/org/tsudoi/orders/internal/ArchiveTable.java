package org.tsudoi.orders.internal;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tsudoi.orders.Archive;
import org.tsudoi.orders.OrderId;

/// Rows of `order_archived`.
@Component
class ArchiveTable implements Archive {
    private final JdbcClient jdbc;
    private final Clock clock;

    ArchiveTable(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public void put(OrderId order) {
        jdbc.sql("insert into order_archived (orders, archived_at) values (:order, :now) on conflict do nothing")
                .param("order", order.value())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    @Override
    public void takeBack(OrderId order) {
        jdbc.sql("delete from order_archived where orders = :order")
                .param("order", order.value())
                .update();
    }

    @Override
    public Set<OrderId> of(Collection<OrderId> orders) {
        return Set.copyOf(jdbc.sql("select orders from order_archived where orders = any(:orders)")
                .param("orders", orders.stream().map(OrderId::value).toArray(UUID[]::new))
                .query((row, _) -> new OrderId(row.getObject("orders", UUID.class)))
                .list());
    }
}
