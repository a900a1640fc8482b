package org.tsudoi.orders.internal;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
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
        keep(order, new Read(text, language, named), clock.instant());
    }

    /// By one statement, so that it is one commit also where none is open.
    void keep(OrderId order, Read read, Instant now) {
        jdbc.sql("""
                        with text as (
                            insert into confirmation_text (hash, language, text, first_at)
                            values (:hash, :language, :text, :now) on conflict (hash) do nothing)
                        insert into order_confirmation (orders, hash, named, at)
                        values (:order, :hash, :named, :now) on conflict (orders, hash) do nothing""")
                .param("hash", HexFormat.of().parseHex(Confirmations.hash(read.text())))
                .param("language", read.language().getLanguage())
                .param("text", read.text())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("order", order.value())
                .param("named", read.named())
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
