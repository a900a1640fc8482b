package org.tsudoi.payments.slip;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
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
import org.tsudoi.payments.RefundId;
import org.tsudoi.payments.provider.Movements.Kind;
import org.tsudoi.payments.provider.Movements.Line;
import org.tsudoi.payments.provider.Movements.TwoDays;

/// The slips that were issued, and what the agent's files said of them.
class SlipTable {
    /// What was paid by any of a payment's slips was paid for it, and by a number of which two people said so.
    private static final String SELECT = """
            select s.payment_id, s.number, s.order_reference, s.code as first_code, s.closed, heard.*,
              s.surplus, s.settlings, s.gone,
              (select p.state = 'captured' from payment p where p.id = s.payment_id) as captured,
              coalesce((select i.code from slip_reissue i where i.payment_id = s.payment_id order by i.reissue desc limit 1), s.code)
                as code
            from slip s cross join lateral (
              select count(*) filter (where r.kind in ('quick', 'at-once')) as taken,
                count(*) filter (where r.kind = 'quick-taken-back') as taken_back,
                count(*) filter (where r.kind in ('settled', 'postal')) - count(*) filter (where r.kind = 'postal-taken-back')
                  as settled,
                min(r.paid_at) filter (where r.kind in ('settled', 'postal')) as settled_at,
                (array_agg(r.fee order by r.paid_at, r.line) filter (where r.kind in ('settled', 'postal')))[1] as fee,
                max(r.paid_at) filter (where r.kind = 'postal-taken-back') as corrected_at
              from slip_report r
              where r.code in (select s.code union all select i.code from slip_reissue i where i.payment_id = s.payment_id
                union all select y.code from slip_stray y where y.payment_id = s.payment_id)
            ) heard
            """;

    private final JdbcClient jdbc;

    SlipTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// @param taken     how often a store said it took the money, and `takenBack` how often it called that back
    /// @param settled   how often the agent has confirmed it: once, or more often when it was paid twice
    /// @param settledAt when it was paid, once that is confirmed
    /// @param fee       yen that the agent kept of it then
    /// @param correctedAt when the agent took back what it had confirmed
    record Heard(
            int taken,
            int takenBack,
            int settled,
            @Nullable Instant settledAt,
            int fee,
            @Nullable Instant correctedAt) {}

