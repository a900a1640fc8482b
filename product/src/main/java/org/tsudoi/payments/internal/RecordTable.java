package org.tsudoi.payments.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tsudoi.payments.PaymentId;
import org.tsudoi.payments.PaymentRecords;
import org.tsudoi.payments.RefundId;

/// Reads payments and what became of them for comparing.
@Component
class RecordTable implements PaymentRecords {
    private static final String PAYMENTS = """
            select id, provider, state, amount, fee, currency, reference, charge, payable_to, captured_at from payment
            """;

    private static final String REFUNDS = """
            select r.id, r.payment_id, p.provider, r.state, r.amount, r.currency, r.reference, r.settled_at
            from refund r join payment p on p.id = r.payment_id
            """;

    private final JdbcClient jdbc;

    RecordTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Set<String> providers() {
        return Set.copyOf(jdbc.sql("select distinct provider from payment")
                .query(String.class)
                .list());
    }

    @Override
    public List<Taken> capturedBetween(String provider, Instant from, Instant until) {
        return jdbc.sql(PAYMENTS + """
                where provider = :provider and captured_at >= :from and captured_at < :until order by captured_at, id
                """)
                .param("provider", provider)
                .param("from", Rows.column(from))
                .param("until", Rows.column(until))
                .query((row, _) -> taken(row))
                .list();
    }

    @Override
    public List<Taken> payments(String provider, Collection<PaymentId> ids, Collection<String> references) {
        return jdbc.sql(PAYMENTS + """
                where id = any(:ids)
                union
                """ + PAYMENTS + """
                where provider = :provider and (reference = any(:references) or charge = any(:references))
                """)
                .param("ids", ids.stream().map(PaymentId::value).toArray(UUID[]::new))
                .param("provider", provider)
                .param("references", references.toArray(String[]::new))
                .query((row, _) -> taken(row))
                .list();
    }

    @Override
    public List<GivenBack> succeededBetween(String provider, Instant from, Instant until) {
        return jdbc.sql(REFUNDS + """
                where p.provider = :provider and r.state = 'succeeded' and r.settled_at >= :from and r.settled_at < :until
                order by r.settled_at, r.id
                """)
                .param("provider", provider)
                .param("from", Rows.column(from))
                .param("until", Rows.column(until))
                .query((row, _) -> givenBack(row))
                .list();
    }

    @Override
    public List<GivenBack> refunds(String provider, Collection<RefundId> ids, Collection<String> references) {
        return jdbc.sql(REFUNDS + """
                where r.id = any(:ids) or (p.provider = :provider and r.reference = any(:references))
                """)
                .param("ids", ids.stream().map(RefundId::value).toArray(UUID[]::new))
                .param("provider", provider)
                .param("references", references.toArray(String[]::new))
                .query((row, _) -> givenBack(row))
                .list();
    }

    @Override
    public List<Disputed> disputes(String provider, Collection<String> references) {
        return jdbc.sql("""
                select d.provider, d.reference, d.payment_id, p.charge, d.taken, d.fee, d.currency
                from payment_dispute d join payment p on p.id = d.payment_id
                where d.provider = :provider and (d.reference = any(:references) or p.charge = any(:references))
                """)
                .param("provider", provider)
                .param("references", references.toArray(String[]::new))
                .query((row, _) -> new Disputed(
                        Rows.text(row, "provider"),
                        Rows.text(row, "reference"),
                        new PaymentId(Rows.uuid(row, "payment_id")),
                        row.getString("charge"),
                        Rows.money(row, "taken"),
                        Rows.money(row, "fee")))
                .list();
    }

    private static Taken taken(ResultSet row) throws SQLException {
        return new Taken(
                new PaymentId(Rows.uuid(row, "id")),
                Rows.text(row, "provider"),
                Rows.text(row, "state"),
                Rows.money(row, "amount"),
                Rows.nullableMoney(row, "fee"),
                row.getString("reference"),
                row.getString("charge"),
                Rows.text(row, "payable_to"),
                Rows.nullableInstant(row, "captured_at"));
    }

    private static GivenBack givenBack(ResultSet row) throws SQLException {
        return new GivenBack(
                new RefundId(Rows.uuid(row, "id")),
                new PaymentId(Rows.uuid(row, "payment_id")),
                Rows.text(row, "provider"),
                Rows.text(row, "state"),
                Rows.money(row, "amount"),
                row.getString("reference"),
                Rows.nullableInstant(row, "settled_at"));
    }
}
