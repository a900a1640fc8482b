package org.tsudoi.payments.counter;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tsudoi.ledger.AccountCode;
import org.tsudoi.money.Money;
import org.tsudoi.payments.CashDesk.ToGiveBack;
import org.tsudoi.payments.PaymentId;
import org.tsudoi.payments.RefundId;
import org.tsudoi.payments.provider.PaymentProvider.Opening;

/// Rows of `counter_payment` and `counter_refund`.
class CounterTable {
    private static final String COLUMNS =
            "payment_id, order_reference, amount, currency, payable_until, closed, received_at";
    private static final String WAITING =
            " from counter_payment where order_reference = any(:orders) and not closed and received_at is null";

    private final JdbcClient jdbc;

    CounterTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record Due(
            PaymentId payment,
            String orderReference,
            Money amount,
            Instant payableUntil,
            boolean closed,
            @Nullable Instant receivedAt) {}

    Optional<Due> find(PaymentId payment) {
        return read("", payment);
    }

    Optional<Due> lock(PaymentId payment) {
        return read(" for update", payment);
    }

    private Optional<Due> read(String locked, PaymentId payment) {
        return jdbc.sql("select " + COLUMNS + " from counter_payment where payment_id = :payment" + locked)
                .param("payment", payment.value())
                .query((row, _) -> due(row))
                .optional();
    }

    private static Due due(ResultSet row) throws SQLException {
        var received = row.getTimestamp("received_at");
        return new Due(
                new PaymentId(row.getObject("payment_id", UUID.class)),
                row.getString("order_reference"),
                new Money(row.getLong("amount"), Currency.getInstance(row.getString("currency"))),
                row.getTimestamp("payable_until").toInstant(),
                row.getBoolean("closed"),
                received == null ? null : received.toInstant());
    }

    private static OffsetDateTime at(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }

    void add(Opening opening) {
        jdbc.sql("""
                        insert into counter_payment (payment_id, order_reference, amount, currency, payable_until)
                        values (:payment, :order, :amount, :currency, :until)
                        on conflict (payment_id) do nothing""")
                .param("payment", opening.id().value())
                .param("order", opening.orderReference())
                .param("amount", opening.amount().minorUnits())
                .param("currency", opening.amount().currency().getCurrencyCode())
                .param("until", at(opening.payableUntil()))
                .update();
    }

    void close(PaymentId payment) {
        jdbc.sql("update counter_payment set closed = true where payment_id = :payment and received_at is null")
                .param("payment", payment.value())
                .update();
    }

    void received(PaymentId payment, String who, Instant now) {
        jdbc.sql("""
                        update counter_payment set received_at = :now, received_by = :who
                        where payment_id = :payment and received_at is null""")
                .param("now", at(now))
                .param("who", who)
                .param("payment", payment.value())
                .update();
    }

    record Refunding(RefundId refund, int attempt, Money amount, boolean given) {}

    void addRefund(RefundId refund, int attempt, PaymentId payment, Money amount, Instant now) {
        jdbc.sql("""
                        insert into counter_refund (refund_id, attempt, payment_id, amount, asked_at)
                        values (:refund, :attempt, :payment, :amount, :now)
                        on conflict (refund_id, attempt) do nothing""")
                .param("refund", refund.value())
                .param("attempt", attempt)
                .param("payment", payment.value())
                .param("amount", amount.minorUnits())
                .param("now", at(now))
                .update();
    }

    /// The newest attempt.
    Optional<Refunding> refund(RefundId refund) {
        return jdbc.sql("""
                        select r.attempt, r.amount, p.currency, r.given_at
                        from counter_refund r join counter_payment p on p.payment_id = r.payment_id
                        where r.refund_id = :refund order by r.attempt desc limit 1""")
                .param("refund", refund.value())
                .query((row, _) -> new Refunding(
                        refund,
                        row.getInt("attempt"),
                        new Money(row.getLong("amount"), Currency.getInstance(row.getString("currency"))),
                        row.getTimestamp("given_at") != null))
                .optional();
    }

    boolean given(RefundId refund, String who, Instant now) {
        return jdbc.sql("""
                        update counter_refund set given_at = :now, given_by = :who
                        where refund_id = :refund and given_at is null""")
                        .param("now", at(now))
                        .param("who", who)
                        .param("refund", refund.value())
                        .update()
                == 1;
    }

    List<ToGiveBack> open(AccountCode payee) {
        return jdbc.sql("""
                        select r.refund_id, p.order_reference, r.amount, p.currency, r.asked_at
                        from counter_refund r
                        join counter_payment p on p.payment_id = r.payment_id
                        join payment m on m.id = r.payment_id
                        where r.given_at is null and m.payable_to = :payee
                        order by r.asked_at, r.refund_id""")
                .param("payee", payee.value())
                .query((row, _) -> new ToGiveBack(
                        new RefundId(row.getObject("refund_id", UUID.class)),
                        row.getString("order_reference"),
                        new Money(row.getLong("amount"), Currency.getInstance(row.getString("currency"))),
                        row.getTimestamp("asked_at").toInstant()))
                .list();
    }

    long countWaiting(Collection<String> orderReferences) {
        return jdbc.sql("select count(*)" + WAITING)
                .param("orders", orderReferences.toArray(String[]::new))
                .query(Long.class)
                .single();
    }

    List<Due> waiting(Collection<String> orderReferences, long skip, int max) {
        return jdbc.sql("select " + COLUMNS + WAITING + " order by payable_until, payment_id offset :skip limit :max")
                .param("orders", orderReferences.toArray(String[]::new))
                .param("skip", skip)
                .param("max", max)
                .query((row, _) -> due(row))
                .list();
    }

    Optional<Due> newestOf(String orderReference) {
        return jdbc.sql("select " + COLUMNS
                        + " from counter_payment where order_reference = :order order by payment_id desc limit 1")
                .param("order", orderReference)
                .query((row, _) -> due(row))
                .optional();
    }
}
