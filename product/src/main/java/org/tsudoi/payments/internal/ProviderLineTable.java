package org.tsudoi.payments.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tsudoi.money.Money;
import org.tsudoi.payments.PaymentId;
import org.tsudoi.payments.ProviderLines.Changed;
import org.tsudoi.payments.RefundId;
import org.tsudoi.payments.provider.Movements.Kind;
import org.tsudoi.payments.provider.Movements.Line;

/// What providers told. Rows are added and never changed.
@Component
class ProviderLineTable {
    private static final String SELECT = """
            select line, kind, reference, payment_id, refund_id, gross, fee, currency, at from provider_line
            where provider = :provider
            """;

    private final JdbcClient jdbc;

    ProviderLineTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// @return how many were not there before
    int add(String provider, List<Line> lines, Instant now) {
        return jdbc.sql("""
                insert into provider_line (provider, line, kind, reference, payment_id, refund_id, gross, fee, net, currency, at, heard_at)
                select :provider, line, kind, reference, payment_id, refund_id, gross, fee, gross - fee, currency,
                  timestamptz 'epoch' + at * interval '1 microsecond', :now
                from unnest(:lines, :kinds, :references, :payments, :refunds, :gross, :fees, :currencies, :times)
                  as l (line, kind, reference, payment_id, refund_id, gross, fee, currency, at)
                on conflict (provider, line) do nothing
                """)
                .param("provider", provider)
                .param("lines", Rows.texts(lines, Line::id))
                .param("kinds", Rows.texts(lines, line -> word(line.kind())))
                .param("references", Rows.texts(lines, Line::reference))
                .param("payments", Rows.uuids(lines, ProviderLineTable::payment))
                .param("refunds", Rows.uuids(lines, ProviderLineTable::refund))
                .param("gross", Rows.longs(lines, line -> line.gross().minorUnits()))
                .param("fees", Rows.longs(lines, line -> line.fee().minorUnits()))
                .param(
                        "currencies",
                        Rows.texts(lines, line -> line.gross().currency().getCurrencyCode()))
                .param("times", Rows.micros(lines, Line::at))
                .param("now", Rows.column(now))
                .update();
    }

    /// Keeps those that say something else of the money than what was told first. Once for each way in which
    /// it is told.
    void addChanged(String provider, List<Line> lines, Instant now) {
        jdbc.sql("""
                insert into provider_line_change (provider, line, kind, gross, fee, currency, heard_at)
                select :provider, n.line, n.kind, n.gross, n.fee, n.currency, :now
                from (select distinct * from unnest(:lines, :kinds, :gross, :fees, :currencies)
                      as n (line, kind, gross, fee, currency)) n
                join provider_line l on l.provider = :provider and l.line = n.line
                where (l.kind, l.gross, l.fee, l.currency) is distinct from (n.kind, n.gross, n.fee, n.currency::char(3))
                on conflict do nothing
                """)
                .param("provider", provider)
                .param("lines", Rows.texts(lines, Line::id))
                .param("kinds", Rows.texts(lines, line -> word(line.kind())))
                .param("gross", Rows.longs(lines, line -> line.gross().minorUnits()))
                .param("fees", Rows.longs(lines, line -> line.fee().minorUnits()))
                .param(
                        "currencies",
                        Rows.texts(lines, line -> line.gross().currency().getCurrencyCode()))
                .param("now", Rows.column(now))
                .update();
    }

    List<Changed> changed(String provider, Instant from, Instant until) {
        return jdbc.sql("""
                select l.line, l.kind, l.reference, l.payment_id, l.refund_id, l.gross, l.fee, l.currency, l.at,
                    c.kind as then_kind, c.gross as then_gross, c.fee as then_fee, c.currency as then_currency, c.heard_at
                from provider_line_change c join provider_line l on l.provider = c.provider and l.line = c.line
                where c.provider = :provider and l.at >= :from and l.at < :until
                order by l.at, l.line, c.heard_at, c.gross, c.fee
                """)
                .param("provider", provider)
                .param("from", Rows.column(from))
                .param("until", Rows.column(until))
                .query((row, _) -> changed(row))
                .list();
    }

    private static Changed changed(ResultSet row) throws SQLException {
        var first = line(row);
        var currency = Rows.text(row, "then_currency");
        var then = new Line(
                first.id(),
                kind(Rows.text(row, "then_kind")),
                first.reference(),
                first.payment(),
                first.refund(),
                Money.of(row.getLong("then_gross"), currency),
                Money.of(row.getLong("then_fee"), currency),
                Rows.instant(row, "heard_at"));
        return new Changed(first, then);
    }

    private static Kind kind(String word) {
        return Kind.valueOf(word.toUpperCase(Locale.ROOT));
    }

    private static @Nullable UUID payment(Line line) {
        var payment = line.payment();
        return payment == null ? null : payment.value();
    }

    private static @Nullable UUID refund(Line line) {
        var refund = line.refund();
        return refund == null ? null : refund.value();
    }

    private static String word(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    List<Line> between(String provider, Instant from, Instant until) {
        return jdbc.sql(SELECT + "and at >= :from and at < :until order by at, line")
                .param("provider", provider)
                .param("from", Rows.column(from))
                .param("until", Rows.column(until))
                .query((row, _) -> line(row))
                .list();
    }

    List<Line> about(
            String provider,
            Collection<PaymentId> payments,
            Collection<RefundId> refunds,
            Collection<String> references) {
        return jdbc.sql(SELECT + """
                and (payment_id = any(:payments) or refund_id = any(:refunds) or reference = any(:references))
                order by at, line
                """)
                .param("provider", provider)
                .param("payments", payments.stream().map(PaymentId::value).toArray(UUID[]::new))
                .param("refunds", refunds.stream().map(RefundId::value).toArray(UUID[]::new))
                .param("references", references.toArray(String[]::new))
                .query((row, _) -> line(row))
                .list();
    }

    private static Line line(ResultSet row) throws SQLException {
        var payment = Rows.nullableUuid(row, "payment_id");
        var refund = Rows.nullableUuid(row, "refund_id");
        return new Line(
                Rows.text(row, "line"),
                kind(Rows.text(row, "kind")),
                row.getString("reference"),
                payment == null ? null : new PaymentId(payment),
                refund == null ? null : new RefundId(refund),
                Rows.money(row, "gross"),
                Rows.money(row, "fee"),
                Rows.instant(row, "at"));
    }
}
