package org.tsudoi.payments.transfer;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tsudoi.payments.PaymentId;

/// The transfers that are asked for, and what has come for each.
class TransferTable {
    private static final String SELECT = """
            select t.payment_id, t.number, t.order_reference, t.yen, t.closed, t.payable_until,
              coalesce(t.told_until, t.payable_until) as told_until,
              coalesce((select sum(d.yen) from bank_deposit d where d.payment_id = t.payment_id), 0) as received,
              (select max(d.booked_at) from bank_deposit d where d.payment_id = t.payment_id and d.yen > 0) as newest_at,
              (select max(d.booked_at) from bank_deposit d where d.payment_id = t.payment_id and d.yen < 0 and d.told_by_bank)
                as called_back_at,
              p.state = 'captured' as captured, t.settled, t.settlings
            from bank_transfer t join payment p on p.id = t.payment_id
            """;

    private final JdbcClient jdbc;

    TransferTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// @param payableUntil until when its place is kept, `toldUntil` what the buyer was told: a file may come between
    /// @param received     what came, less what the bank has called back and what was given back
    /// @param newestAt     when the newest of it came
    /// @param calledBackAt when the newest of it was called back by the bank
    /// @param isCaptured   whether the payment is paid by it
    /// @param settled      what the books say of it: that it is the payment's; `settlings`: how often that changed
    record Transfer(
            PaymentId payment,
            TransferNumber number,
            String orderReference,
            long yen,
            boolean closed,
            Instant payableUntil,
            Instant toldUntil,
            long received,
            @Nullable Instant newestAt,
            @Nullable Instant calledBackAt,
            boolean isCaptured,
            long settled,
            int settlings) {
        /// What we call it towards ourselves: `transfer_10013`.
        String reference() {
            return "transfer_" + number;
        }

        boolean isPaid() {
            return received >= yen;
        }

        /// What is here too much: beyond the price, or all of a part once nothing more is waited for.
        long surplus() {
            if (isCaptured) return Math.max(0, received - yen);
            return closed && !isPaid() ? Math.max(0, received) : 0;
        }

        /// What is not here any more of what had paid.
        long gone() {
            return isCaptured ? Math.max(0, yen - Math.max(0, received)) : 0;
        }
    }

    Optional<Transfer> find(PaymentId payment) {
        return jdbc.sql(SELECT + "where t.payment_id = :payment")
                .param("payment", payment.value())
                .query((row, _) -> transfer(row))
                .optional();
    }

    List<Transfer> find(Collection<TransferNumber> numbers) {
        return jdbc.sql(SELECT + "where t.number = any(:numbers) order by t.number")
                .param("numbers", numbers.stream().map(TransferNumber::value).toArray(Long[]::new))
                .query((row, _) -> transfer(row))
                .list();
    }

    /// Read once it is locked, so that what others did who held it is seen.
    Optional<Transfer> lock(PaymentId payment) {
        jdbc.sql("select number from bank_transfer where payment_id = :payment for update")
                .param("payment", payment.value())
                .query(Long.class)
                .optional();
        return find(payment);
    }

    void settled(PaymentId payment, long settled, int settling) {
        int changed = jdbc.sql("""
                update bank_transfer set settled = :settled, settlings = :settling
                where payment_id = :payment and settlings = :settling - 1
                """)
                .param("settled", settled)
                .param("settling", settling)
                .param("payment", payment.value())
                .update();
        if (changed != 1) throw new IllegalStateException(payment + " was settled by somebody else");
    }

    /// Those that came whole, also when some of it is gone again, by when the last part came or went.
    List<Transfer> paidBetween(Instant from, Instant until) {
        return jdbc.sql("select * from (" + SELECT + """
                where t.payment_id in (
                  select payment_id from bank_deposit where told_by_bank and booked_at >= :from and booked_at < :until)
                ) t where t.received >= t.yen or t.captured order by t.number
                """)
                .param("from", from.atOffset(ZoneOffset.UTC))
                .param("until", until.atOffset(ZoneOffset.UTC))
                .query((row, _) -> transfer(row))
                .list();
    }

    /// Those that wait for this amount, the newest first.
    List<Transfer> waitingFor(long yen, int max) {
        return jdbc.sql(SELECT + """
                where t.yen = :yen and not exists (select from bank_deposit d where d.payment_id = t.payment_id)
                order by t.number desc limit :max
                """)
                .param("yen", yen)
                .param("max", max)
                .query((row, _) -> transfer(row))
                .list();
    }

    record Times(Instant asked, Instant told, Instant payable) {}

    /// In the caller's transaction. Of two at once one waits for the other, and both get the same.
    Transfer add(PaymentId payment, String orderReference, long yen, Times times) {
        var number = TransferNumber.of(jdbc.sql("select nextval('bank_transfer_number')")
                .query(Long.class)
                .single());
        jdbc.sql("""
                insert into bank_transfer (payment_id, number, order_reference, yen, payable_until, told_until, asked_at)
                values (:payment, :number, :order, :yen, :until, :told, :now)
                on conflict (payment_id) do nothing
                """)
                .param("payment", payment.value())
                .param("number", number.value())
                .param("order", orderReference)
                .param("yen", yen)
                .param("until", times.payable.atOffset(ZoneOffset.UTC))
                .param("told", times.told.atOffset(ZoneOffset.UTC))
                .param("now", times.asked.atOffset(ZoneOffset.UTC))
                .update();
        return find(payment).orElseThrow();
    }

    void close(PaymentId payment) {
        jdbc.sql("update bank_transfer set closed = true where payment_id = :payment and not closed")
                .param("payment", payment.value())
                .update();
    }

    private static Transfer transfer(ResultSet row) throws SQLException {
        @Nullable OffsetDateTime newest = row.getObject("newest_at", OffsetDateTime.class);
        @Nullable OffsetDateTime calledBack = row.getObject("called_back_at", OffsetDateTime.class);
        return new Transfer(
                new PaymentId(row.getObject("payment_id", UUID.class)),
                new TransferNumber(row.getLong("number")),
                row.getString("order_reference"),
                row.getLong("yen"),
                row.getBoolean("closed"),
                row.getObject("payable_until", OffsetDateTime.class).toInstant(),
                row.getObject("told_until", OffsetDateTime.class).toInstant(),
                row.getLong("received"),
                newest == null ? null : newest.toInstant(),
                calledBack == null ? null : calledBack.toInstant(),
                row.getBoolean("captured"),
                row.getLong("settled"),
                row.getInt("settlings"));
    }
}
