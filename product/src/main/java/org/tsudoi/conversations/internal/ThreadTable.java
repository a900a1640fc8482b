package org.tsudoi.conversations.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tsudoi.conversations.Conversations.Place;
import org.tsudoi.conversations.Side;
import org.tsudoi.members.OrganiserId;
import org.tsudoi.orders.OrderId;

/// Rows of `conversation`: where a thread stands, and how far each side has read.
@Component
class ThreadTable {
    private final JdbcClient jdbc;

    ThreadTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// @param mailAt when each side was, or will be, told of something by mail the last time
    record Head(OrderId order, int lastNumber, Map<Side, Integer> read, Map<Side, Instant> mailAt) {
        int readBy(Side side) {
            return read.getOrDefault(side, 0);
        }
    }

    /// Answers false when it was open.
    boolean open(OrderId order, OrganiserId organiser, Instant now) {
        return jdbc.sql("""
                        insert into conversation (orders, organiser, opened_at, last_at) values (:order, :organiser, :now, :now)
                        on conflict do nothing""")
                        .param("order", order.value())
                        .param("organiser", organiser.value())
                        .param("now", at(now))
                        .update()
                == 1;
    }

    static OffsetDateTime at(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }

    Optional<Head> lock(OrderId order) {
        return jdbc.sql("""
                        select orders, last_number, buyer_read, organiser_read, buyer_mail_at, organiser_mail_at
                        from conversation where orders = :order for update""")
                .param("order", order.value())
                .query((row, _) -> head(row))
                .optional();
    }

    private static Head head(ResultSet row) throws SQLException {
        var read = new HashMap<Side, Integer>();
        var mailAt = new HashMap<Side, Instant>();
        for (var side : Side.values()) {
            read.put(side, row.getInt(side.word() + "_read"));
            var mail = row.getTimestamp(side.word() + "_mail_at");
            if (mail != null) mailAt.put(side, mail.toInstant());
        }
        return new Head(new OrderId(row.getObject("orders", UUID.class)), row.getInt("last_number"), read, mailAt);
    }

    /// The number of what is written next; the thread stands first in its organiser's list then.
    ///
    /// @param side that writes; null for the program
    int next(OrderId order, @Nullable Side side, Instant now) {
        var said = side == null ? "" : ", %s_said = last_number + 1".formatted(side.word());
        return jdbc.sql("""
                        update conversation set last_number = last_number + 1, changes = changes + 1,
                            last_at = greatest(last_at, :now)""" + said + " where orders = :order returning last_number")
                .param("now", at(now))
                .param("order", order.value())
                .query(Integer.class)
                .single();
    }

    void changed(OrderId order) {
        jdbc.sql("update conversation set changes = changes + 1 where orders = :order")
                .param("order", order.value())
                .update();
    }

    void read(OrderId order, Side side) {
        jdbc.sql("update conversation set %1$s_read = last_number where orders = :order and %1$s_read < last_number"
                        .formatted(side.word()))
                .param("order", order.value())
                .update();
    }

    void mail(OrderId order, Side to, Instant due) {
        jdbc.sql("update conversation set %s_mail_at = :due where orders = :order".formatted(to.word()))
                .param("due", at(due))
                .param("order", order.value())
                .update();
    }

    int changes(OrderId order) {
        return jdbc.sql("select changes from conversation where orders = :order")
                .param("order", order.value())
                .query(Integer.class)
                .optional()
                .orElse(0);
    }

    /// Those of them in which something was written.
    List<OrderId> open(Collection<OrderId> orders) {
        return jdbc.sql("select orders from conversation where orders = any(:orders) order by orders")
                .param("orders", orders.stream().map(OrderId::value).toArray(UUID[]::new))
                .query((row, _) -> new OrderId(row.getObject("orders", UUID.class)))
                .list();
    }

    List<Place> of(OrganiserId organiser, @Nullable Place after, int max) {
        var statement = jdbc.sql("select orders, last_at from conversation where organiser = :organiser"
                        + (after == null ? "" : " and (last_at, orders) < (:at, :order)")
                        + " order by last_at desc, orders desc limit :max")
                .param("organiser", organiser.value())
                .param("max", max);
        if (after != null) {
            statement = statement
                    .param("at", at(after.at()))
                    .param("order", after.order().value());
        }
        return statement
                .query((row, _) -> new Place(
                        row.getTimestamp("last_at").toInstant(), new OrderId(row.getObject("orders", UUID.class))))
                .list();
    }
}
