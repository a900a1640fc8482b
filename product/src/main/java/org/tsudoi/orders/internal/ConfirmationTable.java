package org.tsudoi.orders.internal;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tsudoi.orders.Confirmations;
import org.tsudoi.orders.OrderId;

/// Rows of `confirmation_text` and `order_confirmation`.
@Component
class ConfirmationTable implements Confirmations {
    private final JdbcClient jdbc;
    private final Clock clock;

    ConfirmationTable(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public void keep(OrderId order, String text, Locale language, boolean named) {
        keepAll(List.of(new Row(order, text, language, named)), clock.instant());
    }

    private record Row(OrderId order, String text, Locale language, boolean named) {
        byte[] hash() {
            return HexFormat.of().parseHex(Confirmations.hash(text));
        }
    }

    record Kept(OrderId order, Read read) {}

    void keep(List<Kept> kept, Instant now) {
        keepAll(
                kept.stream()
                        .map(one -> new Row(one.order, one.read.text(), one.read.language(), one.read.named()))
                        .toList(),
                now);
    }

    /// By one statement, so that it is one commit also where none is open. Texts in one order, the same for everybody.
    private void keepAll(List<Row> rows, Instant now) {
        if (rows.isEmpty()) return;
        jdbc.sql("""
                        with read as (
                            select * from unnest(:orders, :hashes, :languages, :texts, :named)
                                as r (orders, hash, language, text, named)),
                        text as (
                            insert into confirmation_text (hash, language, text, first_at)
                            select distinct on (hash) hash, language, text, :now::timestamptz from read order by hash
                            on conflict (hash) do nothing)
                        insert into order_confirmation (orders, hash, named, at)
                        select orders, hash, named, :now::timestamptz from read
                        on conflict (orders, hash) do nothing""")
                .param("orders", rows.stream().map(row -> row.order.value()).toArray(UUID[]::new))
                .param("hashes", rows.stream().map(Row::hash).toArray(byte[][]::new))
                .param(
                        "languages",
                        rows.stream().map(row -> row.language.getLanguage()).toArray(String[]::new))
                .param("texts", rows.stream().map(Row::text).toArray(String[]::new))
                .param("named", rows.stream().map(Row::named).toArray(Boolean[]::new))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    @Override
    public List<Confirmed> of(OrderId order) {
        return jdbc.sql("""
                        select encode(c.hash, 'hex') as hash, t.text, t.language, c.named, c.at
                        from order_confirmation c join confirmation_text t on t.hash = c.hash
                        where c.orders = :order order by c.at, c.hash""")
                .param("order", order.value())
                .query((row, _) -> new Confirmed(
                        row.getString("hash"),
                        row.getString("text"),
                        Locale.of(row.getString("language")),
                        row.getBoolean("named"),
                        row.getObject("at", OffsetDateTime.class).toInstant()))
                .list();
    }
}
