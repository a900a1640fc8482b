package org.tsudoi.documents;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tsudoi.members.OrganiserId;
import org.tsudoi.money.Money;
import org.tsudoi.orders.OrderId;
import org.tsudoi.payments.RefundId;
import org.tsudoi.privacy.Vault;
import org.tsudoi.texts.Language;

/// Rows of `document`: written once, never changed.
@Component
class PaperTable {
    private static final String TABLE = "document";
    private static final String COLUMNS =
            "id, kind, number, issuer, orders, refund, language, recipient_sealed, first, issued_at, traded_at,"
                    + " amount, currency, sha256";

    private static final String TRADED = "where issuer = :issuer and traded_at >= :from and traded_at < :until";

    private final JdbcClient jdbc;
    private final Vault vault;

    PaperTable(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    /// Until the transaction ends nobody else issues a paper of this issuer: numbers have no gaps.
    void lock(OrganiserId issuer) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:issuer, 0))")
                .param("issuer", TABLE + " " + issuer)
                .query(row -> {});
    }

    long nextNumber(OrganiserId issuer, PaperKind kind) {
        return jdbc.sql("""
                        select greatest(
                            (select max(number) from document where issuer = :issuer and kind = :kind),
                            (select max(number) from document_deletion where issuer = :issuer and kind = :kind), 0) + 1""")
                .param("issuer", issuer.value())
                .param("kind", kind.word())
                .query(Long.class)
                .single();
    }

    /// Of one order or refund, the one that is worded like this.
    Optional<Paper> alike(Archive.Wish wish) {
        return about(wish.order(), wish.refund(), "wish_index = :wish", Map.of("wish", wishIndex(wish)));
    }

    /// The original.
    Optional<Paper> first(OrderId order, @Nullable RefundId refund) {
        return about(order, refund, "first is null", Map.of());
    }

    private Optional<Paper> about(OrderId order, @Nullable RefundId refund, String which, Map<String, ?> more) {
        var params = new HashMap<String, Object>(more);
        params.put("orders", order.value());
        if (refund != null) params.put("refund", refund.value());
        var whose = refund == null ? "refund is null" : "refund = :refund";
        return read("where orders = :orders and " + whose + " and " + which, params).stream()
                .findFirst();
    }

    /// Of an order, its refunds included, the first first.
    List<Paper> of(OrderId order) {
        return read("where orders = :orders order by issued_at, id", Map.of("orders", order.value()));
    }

    long count(OrderId order) {
        return jdbc.sql("select count(*) from document where orders = :orders")
                .param("orders", order.value())
                .query(Long.class)
                .single();
    }

    private static Map<String, Object> traded(OrganiserId issuer, Instant from, Instant until) {
        return Map.of(
                "issuer",
                issuer.value(),
                "from",
                from.atOffset(ZoneOffset.UTC),
                "until",
                until.atOffset(ZoneOffset.UTC));
    }

    /// By the day of what they are about.
    List<Paper> of(OrganiserId issuer, Instant from, Instant until, long skip, int max) {
        var params = new HashMap<>(traded(issuer, from, until));
        params.put("skip", skip);
        params.put("max", max);
        return read(TRADED + " order by traded_at, issued_at, id offset :skip limit :max", params);
    }

    long count(OrganiserId issuer, Instant from, Instant until) {
        return jdbc.sql("select count(*) from document " + TRADED)
                .params(traded(issuer, from, until))
                .query(Long.class)
                .single();
    }

    Optional<Paper> find(PaperId id) {
        return read("where id = :id", Map.of("id", id.value())).stream().findFirst();
    }

    private byte[] wishIndex(Archive.Wish wish) {
        return vault.blindIndex(
                "document.wish", wish.language().tag() + "\n" + wish.recipient().written());
    }

    void insert(Paper paper, Archive.Wish wish, byte[] pdf, byte[] sha256) {
        var id = paper.id().value();
        jdbc.sql("""
                        insert into document (id, kind, number, issuer, orders, payment, refund, language, wish_index, first,
                            corrects, issued_at, traded_at, kept_until, amount, currency, sha256, recipient_sealed,
                            bytes_sealed)
                        values (:id, :kind, :number, :issuer, :orders, :payment, :refund, :language, :wish, :first,
                            :corrects, :issuedAt, :tradedAt, :keptUntil, :amount, :currency, :sha256, :recipient, :bytes)""")
                .param("id", id)
                .param("kind", paper.kind().word())
                .param("number", paper.number())
                .param("issuer", paper.issuer().value())
                .param("orders", paper.order().value())
                .param("payment", wish.payment() == null ? null : wish.payment().value(), java.sql.Types.OTHER)
                .param("refund", wish.refund() == null ? null : wish.refund().value(), java.sql.Types.OTHER)
                .param("language", paper.language().tag())
                .param("wish", wishIndex(wish))
                .param("first", paper.first().map(PaperId::value).orElse(null), java.sql.Types.OTHER)
                .param(
                        "corrects",
                        wish.corrects() == null ? null : wish.corrects().id().value(),
                        java.sql.Types.OTHER)
                .param("issuedAt", paper.issuedAt().atOffset(ZoneOffset.UTC))
                .param("tradedAt", paper.tradedAt().atOffset(ZoneOffset.UTC))
                .param("keptUntil", LegalTerm.keptUntil(wish))
                .param("amount", paper.amount().minorUnits())
                .param("currency", paper.amount().currency().getCurrencyCode())
                .param("sha256", sha256)
                .param(
                        "recipient",
                        vault.seal(
                                TABLE, "recipient_sealed", id, paper.recipient().written()))
                .param("bytes", vault.sealBytes(TABLE, "bytes_sealed", id, pdf))
                .update();
    }

    /// Orders of which no paper has to be kept any more.
    List<OrderId> over(LocalDate today, int max) {
        return jdbc.sql("""
                        select distinct d.orders from document d
                        where d.kept_until < :today and not exists (
                            select from document o where o.orders = d.orders and o.kept_until >= :today)
                        limit :max""")
                .param("today", today)
                .param("max", max)
                .query((row, _) -> new OrderId(row.getObject("orders", UUID.class)))
                .list();
    }

    /// All papers of these orders, with a row for each that says so.
    int delete(List<OrderId> orders, Instant now) {
        var ids = orders.stream().map(OrderId::value).toArray(UUID[]::new);
        jdbc.sql("""
                        insert into document_deletion (document, kind, number, issuer, orders, issued_at, sha256, kept_until,
                            deleted_at)
                        select id, kind, number, issuer, orders, issued_at, sha256, kept_until, :now
                        from document where orders = any(:orders)""")
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("orders", ids)
                .update();
        return jdbc.sql("delete from document where orders = any(:orders)")
                .param("orders", ids)
                .update();
    }

    byte[] pdf(PaperId id) {
        var sealed = jdbc.sql("select bytes_sealed from document where id = :id")
                .param("id", id.value())
                .query(byte[].class)
                .single();
        return vault.openBytes(TABLE, "bytes_sealed", id.value(), sealed);
    }

    private List<Paper> read(String where, Map<String, ?> params) {
        return jdbc.sql("select " + COLUMNS + " from document " + where)
                .params(params)
                .query((row, _) -> paper(row))
                .list();
    }

    private Paper paper(ResultSet row) throws SQLException {
        var id = row.getObject("id", UUID.class);
        return new Paper(
                new PaperId(id),
                PaperKind.of(row.getString("kind")),
                row.getLong("number"),
                new OrganiserId(row.getObject("issuer", UUID.class)),
                new OrderId(row.getObject("orders", UUID.class)),
                Optional.ofNullable(row.getObject("refund", UUID.class)).map(RefundId::new),
                Language.of(row.getString("language")).orElseThrow(),
                Recipient.read(vault.open(TABLE, "recipient_sealed", id, row.getBytes("recipient_sealed"))),
                Optional.ofNullable(row.getObject("first", UUID.class)).map(PaperId::new),
                row.getObject("issued_at", OffsetDateTime.class).toInstant(),
                row.getObject("traded_at", OffsetDateTime.class).toInstant(),
                Money.of(row.getLong("amount"), row.getString("currency")),
                Paper.hexadecimal(row.getBytes("sha256")));
    }
}
