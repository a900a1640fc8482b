package org.tsudoi.orders.internal;

import java.util.Collection;
import java.util.Currency;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tsudoi.money.Money;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.OrderId;

/// What the platform keeps of the fee of each order, as the books have it.
@Component
class OrderFeeTable {
    private final JdbcClient jdbc;

    OrderFeeTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Money kept(OrderId order) {
        return jdbc.sql("select fee_kept, currency from orders where id = :id")
                .param("id", order.value())
                .query((row, _) -> new Money(row.getLong("fee_kept"), Currency.getInstance(row.getString("currency"))))
                .single();
    }

    /// All of it.
    void keep(Collection<? extends Order> paid) {
        jdbc.sql("""
                        update orders o set fee_kept = k.fee
                        from unnest(:ids, :fees) as k (id, fee) where o.id = k.id""")
                .param("ids", paid.stream().map(order -> order.id().value()).toArray(UUID[]::new))
                .param(
                        "fees",
                        paid.stream()
                                .mapToLong(order -> order.platformFee().minorUnits())
                                .toArray())
                .update();
    }

    void keep(OrderId order, Money kept) {
        jdbc.sql("update orders set fee_kept = :kept where id = :id")
                .param("kept", kept.minorUnits())
                .param("id", order.value())
                .update();
    }
}
