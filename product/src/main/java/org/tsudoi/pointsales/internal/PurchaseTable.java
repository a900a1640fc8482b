package org.tsudoi.pointsales.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tsudoi.members.MemberId;
import org.tsudoi.orders.OrderId;
import org.tsudoi.pointsales.PointPackId;
import org.tsudoi.pointsales.Purchase;

/// Rows of `point_purchase`.
@Component
class PurchaseTable {
    private static final String SELECT =
            "select id, member, pack, points, bonus, ground, life_months, state, asked_at from point_purchase ";

    private final JdbcClient jdbc;

    PurchaseTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(Purchase purchase) {
        jdbc.sql("""
                        insert into point_purchase (id, member, pack, points, bonus, ground, life_months, state, asked_at)
                        values (:id, :member, :pack, :points, :bonus, :ground, :months, 'open', :at)""")
                .param("id", purchase.order().value())
                .param("member", purchase.member().value())
                .param("pack", purchase.pack().value())
                .param("points", purchase.points())
                .param("bonus", purchase.bonus())
                .param("ground", purchase.ground().word())
                .param("months", purchase.lifeMonths())
                .param("at", purchase.askedAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    Optional<Purchase> find(OrderId id) {
        return jdbc.sql(SELECT + "where id = :id")
                .param("id", id.value())
                .query((row, _) -> purchase(row))
                .optional();
    }

    Optional<Purchase> lock(OrderId id) {
        return jdbc.sql(SELECT + "where id = :id for update")
                .param("id", id.value())
                .query((row, _) -> purchase(row))
                .optional();
    }

    List<Purchase> newest(int max) {
        return jdbc.sql(SELECT + "order by asked_at desc, id limit :max")
                .param("max", max)
                .query((row, _) -> purchase(row))
                .list();
    }

    List<Purchase> waiting(MemberId member) {
        return jdbc.sql(SELECT + "where member = :member and state = 'open' order by asked_at desc, id")
                .param("member", member.value())
                .query((row, _) -> purchase(row))
                .list();
    }

    /// Of which something may come free that was reserved when the bank decided.
    List<OrderId> lost(Instant paidAfter) {
        return jdbc.sql("select id from point_purchase where state = 'lost' and paid_at > :after")
                .param("after", paidAfter.atOffset(ZoneOffset.UTC))
                .query((row, _) -> new OrderId(row.getObject("id", UUID.class)))
                .list();
    }

    /// What this member has bought or is about to, since then.
    long boughtSince(MemberId member, Instant since) {
        return jdbc.sql("""
                        select coalesce(sum(points), 0)::bigint from point_purchase
                        where member = :member and asked_at >= :since and state in ('open', 'paid', 'lost')""")
                .param("member", member.value())
                .param("since", since.atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single();
    }

    /// @throws IllegalStateException when it was in another state
    void move(Purchase from, Purchase.State to, Instant now) {
        int changed = jdbc.sql("""
                        update point_purchase set state = :to,
                            paid_at = case when :to = 'paid' then :now else paid_at end,
                            ended_at = case when :to = 'paid' then null else :now end
                        where id = :id and state = :from""")
                .param("id", from.order().value())
                .param("from", from.state().word())
                .param("to", to.word())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
        if (changed != 1)
            throw new IllegalStateException(
                    from.order() + " was not " + from.state().word());
    }

    private static Purchase purchase(ResultSet row) throws SQLException {
        return new Purchase(
                new OrderId(row.getObject("id", UUID.class)),
                new MemberId(row.getObject("member", UUID.class)),
                new PointPackId(row.getObject("pack", UUID.class)),
                row.getLong("points"),
                row.getLong("bonus"),
                SaleTable.ground(row),
                row.getInt("life_months"),
                Purchase.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getTimestamp("asked_at").toInstant());
    }
}
