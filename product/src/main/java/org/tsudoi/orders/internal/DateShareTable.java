package org.tsudoi.orders.internal;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.DateId;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.OrderId;
import org.tsudoi.orders.Orders;
import org.tsudoi.orders.TicketId;
import org.tsudoi.payments.RefundId;

/// Rows of `date_share`: what went back of places of courses for dates that nobody held; and of `date_kept`: for which
/// dates nothing went back when a place was left.
@Component
class DateShareTable {
    private final JdbcClient jdbc;

    DateShareTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Of one place.
    record Given(Money sum, Set<DateId> dates) {
        Given and(DateId date, Money share) {
            var all = new HashSet<>(dates);
            all.add(date);
            return new Given(sum.plus(share), Set.copyOf(all));
        }
    }

    /// Of those places of which something has. Nobody is asked about what is no course.
    Map<TicketId, Given> of(Order order) {
        var given = new HashMap<TicketId, Given>();
        if (!order.terms().isCourse()) return given;
        var currency = order.worth().currency();
        jdbc.sql("select ticket, course_date, amount from date_share where orders = :order")
                .param("order", order.id().value())
                .query(row -> {
                    var date = new DateId(row.getObject("course_date", UUID.class));
                    var share = new Money(row.getLong("amount"), currency);
                    given.merge(
                            new TicketId(row.getObject("ticket", UUID.class)),
                            new Given(share, Set.of(date)),
                            (known, _) -> known.and(date, share));
                });
        return given;
    }

    List<Orders.DateShare> all(Order order) {
        return jdbc.sql("""
                        select ticket, course_date, amount, refund from date_share where orders = :order
                        order by at, ticket""")
                .param("order", order.id().value())
                .query((row, _) -> new Orders.DateShare(
                        new TicketId(row.getObject("ticket", UUID.class)),
                        new DateId(row.getObject("course_date", UUID.class)),
                        new Money(row.getLong("amount"), order.worth().currency()),
                        Optional.ofNullable(row.getObject("refund", UUID.class)).map(RefundId::new)))
                .list();
    }

    /// The second lock lets it happen once, and only where that was decided.
    void insert(OrderId order, TicketId ticket, DateId date, Money share, @Nullable RefundId refund, Instant now) {
        jdbc.sql("""
                        insert into date_share (ticket, course_date, orders, at, amount, refund)
                        values (:ticket, :date, :order, :now, :amount, cast(:refund as uuid))""")
                .param("ticket", ticket.value())
                .param("date", date.value())
                .param("order", order.value())
                .param("now", Timestamp.from(now))
                .param("amount", share.minorUnits())
                .param("refund", refund == null ? null : refund.value().toString())
                .update();
        int changed = jdbc.sql("update ticket set refunded = coalesce(refunded, 0) + :amount where id = :ticket")
                .param("amount", share.minorUnits())
                .param("ticket", ticket.value())
                .update();
        if (changed != 1) throw new IllegalStateException("no such place: " + ticket);
    }

    void keep(OrderId order, TicketId ticket, DateId date, Instant now) {
        jdbc.sql("insert into date_kept (ticket, course_date, orders, at) values (:ticket, :date, :order, :now)")
                .param("ticket", ticket.value())
                .param("date", date.value())
                .param("order", order.value())
                .param("now", Timestamp.from(now))
                .update();
    }

    /// Those of its places that were left and kept paying for that date.
    Set<TicketId> keeping(OrderId order, DateId date) {
        return jdbc.sql("select ticket from date_kept where orders = :order and course_date = :date")
                .param("order", order.value())
                .param("date", date.value())
                .query((row, _) -> new TicketId(row.getObject("ticket", UUID.class)))
                .set();
    }
}
