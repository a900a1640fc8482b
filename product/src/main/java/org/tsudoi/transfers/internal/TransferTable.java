package org.tsudoi.transfers.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tsudoi.contact.EmailAddress;
import org.tsudoi.contact.PersonName;
import org.tsudoi.offerings.EventId;
import org.tsudoi.orders.OrderId;
import org.tsudoi.orders.TicketId;
import org.tsudoi.privacy.Vault;
import org.tsudoi.transfers.Transfer;
import org.tsudoi.transfers.TransferId;

/// Rows of `transfer` and `transfer_rules`.
@Component
class TransferTable {
    private static final String TABLE = "transfer";
    private static final String COLUMNS = """
            select id, ticket, orders, event, name_sealed, email_sealed, locale, zone, state, offered_at, until, ended_at
            from transfer\s""";

    private final JdbcClient jdbc;
    private final Vault vault;

    TransferTable(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    String link(TransferId id) {
        return vault.token("transfer.link", id.value(), 1);
    }

    /// Answers false when the ticket is with a friend already.
    boolean insert(Transfer.Offered one) {
        var gift = one.gift();
        var id = one.id().value();
        return jdbc.sql("""
                        insert into transfer (id, ticket, orders, event, name_sealed, email_sealed, email_index, locale, zone, link_hash,
                            state, offered_at, until)
                        values (:id, :ticket, :order, :event, :name, :email, :index, :locale, :zone, :link, 'offered', :at, :until)
                        on conflict (ticket) where state in ('offered', 'accepted') do nothing""")
                        .param("id", id)
                        .param("ticket", gift.ticket().value())
                        .param("order", gift.order().value())
                        .param("event", gift.event().value())
                        .param(
                                "name",
                                vault.seal(
                                        TABLE,
                                        "name_sealed",
                                        id,
                                        gift.friend().name().value()))
                        .param(
                                "email",
                                vault.seal(
                                        TABLE,
                                        "email_sealed",
                                        id,
                                        gift.friend().email().value()))
                        .param("index", index(gift.friend().email()))
                        .param("locale", gift.friend().locale().getLanguage())
                        .param("zone", gift.friend().zone().getId())
                        .param("link", Vault.tokenHash(link(one.id())))
                        .param("at", at(gift.offeredAt()))
                        .param("until", at(one.until()))
                        .update()
                == 1;
    }

    private byte[] index(EmailAddress mail) {
        return vault.blindIndex("transfer.email", mail.lookUpKey());
    }

    private static OffsetDateTime at(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }

    void end(Transfer.Offered from, Transfer to, Instant now) {
        int changed = jdbc.sql("update transfer set state = :to, ended_at = :now where id = :id and state = 'offered'")
                .param("to", state(to))
                .param("now", at(now))
                .param("id", from.id().value())
                .update();
        if (changed != 1) throw new IllegalStateException(from.id() + " ended although locked");
    }

    static String state(Transfer one) {
        return switch (one) {
            case Transfer.Offered _ -> "offered";
            case Transfer.Accepted _ -> "accepted";
            case Transfer.TakenBack _ -> "taken_back";
            case Transfer.Declined _ -> "declined";
            case Transfer.Lapsed _ -> "lapsed";
        };
    }

    Optional<Transfer> find(TransferId id) {
        return read("where id = :id", Map.of("id", id.value())).stream().findFirst();
    }

    Optional<Transfer> lock(TransferId id) {
        return read("where id = :id for update", Map.of("id", id.value())).stream()
                .findFirst();
    }

    Optional<Transfer> byLink(String secret) {
        return read("where link_hash = :hash", Map.of("hash", Vault.tokenHash(secret))).stream()
                .findFirst();
    }

    /// With a friend, or on its way.
    Optional<Transfer> liveOf(TicketId ticket) {
        return read("where ticket = :ticket and state in ('offered', 'accepted')", Map.of("ticket", ticket.value()))
                .stream()
                .findFirst();
    }

    List<Transfer> of(OrderId order) {
        return read(
                "where id in (select distinct on (ticket) id from transfer where orders = :order order by ticket, id desc)",
                Map.of("order", order.value()));
    }

    List<Transfer> toFriend(EmailAddress verified) {
        return read("where email_index = :index order by id desc limit 200", Map.of("index", index(verified)));
    }

    List<Transfer.Accepted> acceptedOf(EventId event) {
        return read("where event = :event and state = 'accepted' order by id", Map.of("event", event.value())).stream()
                .map(Transfer.Accepted.class::cast)
                .toList();
    }

    List<Transfer> due(Instant now, int max) {
        return read(
                "where state = 'offered' and until <= :now order by until, id limit :max",
                Map.of("now", at(now), "max", max));
    }

    private List<Transfer> read(String where, Map<String, ?> params) {
        return jdbc.sql(COLUMNS + where)
                .params(params)
                .query((row, _) -> transfer(row))
                .list();
    }

    private Transfer transfer(ResultSet row) throws SQLException {
        var uuid = row.getObject("id", UUID.class);
        var gift = new Transfer.Gift(
                new TicketId(row.getObject("ticket", UUID.class)),
                new OrderId(row.getObject("orders", UUID.class)),
                new EventId(row.getObject("event", UUID.class)),
                new Transfer.Friend(
                        new PersonName(vault.open(TABLE, "name_sealed", uuid, row.getBytes("name_sealed"))),
                        new EmailAddress(vault.open(TABLE, "email_sealed", uuid, row.getBytes("email_sealed"))),
                        Locale.forLanguageTag(row.getString("locale")),
                        ZoneId.of(row.getString("zone"))),
                row.getTimestamp("offered_at").toInstant());
        var offered = new Transfer.Offered(
                new TransferId(uuid), gift, row.getTimestamp("until").toInstant());
        var state = row.getString("state");
        if (state.equals("offered")) return offered;
        var ended = row.getTimestamp("ended_at").toInstant();
        return switch (state) {
            case "accepted" -> offered.accepted(ended);
            case "taken_back" -> offered.takenBack(ended);
            case "declined" -> offered.declined(ended);
            case "lapsed" -> offered.lapsed(ended);
            default -> throw new IllegalStateException(offered.id() + " is in an unknown state");
        };
    }

    boolean isAllowed(EventId event) {
        return jdbc.sql("select allowed from transfer_rules where event = :event")
                .param("event", event.value())
                .query(Boolean.class)
                .optional()
                .orElse(true);
    }

    void allow(EventId event, boolean allowed) {
        jdbc.sql("""
                        insert into transfer_rules (event, allowed) values (:event, :allowed)
                        on conflict (event) do update set allowed = excluded.allowed""").param("event", event.value()).param("allowed", allowed).update();
    }

    void forget(Instant before) {
        jdbc.sql("""
                        delete from transfer t using event e
                        where e.id = t.event and coalesce(e.cancelled_at, e.ends_at) < :before""").param("before", at(before)).update();
    }
}