    /// @param code  the newest, `firstCode` the digits of the first
    /// @param heard of all of them
    /// @param isCaptured whether the payment is paid by it
    /// @param surplus what the books have of it beyond its price; `settlings`: how often that changed
    /// @param gone whether it was known that what had paid is taken back
    record Slip(
            PaymentId payment,
            long number,
            String orderReference,
            SlipCode code,
            String firstCode,
            boolean closed,
            Heard heard,
            boolean isCaptured,
            long surplus,
            int settlings,
            boolean gone) {
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

    /// Also by one that another took the place of, or of which two people said that it is this one's.
    Optional<Slip> findByCode(String code) {
        return jdbc.sql(SELECT + """
                where s.payment_id = (
                  select payment_id from slip where code = :code
                  union all select payment_id from slip_reissue where code = :code
                  union all select payment_id from slip_stray where code = :code and payment_id is not null
                  limit 1)
                """)
                .param("code", code)
                .query((row, _) -> slip(row))
                .optional();
    }

    /// Those that wait for this amount, the newest first.
    List<Slip> waitingFor(long yen, int max) {
        return jdbc.sql(SELECT + "where s.yen = :yen and heard.settled < 1 order by s.number desc limit :max")
                .param("yen", yen)
                .param("max", max)
                .query((row, _) -> slip(row))
                .list();
    }

    Optional<Slip> findByNumber(long number) {
        return jdbc.sql(SELECT + "where s.number = :number")
                .param("number", number)
                .query((row, _) -> slip(row))
                .optional();
    }

    /// Read once it is locked, so that what others did who held it is seen.
    Optional<Slip> lock(PaymentId payment) {
        jdbc.sql("select number from slip where payment_id = :payment for update")
                .param("payment", payment.value())
                .query(Long.class)
                .optional();
        return find(payment);
    }

    void settled(PaymentId payment, long surplus, int settlings, boolean gone) {
        jdbc.sql("update slip set surplus = :surplus, settlings = :settlings, gone = :gone where payment_id = :payment")
                .param("surplus", surplus)
                .param("settlings", settlings)
                .param("gone", gone)
                .param("payment", payment.value())
                .update();
    }

    long givenBack(PaymentId payment) {
        return jdbc.sql("select coalesce(sum(yen), 0) from slip_given_back where payment_id = :payment")
                .param("payment", payment.value())
                .query(Long.class)
                .single();
    }

    int countGivenBack(PaymentId payment) {
        return jdbc.sql("select count(*) from slip_given_back where payment_id = :payment")
                .param("payment", payment.value())
                .query(Integer.class)
                .single();
    }

    void addGivenBack(PaymentId payment, RefundId refund, int nth, long yen) {
        jdbc.sql("""
                insert into slip_given_back (refund_id, payment_id, nth, yen) values (:refund, :payment, :nth, :yen)
                """)
                .param("refund", refund.value())
                .param("payment", payment.value())
                .param("nth", nth)
                .param("yen", yen)
                .update();
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
                on conflict do nothing
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

    /// @param fee yen that the agent keeps of it; null where it settles none
    /// @return whether it was not known before
    boolean hear(CollectionReports.Line line, int occurrence, @Nullable Integer fee, Instant now) {
        return jdbc.sql("""
                insert into slip_report (notice_sha256, occurrence, line, code, kind, yen, fee, paid_at, chain, store, heard_at)
                values (:hash, :occurrence, encode(:hash, 'hex') || '.' || :occurrence::int, :code, :kind, :yen,
                  :fee::int, :paid, :chain, :store, :now)
                on conflict (notice_sha256, occurrence) do nothing
                """)
                        .param("hash", line.hash())
                        .param("occurrence", occurrence)
                        .param("fee", fee)
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

    /// The day on which the agent transfers it may be told later than the rest, or once more.
    void hearRemittance(CollectionReports.Line line, int occurrence, LocalDate day, Instant now) {
        jdbc.sql("""
                insert into slip_remittance (line, remitted_on, heard_at)
                select r.line, :day, :now from slip_report r where r.notice_sha256 = :hash and r.occurrence = :occurrence
                on conflict (line, remitted_on) do nothing
                """)
                .param("hash", line.hash())
                .param("occurrence", occurrence)
                .param("day", day)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /// What was told to be transferred on two days, by when it was paid.
    List<TwoDays> remittedTwice(Instant from, Instant until) {
        return jdbc.sql("""
                select r.line, r.kind, r.yen, coalesce(r.fee, 0) as fee, r.paid_at, s.payment_id, s.number,
                  (array_agg(m.remitted_on order by m.id))[1] as first_day, (array_agg(m.remitted_on order by m.id desc))[1] as then_day
                from slip_remittance m join slip_report r on r.line = m.line
                  left join slip_reissue i on i.code = r.code left join slip_stray y on y.code = r.code
                  left join slip s on s.code = r.code or s.payment_id = coalesce(i.payment_id, y.payment_id)
                where r.kind in ('settled', 'postal', 'postal-taken-back') and r.paid_at >= :from and r.paid_at < :until
                group by r.line, r.kind, r.yen, r.fee, r.paid_at, s.payment_id, s.number
                having count(*) > 1
                """)
                .param("from", from.atOffset(ZoneOffset.UTC))
                .param("until", until.atOffset(ZoneOffset.UTC))
                .query((row, _) -> new TwoDays(
                        line(row),
                        row.getObject("first_day", LocalDate.class),
                        row.getObject("then_day", LocalDate.class)))
                .list();
    }

    /// What the agent transfers on a day, as it said first: all that it confirmed for that day, less its fees and what
    /// it takes back.
    ///
    /// @param until the day after the last one
    List<Line> remittedBetween(LocalDate from, LocalDate until) {
        return jdbc.sql("""
                select m.remitted_on, sum(case r.kind when 'postal-taken-back' then -r.yen else r.yen - r.fee end) as yen
                from slip_report r
                  join (select distinct on (line) line, remitted_on from slip_remittance order by line, id) m on m.line = r.line
                where r.kind in ('settled', 'postal', 'postal-taken-back') and m.remitted_on >= :from and m.remitted_on < :until
                group by m.remitted_on
                having sum(case r.kind when 'postal-taken-back' then -r.yen else r.yen - r.fee end) > 0
                """)
                .param("from", from)
                .param("until", until)
                .query((row, _) -> remittance(row.getObject("remitted_on", LocalDate.class), row.getLong("yen")))
                .list();
    }

    private static Line remittance(LocalDate day, long yen) {
        var at = day.atStartOfDay(SlipAdapter.JAPAN).toInstant();
        return new Line("remittance-" + day, Kind.PAYOUT, null, null, null, Money.jpy(-yen), Money.jpy(0), at);
    }

    /// What is certain, and what the agent takes back of it, as lines.
    List<Line> settledBetween(Instant from, Instant until) {
        return jdbc.sql("""
                select r.line, r.kind, r.yen, coalesce(r.fee, 0) as fee, r.paid_at, s.payment_id, s.number
                from slip_report r left join slip_reissue i on i.code = r.code left join slip_stray y on y.code = r.code
                  left join slip s on s.code = r.code or s.payment_id = coalesce(i.payment_id, y.payment_id)
                where r.kind in ('settled', 'postal', 'postal-taken-back') and r.paid_at >= :from and r.paid_at < :until
                """)
                .param("from", from.atOffset(ZoneOffset.UTC))
                .param("until", until.atOffset(ZoneOffset.UTC))
                .query((row, _) -> line(row))
                .list();
    }

    private static Line line(ResultSet row) throws SQLException {
        @Nullable UUID payment = row.getObject("payment_id", UUID.class);
        long yen = row.getLong("yen");
        boolean back = row.getString("kind").equals("postal-taken-back");
        return new Line(
                row.getString("line"),
                back ? Kind.DISPUTE : Kind.CHARGE,
                payment == null ? null : "slip_" + row.getLong("number"),
                payment == null ? null : new PaymentId(payment),
                null,
                Money.jpy(back ? -yen : yen),
                Money.jpy(row.getLong("fee")),
                row.getObject("paid_at", OffsetDateTime.class).toInstant());
    }

    private static Slip slip(ResultSet row) throws SQLException {
        @Nullable OffsetDateTime settledAt = row.getObject("settled_at", OffsetDateTime.class);
        @Nullable OffsetDateTime correctedAt = row.getObject("corrected_at", OffsetDateTime.class);
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
                        settled < 1 || settledAt == null ? null : settledAt.toInstant(),
                        row.getInt("fee"),
                        correctedAt == null ? null : correctedAt.toInstant()),
                row.getBoolean("captured"),
                row.getLong("surplus"),
                row.getInt("settlings"),
                row.getBoolean("gone"));
    }
}
