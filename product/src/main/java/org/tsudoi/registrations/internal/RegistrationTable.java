package org.tsudoi.registrations.internal;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tsudoi.members.MemberId;
import org.tsudoi.orders.OrderId;

/// Rows of `registration`: which orders are for the fee, and whose.
@Component
class RegistrationTable {
    private final JdbcClient jdbc;

    RegistrationTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record Asked(OrderId order, int number) {
        static Asked of(MemberId member, int number) {
            var name = "registration " + member + " " + number;
            return new Asked(new OrderId(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8))), number);
        }
    }

    Optional<Asked> newest(MemberId member) {
        return jdbc.sql("select number from registration where member = :member order by number desc limit 1")
                .param("member", member.value())
                .query((row, _) -> Asked.of(member, row.getInt("number")))
                .optional();
    }

    void insert(MemberId member, Asked asked, Instant now) {
        jdbc.sql("""
                        insert into registration (order_id, member, number, asked_at)
                        values (:order, :member, :number, :now) on conflict do nothing""")
                .param("order", asked.order().value())
                .param("member", member.value())
                .param("number", asked.number())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /// Whose fee this order is for; empty for orders of anything else.
    Optional<MemberId> member(OrderId order) {
        return jdbc.sql("select member from registration where order_id = :order")
                .param("order", order.value())
                .query((row, _) -> new MemberId(row.getObject("member", UUID.class)))
                .optional();
    }
}
