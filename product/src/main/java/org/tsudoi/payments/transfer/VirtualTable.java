package org.tsudoi.payments.transfer;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tsudoi.payments.PaymentId;

/// Our accounts at the bank that hold no money of their own, and whose each was from when to when. In the caller's
/// transaction.
class VirtualTable {
    private static final String LEASE = """
            select l.payment_id, l.account, lower(l.during) as begun_at, upper(l.during) as ends_at, l.closed_at,
              a.ra_id, a.va_id, a.branch_code, a.branch, a.number, a.holder
            from virtual_lease l join virtual_account a on a.mark = l.account
            """;

    private final JdbcClient jdbc;

    VirtualTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// @param raId   the account of ours that it leads to, whatever is set now
    /// @param endsAt when its rest is over; null while it is not closed
    record Lease(
            PaymentId payment,
            long mark,
            String raId,
            GanbAccounts.Account account,
            Instant begunAt,
            @Nullable Instant closedAt,
            @Nullable Instant endsAt) {}

    /// @param asked when it was asked for first
    record Wanted(long mark, Instant asked, boolean askedBefore) {}

    Optional<Lease> find(PaymentId payment) {
        return jdbc.sql(LEASE + "where l.payment_id = :payment")
                .param("payment", payment.value())
                .query((row, _) -> lease(row))
                .optional();
    }

    boolean isOurs(String vaId) {
        return jdbc.sql("select exists (select from virtual_account where va_id = :va)")
                .param("va", vaId)
                .query(Boolean.class)
                .single();
    }

    /// Whose the account was on that day in Japan: nobody's where that could be two, since money has no hour.
    Optional<PaymentId> holder(String vaId, LocalDate day) {
        var from = day.atStartOfDay(TransferAdapter.JAPAN).toOffsetDateTime();
        var until = day.plusDays(1).atStartOfDay(TransferAdapter.JAPAN).toOffsetDateTime();
        var holders = jdbc.sql("""
                select l.payment_id from virtual_lease l join virtual_account a on a.mark = l.account
                where a.va_id = :va and l.during && tstzrange(:from, :until)
                """)
                .param("va", vaId)
                .param("from", from)
                .param("until", until)
                .query(UUID.class)
                .list();
        return holders.size() == 1 ? Optional.of(new PaymentId(holders.getFirst())) : Optional.empty();
    }

    /// One that is ready, if there is one, and nobody else gets it meanwhile: one that was nobody's yet, else the one
    /// that has rested longest, since some payers keep numbers.
    Optional<Long> free(String raId) {
        return jdbc.sql("""
                select a.mark from virtual_account a where a.state = 'free' and a.ra_id = :ra
                order by (select max(upper(l.during)) from virtual_lease l where l.account = a.mark) nulls first, a.mark
                limit 1 for update of a skip locked
                """).param("ra", raId).query(Long.class).optional();
    }

    int countFree(String raId) {
        return jdbc.sql("select count(*) from virtual_account where state in ('free', 'asked') and asked_for is null"
                        + " and ra_id = :ra")
                .param("ra", raId)
                .query(Integer.class)
                .single();
    }

    void lease(PaymentId payment, long mark, Instant now) {
        jdbc.sql(
                        "insert into virtual_lease (payment_id, account, during) values (:payment, :mark, tstzrange(:now, null))")
                .param("payment", payment.value())
                .param("mark", mark)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
        become(mark, "used", "free");
    }

    private void become(long mark, String state, String from) {
        int changed = jdbc.sql("update virtual_account set state = :state where mark = :mark and state = :from")
                .param("mark", mark)
                .param("state", state)
                .param("from", from)
                .update();
        if (changed != 1) throw new IllegalStateException("account " + mark + " is not " + from);
    }

