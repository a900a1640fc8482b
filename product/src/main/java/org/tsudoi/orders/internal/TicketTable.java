package org.tsudoi.orders.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
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

    /// A ticket that is given, before it has its number.
    record Given(TicketId id, OrderId order, PersonName attendee, byte[] doorHash, byte[] passCodeIndex) {}

    /// Writes tickets with the next numbers of the event, in their order. Whoever gives tickets of the same event waits
    /// here for the others: one statement.
    void insert(EventId event, List<Given> tickets) {
        int written = jdbc.sql("""
                        with counter as (
                            insert into ticket_counter as counter (event, last) values (:event, :places)
                            on conflict (event) do update set last = counter.last + :places
                            returning last)
                        insert into ticket (id, orders, event, number, attendee_sealed, door_hash, pass_code_index, state)
                        select t.id, t.orders, :event, counter.last - :places + t.place, t.attendee, t.door, t.code, 'valid'
                        from counter cross join unnest(:ids, :orders, :attendees, :doors, :codes) with ordinality
                            as t (id, orders, attendee, door, code, place)""")
                .param("event", event.value())
                .param("places", tickets.size())
                .param("ids", tickets.stream().map(one -> one.id().value()).toArray(UUID[]::new))
                .param(
                        "orders",
                        tickets.stream().map(one -> one.order().value()).toArray(UUID[]::new))
                .param("attendees", bytes(tickets, this::sealed))
                .param("doors", bytes(tickets, Given::doorHash))
                .param("codes", bytes(tickets, Given::passCodeIndex))
                .update();
        if (written != tickets.size()) throw new IllegalStateException("not all tickets of " + event + " were written");
    }

    private static byte[][] bytes(List<Given> tickets, Function<Given, byte[]> part) {
        return tickets.stream().map(part).toArray(byte[][]::new);
    }

    private byte[] sealed(Given ticket) {
        return vault.seal(
                TABLE, "attendee_sealed", ticket.id().value(), ticket.attendee().value());
    }

    /// Besides what came back while it was valid.
    void cancel(Ticket.Cancelled ticket) {
        int changed = jdbc.sql("""
                        update ticket set state = 'cancelled', cancelled_at = :at, cancelled_by = :by,
                            refunded = coalesce(refunded, 0) + :refunded, withheld = :withheld, for_extras = :extras, refund = :refund
                        where id = :id and state = 'valid'""")
                .param("at", Timestamp.from(ticket.at()))
                .param("by", ticket.by().name().toLowerCase(Locale.ROOT))
                .param("refunded", ticket.refunded().minorUnits())
                .param("withheld", ticket.withheld().minorUnits())
                .param("extras", ticket.forExtras().minorUnits())
                .param(
                        "refund",
                        ticket.refund() == null ? null : ticket.refund().value(),
                        Types.OTHER)
                .param("id", ticket.id().value())
                .update();
        if (changed != 1) throw new IllegalStateException(ticket.id() + " was not valid any more");
    }

    void handOver(Ticket.Valid from, Ticket.Valid to, byte[] doorHash, byte[] passCodeIndex) {
        int changed = jdbc.sql("""
                        update ticket set holder = :to, attendee_sealed = :attendee, door_hash = :door, pass_code_index = :code
                        where id = :id and state = 'valid' and holder = :from""")
                .param("to", to.holder())
                .param(
                        "attendee",
                        vault.seal(
                                TABLE,
                                "attendee_sealed",
                                to.id().value(),
                                to.attendee().value()))
                .param("door", doorHash)
                .param("code", passCodeIndex)
                .param("id", to.id().value())
                .param("from", from.holder())
                .update();
        if (changed != 1) throw new IllegalStateException(to.id() + " was handed over or cancelled meanwhile");
    }

    /// Stores what is not withheld any more.
    ///
    /// @throws IllegalStateException when it was another amount
    void owed(Ticket.Cancelled from, Ticket.Cancelled to) {
        int changed = jdbc.sql("""
                        update ticket set refunded = :refunded, withheld = :withheld, refund = :refund
                        where id = :id and state = 'cancelled' and refunded = :before and withheld = :held""")
                .param("refunded", to.refunded().minorUnits())
                .param("withheld", to.withheld().minorUnits())
                .param("refund", to.refund() == null ? null : to.refund().value(), Types.OTHER)
                .param("id", to.id().value())
                .param("before", from.refunded().minorUnits())
                .param("held", from.withheld().minorUnits())
                .update();
        if (changed != 1) throw new IllegalStateException(to.id() + " was owed another amount");
    }

    List<Ticket> ofOrder(OrderId order) {
        return ofOrders(List.of(order)).getOrDefault(order, List.of());
    }

    Map<OrderId, List<Ticket>> ofOrders(Collection<OrderId> orders) {
        return read(
                        "where t.orders = any(:orders) order by t.number",
                        Map.of("orders", orders.stream().map(OrderId::value).toArray(UUID[]::new)))
                .stream()
                .collect(Collectors.groupingBy(Ticket::order));
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
                            t.refunded, t.withheld, t.for_extras, t.refund, t.holder, o.currency
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
                attendee,
                row.getInt("holder"));
        if (row.getString("state").equals("valid")) return valid;
        var refund = row.getObject("refund", UUID.class);
        return valid.cancelled(
                row.getTimestamp("cancelled_at").toInstant(),
                Ticket.CancelledBy.valueOf(row.getString("cancelled_by").toUpperCase(Locale.ROOT)),
                Money.of(row.getLong("refunded"), row.getString("currency")),
                Money.of(row.getLong("withheld"), row.getString("currency")),
                Money.of(row.getLong("for_extras"), row.getString("currency")),
                refund == null ? null : new RefundId(refund));
    }
}
