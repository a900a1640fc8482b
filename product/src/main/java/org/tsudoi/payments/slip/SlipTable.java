package org.tsudoi.payments.slip;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tsudoi.money.Money;
import org.tsudoi.payments.PaymentId;
import org.tsudoi.payments.provider.Movements.Kind;
import org.tsudoi.payments.provider.Movements.Line;

/// The slips that were issued, and what the agent's files said of them.
class SlipTable {
    /// What was paid by any of a payment's slips was paid for it.
    private static final String SELECT = """
            select s.payment_id, s.number, s.order_reference, s.code as first_code, s.closed, heard.*,
              coalesce((select i.code from slip_reissue i where i.payment_id = s.payment_id order by i.reissue desc limit 1), s.code)
                as code
            from slip s cross join lateral (
              select count(*) filter (where r.kind in ('quick', 'at-once')) as taken,
                count(*) filter (where r.kind = 'quick-taken-back') as taken_back,
                count(*) filter (where r.kind in ('settled', 'postal')) - count(*) filter (where r.kind = 'postal-taken-back')
                  as settled,
                min(r.paid_at) filter (where r.kind in ('settled', 'postal')) as settled_at
              from slip_report r
              where r.code in (select s.code union all select i.code from slip_reissue i where i.payment_id = s.payment_id)
            ) heard
            """;

    private final JdbcClient jdbc;

    SlipTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// @param taken     how often a store said it took the money, and `takenBack` how often it called that back
    /// @param settled   how often the agent has confirmed it: once, or more often when it was paid twice
    /// @param settledAt when it was paid, once that is confirmed
    record Heard(
            int taken, int takenBack, int settled, @Nullable Instant settledAt) {}

    /// @param code  the newest, `firstCode` the digits of the first
    /// @param heard of all of them
    record Slip(
            PaymentId payment,
            long number,
            String orderReference,
            SlipCode code,
            String firstCode,
            boolean closed,
            Heard heard) {
        /// What we call it towards ourselves: `slip_12`.
        String reference() {
            return "slip_" + number;
        }
    }

    Optional<Slip> find(PaymentId payment) {
        return jdbc.sql(SELECT + "where s.payment_id = :payment")
                .param("payment", payment.value())
                .query((row, _) -> slip(row))
                .optional();
    }

    /// Also by one that another took the place of.
    Optional<Slip> findByCode(String code) {
        return jdbc.sql(SELECT + """
                where s.payment_id = (
                  select payment_id from slip where code = :code
                  union all select payment_id from slip_reissue where code = :code)
                """)
                .param("code", code)
                .query((row, _) -> slip(row))
                .optional();
    }

    Optional<Slip> lock(PaymentId payment) {
        return jdbc.sql(SELECT + "where s.payment_id = :payment for update of s")
                .param("payment", payment.value())
                .query((row, _) -> slip(row))
                .optional();
    }

    void reissue(Slip slip, SlipCode next, String who, Instant now) {
        jdbc.sql("""
                insert into slip_reissue (payment_id, first_code, reissue, code, who, issued_at)
                values (:payment, :first, :reissue, :code, :who, :now)
                """)
                .param("payment", slip.payment().value())
                .param("first", slip.firstCode())
                .param("reissue", next.reissue())
                .param("code", next.digits())
                .param("who", who)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /// In the caller's transaction. Of two at once one waits for the other, and both get the same.
    Slip add(PaymentId payment, String orderReference, LongFunction<SlipCode> code, Instant now) {
        long number =
                jdbc.sql("select nextval('slip_number')").query(Long.class).single();
        jdbc.sql("""
                insert into slip (payment_id, number, order_reference, code, issued_at)
                values (:payment, :number, :order, :code, :now)
                on conflict (payment_id) do nothing
                """)
                .param("payment", payment.value())
                .param("number", number)
                .param("order", orderReference)
                .param("code", code.apply(number).digits())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
        return find(payment).orElseThrow();
    }

    void close(PaymentId payment) {
        jdbc.sql("update slip set closed = true where payment_id = :payment and not closed")
                .param("payment", payment.value())
                .update();
    }

    /// @return whether it was not known before
    boolean hear(CollectionReports.Line line, int occurrence, Instant now) {
        return jdbc.sql("""
                insert into slip_report (line_sha256, occurrence, code, kind, yen, paid_at, chain, store, heard_at)
                values (:hash, :occurrence, :code, :kind, :yen, :paid, :chain, :store, :now)
                on conflict (line_sha256, occurrence) do nothing
                """)
                        .param("hash", line.hash())
                        .param("occurrence", occurrence)
                        .param("code", line.code())
                        .param("kind", line.kind().word())
                        .param("yen", line.yen())
                        .param("paid", line.paidAt().atOffset(ZoneOffset.UTC))
                        .param("chain", line.chain())
                        .param("store", line.store())
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    /// What is certain, and what the agent takes back of it, as lines.
    ///
    /// @param fee yen that the agent keeps of each
    List<Line> settledBetween(Instant from, Instant until, int fee) {
        return jdbc.sql("""
                select encode(r.line_sha256, 'hex') || '.' || r.occurrence as line, r.kind, r.yen, r.paid_at, s.payment_id, s.number
                from slip_report r left join slip_reissue i on i.code = r.code
                  left join slip s on s.code = r.code or s.payment_id = i.payment_id
                where r.kind in ('settled', 'postal', 'postal-taken-back') and r.paid_at >= :from and r.paid_at < :until
                """)
                .param("from", from.atOffset(ZoneOffset.UTC))
                .param("until", until.atOffset(ZoneOffset.UTC))
                .query((row, _) -> line(row, fee))
                .list();
    }

    private static Line line(ResultSet row, int fee) throws SQLException {
        @Nullable UUID payment = row.getObject("payment_id", UUID.class);
        long yen = row.getLong("yen");
        boolean back = row.getString("kind").equals("postal-taken-back");
        return new Line(
                row.getString("line"),
                back ? Kind.OTHER : Kind.CHARGE,
                payment == null ? null : "slip_" + row.getLong("number"),
                payment == null ? null : new PaymentId(payment),
                null,
                Money.jpy(back ? -yen : yen),
                Money.jpy(back ? 0 : Math.min(fee, yen)),
                row.getObject("paid_at", OffsetDateTime.class).toInstant());
    }

    private static Slip slip(ResultSet row) throws SQLException {
        @Nullable OffsetDateTime settledAt = row.getObject("settled_at", OffsetDateTime.class);
        int settled = row.getInt("settled");
        return new Slip(
                new PaymentId(row.getObject("payment_id", UUID.class)),
                row.getLong("number"),
                row.getString("order_reference"),
                SlipCode.read(row.getString("code")).orElseThrow(),
                row.getString("first_code"),
                row.getBoolean("closed"),
                new Heard(
                        row.getInt("taken"),
                        row.getInt("taken_back"),
                        settled,
                        settled < 1 || settledAt == null ? null : settledAt.toInstant()));
    }
}