    /// Notes that one is wanted for this payment; the same again is the same.
    void want(PaymentId payment, String raId, Instant now) {
        jdbc.sql("""
                insert into virtual_account (mark, ra_id, asked_for, asked_at, state)
                values (:mark, :ra, :payment, :now, 'asked') on conflict (asked_for) do nothing
                """)
                .param("mark", GanbAccounts.mark(payment.value()))
                .param("ra", raId)
                .param("payment", payment.value())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    void wantForPool(UUID random, String raId, Instant now) {
        jdbc.sql("""
                insert into virtual_account (mark, ra_id, asked_at, state)
                values (:mark, :ra, :now, 'asked')
                """)
                .param("mark", GanbAccounts.mark(random))
                .param("ra", raId)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /// Of those who want the same account one asks the bank; who asks and says no more for so long is not waited for.
    ///
    /// @param payment null: for any of the pool
    Optional<Wanted> claim(@Nullable PaymentId payment, Instant now, Duration most) {
        return jdbc.sql("""
                with one as (
                  select mark, called_at is not null as before from virtual_account
                  where state = 'asked' and asked_for is not distinct from :payment::uuid
                    and (called_at is null or called_at <= :latest)
                  order by mark limit 1 for update skip locked
                )
                update virtual_account a set called_at = :now from one where a.mark = one.mark
                returning a.mark, a.asked_at, one.before
                """)
                .param("payment", payment == null ? null : payment.value())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("latest", now.minus(most).atOffset(ZoneOffset.UTC))
                .query((row, _) ->
                        new Wanted(row.getLong("mark"), at(row, "asked_at").orElseThrow(), row.getBoolean("before")))
                .optional();
    }

    /// It is not known what came of asking: the next who asks need not wait, and looks for it first.
    void doubt(long mark) {
        jdbc.sql("update virtual_account set called_at = '-infinity' where mark = :mark and state = 'asked'")
                .param("mark", mark)
                .update();
    }

    /// False when it was known before.
    boolean issued(long mark, GanbAccounts.Account account) {
        return jdbc.sql("""
                update virtual_account set va_id = :va, branch_code = :code, branch = :branch, number = :number,
                  holder = :holder, state = 'free'
                where mark = :mark and state = 'asked'
                """)
                        .param("mark", mark)
                        .param("va", account.vaId())
                        .param("code", account.branchCode())
                        .param("branch", account.branch())
                        .param("number", account.number())
                        .param("holder", account.holder())
                        .update()
                == 1;
    }

    /// No money can come to it any more: it rests, until a day ends in Japan. Money has no hour, so that a day on which
    /// it is two people's would be nobody's. Closed before, nothing is changed.
    void close(PaymentId payment, Instant now, Duration rest) {
        var closed = jdbc.sql("""
                update virtual_lease set closed_at = :now, during = tstzrange(lower(during), :ends)
                where payment_id = :payment and closed_at is null returning account
                """)
                .param("payment", payment.value())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("ends", dayAfter(now.plus(rest)))
                .query(Long.class)
                .optional();
        closed.ifPresent(mark -> become(mark, "stopped", "used"));
    }

    private static OffsetDateTime dayAfter(Instant moment) {
        return LocalDate.ofInstant(moment, TransferAdapter.JAPAN)
                .plusDays(1)
                .atStartOfDay(TransferAdapter.JAPAN)
                .toOffsetDateTime();
    }

    /// Of accounts that still take money for somebody.
    int countOpen() {
        return jdbc.sql("select count(*) from virtual_lease where closed_at is null")
                .query(Integer.class)
                .single();
    }

    /// Of transfers that came whole or wait no more, while their account still takes money.
    List<Lease> toBeStopped(String raId, Instant now, int max) {
        return jdbc.sql(LEASE + """
                join bank_transfer t on t.payment_id = l.payment_id
                where l.closed_at is null and a.ra_id = :ra and (t.closed or t.payable_until <= :now
                  or t.yen <= (select sum(d.yen) from bank_deposit d where d.payment_id = t.payment_id))
                order by l.account limit :max
                """)
                .param("ra", raId)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("max", max)
                .query((row, _) -> lease(row))
                .list();
    }

    /// Those whose rest was over when the day began.
    List<Rested> rested(String raId, Instant now, int max) {
        return jdbc.sql("""
                select a.mark, a.va_id from virtual_account a
                where a.state = 'stopped' and a.ra_id = :ra
                  and not exists (select from virtual_lease l where l.account = a.mark and upper(l.during) > :today)
                order by a.mark limit :max
                """)
                .param("ra", raId)
                .param(
                        "today",
                        LocalDate.ofInstant(now, TransferAdapter.JAPAN)
                                .atStartOfDay(TransferAdapter.JAPAN)
                                .toOffsetDateTime())
                .param("max", max)
                .query((row, _) -> new Rested(row.getLong("mark"), row.getString("va_id")))
                .list();
    }

    record Rested(long mark, String vaId) {}

    void free(long mark) {
        become(mark, "free", "stopped");
    }

    Optional<Instant> readAt(String raId) {
        return jdbc.sql("select read_at from ganb_reading where ra_id = :ra")
                .param("ra", raId)
                .query((row, _) -> at(row, "read_at").orElseThrow())
                .optional();
    }

    void readAt(String raId, Instant at) {
        jdbc.sql("""
                insert into ganb_reading (ra_id, read_at) values (:ra, :at)
                on conflict (ra_id) do update set read_at = greatest(ganb_reading.read_at, :at)
                """).param("ra", raId).param("at", at.atOffset(ZoneOffset.UTC)).update();
    }

    private static Optional<Instant> at(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    private static Lease lease(ResultSet row) throws SQLException {
        return new Lease(
                new PaymentId(row.getObject("payment_id", UUID.class)),
                row.getLong("account"),
                row.getString("ra_id"),
                new GanbAccounts.Account(
                        row.getString("va_id"),
                        row.getString("branch_code"),
                        row.getString("branch"),
                        row.getString("number"),
                        row.getString("holder")),
                at(row, "begun_at").orElseThrow(),
                at(row, "closed_at").orElse(null),
                at(row, "ends_at").orElse(null));
    }
}
