package org.tsudoi.orders.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsudoi.contact.EmailAddress;
import org.tsudoi.orders.OrderId;
import org.tsudoi.orders.TicketId;
import org.tsudoi.platform.RecurringJob;
import org.tsudoi.privacy.Vault;

/// Forgets who bought and who came once no paper of the order has to be kept any more (APPI 22条). Sums, seats and
/// journals stay. What happened stands in the order's history.
@Component
class ForgetPeople implements RecurringJob {
    private static final Duration EVERY = Duration.ofDays(1);
    private static final int BATCH = 100;

    /// Seven years from two months after the end of the year of the sale, whenever that ends.
    private static final Period KEPT_FOR = Period.of(8, 2, 0);

    private static final String NOBODY = "—";
    private static final EmailAddress NOWHERE = new EmailAddress("forgotten@tsudoi.invalid");

    private final JdbcClient jdbc;
    private final Vault vault;
    private final OrderTable orders;
    private final TransactionTemplate transactions;
    private final Clock clock;

    ForgetPeople(JdbcClient jdbc, Vault vault, OrderTable orders, TransactionTemplate transactions, Clock clock) {
        this.jdbc = jdbc;
        this.vault = vault;
        this.orders = orders;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "orders-forget-people";
    }

    @Override
    public Duration every() {
        return EVERY;
    }

    @Override
    public void run() {
        var now = clock.instant();
        var before = LocalDate.ofInstant(now, ZoneOffset.UTC)
                .minus(KEPT_FOR)
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant();
        for (var batch = over(before); !batch.isEmpty(); batch = over(before)) {
            for (var one : batch) transactions.executeWithoutResult(_ -> forget(one, now));
        }
    }

    private record Old(OrderId id, int places) {}

    /// Placed and held before then, and nothing is to come of them.
    private List<Old> over(Instant before) {
        return jdbc.sql("""
                        select id, places from orders
                        where placed_at < :before and coalesce(starts_at, completed_at, ended_at, placed_at) < :before and forgotten_at is null
                            and state in ('paid', 'cancelled', 'lapsed', 'unseated')
                        order by placed_at, id limit :max""")
                .param("before", before.atOffset(ZoneOffset.UTC))
                .param("max", BATCH)
                .query((row, _) ->
                        new Old(new OrderId(row.getObject("id", java.util.UUID.class)), row.getInt("places")))
                .list();
    }

    private void forget(Old old, Instant now) {
        var id = old.id.value();
        var attendees = String.join("\n", java.util.Collections.nCopies(old.places, NOBODY));
        int changed = jdbc.sql("""
                        update orders set buyer_name_sealed = :name, buyer_email_sealed = :mail, buyer_email_index = :index,
                            attendees_sealed = :attendees, member = null, forgotten_at = :now
                        where id = :id and forgotten_at is null""")
                .param("name", vault.seal("orders", "buyer_name_sealed", id, NOBODY))
                .param("mail", vault.seal("orders", "buyer_email_sealed", id, NOWHERE.value()))
                .param("index", orders.mailIndex(NOWHERE))
                .param("attendees", vault.seal("orders", "attendees_sealed", id, attendees))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("id", id)
                .update();
        if (changed != 1) return;
        for (var ticket : tickets(old.id)) {
            jdbc.sql("update ticket set attendee_sealed = :name where id = :id")
                    .param("name", vault.seal("ticket", "attendee_sealed", ticket.value(), NOBODY))
                    .param("id", ticket.value())
                    .update();
        }
        orders.note(old.id, "people forgotten", null, now);
    }

    private List<TicketId> tickets(OrderId order) {
        return jdbc.sql("select id from ticket where orders = :order")
                .param("order", order.value())
                .query((row, _) -> new TicketId(row.getObject("id", java.util.UUID.class)))
                .list();
    }
}
