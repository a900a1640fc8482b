package org.tsudoi.orders.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tsudoi.contact.PersonName;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.EventId;
import org.tsudoi.orders.OrderId;
import org.tsudoi.orders.Ticket;
import org.tsudoi.orders.TicketId;
import org.tsudoi.payments.RefundId;
import org.tsudoi.privacy.Vault;

/// Rows of `ticket`.
@Component
class TicketTable {
    private static final String TABLE = "ticket";

    private final JdbcClient jdbc;
    private final Vault vault;

    TicketTable(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    /// Answers the first of `places` numbers that nobody else gets.
    int numbers(EventId event, int places) {
        return jdbc.sql("""
                                insert into ticket_counter as counter (event, last) values (:event, :places)
                                on conflict (event) do update set last = counter.last + :places
                                returning last""")
                        .param("event", event.value())
                        .param("places", places)
                        .query(Integer.class)
                        .single()
                - places
                + 1;
    }

    void insert(Ticket.Valid ticket, byte[] doorHash, byte[] passCodeIndex) {
        var id = ticket.id().value();
        jdbc.sql("""
                        insert into ticket (id, orders, event, number, attendee_sealed, door_hash, pass_code_index, state)
                        values (:id, :order, :event, :number, :attendee, :doorHash, :passCode, 'valid')""")
                .param("id", id)
                .param("order", ticket.order().value())
                .param("event", ticket.event().value())
                .param("number", ticket.number())
                .param(
                        "attendee",
                        vault.seal(
                                TABLE, "attendee_sealed", id, ticket.attendee().value()))
                .param("doorHash", doorHash)
                .param("passCode", passCodeIndex)
                .update();
    }

    void cancel(Ticket.Cancelled ticket) {
        int changed = jdbc.sql("""
                        update ticket set state = 'cancelled', cancelled_at = :at, cancelled_by = :by, refunded = :refunded,
                            refund = :refund
                        where id = :id and state = 'valid'""")
                .param("at", Timestamp.from(ticket.at()))
                .param("by", ticket.by().name().toLowerCase(Locale.ROOT))
                .param("refunded", ticket.refunded().minorUnits())
                .param(
                        "refund",
                        ticket.refund() == null ? null : ticket.refund().value(),
                        Types.OTHER)
                .param("id", ticket.id().value())
                .update();
        if (changed != 1) throw new IllegalStateException(ticket.id() + " was not valid any more");
    }

    List<Ticket> ofOrder(OrderId order) {
        return read("where t.orders = :order order by t.number", Map.of("order", order.value()));
    }

    Optional<Ticket> find(TicketId id) {
        return read("where t.id = :id", Map.of("id", id.value())).stream().findFirst();
    }

    Optional<Ticket> byDoorHash(byte[] hash) {
        return read("where t.door_hash = :hash", Map.of("hash", hash)).stream().findFirst();
    }

    Optional<Ticket> byPassCode(byte[] index) {
        return read("where t.pass_code_index = :code", Map.of("code", index)).stream()
                .findFirst();
    }

    private List<Ticket> read(String where, Map<String, ?> params) {
        return jdbc.sql("""
                        select t.id, t.orders, t.event, t.number, t.attendee_sealed, t.state, t.cancelled_at, t.cancelled_by,
                            t.refunded, t.refund, o.currency
                        from ticket t join orders o on o.id = t.orders\s""" + where)
                .params(params)
                .query((row, _) -> ticket(row))
                .list();
    }

    private Ticket ticket(ResultSet row) throws SQLException {
        var uuid = row.getObject("id", UUID.class);
        var attendee = new PersonName(vault.open(TABLE, "attendee_sealed", uuid, row.getBytes("attendee_sealed")));
        var valid = new Ticket.Valid(
                new TicketId(uuid),
                new OrderId(row.getObject("orders", UUID.class)),
                new EventId(row.getObject("event", UUID.class)),
                row.getInt("number"),
                attendee);
        if (row.getString("state").equals("valid")) return valid;
        var refund = row.getObject("refund", UUID.class);
        return valid.cancelled(
                row.getTimestamp("cancelled_at").toInstant(),
                Ticket.CancelledBy.valueOf(row.getString("cancelled_by").toUpperCase(Locale.ROOT)),
                new Money(row.getLong("refunded"), Currency.getInstance(row.getString("currency"))),
                refund == null ? null : new RefundId(refund));
    }
}
