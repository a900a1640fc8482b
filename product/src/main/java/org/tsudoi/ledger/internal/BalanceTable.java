package org.tsudoi.ledger.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tsudoi.ledger.AccountCode;
import org.tsudoi.ledger.Asset;
import org.tsudoi.ledger.Balance;
import org.tsudoi.ledger.Entry;
import org.tsudoi.ledger.JournalId;
import org.tsudoi.ledger.TrialBalance;

/// Reads what accounts hold. Each answer comes from one statement, so it is of one moment.
@Component
class BalanceTable {
    /// Guarded accounts know what they hold; the others add up their entries from the last check point on.
    private static final String SINCE_POINT = """
            from ledger_account a
            left join ledger_balance b on b.account_id = a.id
            left join lateral (
              select c.balance, c.through from ledger_checkpoint c
              where c.account_id = a.id and b.account_id is null order by c.through desc limit 1) point on true
            """;

    private static final String POSTED = SINCE_POINT + """
            left join lateral (
              select sum(e.amount) as amount from ledger_entry e
              where e.account_id = a.id and b.account_id is null
                and e.sequence > coalesce(point.through, 0)) tail on true
            """;

    /// Opens only those parts of the table that it needs, which is worth a function for one account.
    private static final String POSTED_ON_ONE = SINCE_POINT + """
            left join lateral (
              select case when b.account_id is null then ledger_since(a.id, coalesce(point.through, 0)) end as amount)
              tail on true
            """;

    private static final String BALANCE = """
            select a.code, a.asset,
              coalesce(b.posted, coalesce(point.balance, 0) + coalesce(tail.amount, 0)) as posted,
              coalesce(b.held_out, held.going, 0) as held_out,
              coalesce(b.held_in, held.coming, 0) as held_in
            %s
            left join lateral (
              select -sum(o.amount) filter (where o.amount < 0) as going,
                sum(o.amount) filter (where o.amount > 0) as coming
              from ledger_hold_open o where o.account_id = a.id and b.account_id is null) held on true
            """;

    private static final String BALANCES = BALANCE.formatted(POSTED);
    private static final String BALANCE_OF_ONE = BALANCE.formatted(POSTED_ON_ONE);

    /// Lines fit into ten bits, so a place on an account is one number.
    private static final int LINE_BITS = 10;

    private final JdbcClient sql;

    BalanceTable(JdbcClient sql) {
        this.sql = sql;
    }

    Optional<Balance> find(AccountCode account) {
        return sql.sql(BALANCE_OF_ONE + "where a.code = :code")
                .param("code", account.value())
                .query(BalanceTable::balance)
                .optional();
    }

    Map<AccountCode, Balance> find(List<AccountCode> accounts) {
        return sql
                .sql(BALANCES + "where a.code = any(:codes)")
                .param("codes", AccountTable.texts(accounts, AccountCode::value))
                .query(BalanceTable::balance)
                .list()
                .stream()
                .collect(Collectors.toMap(Balance::account, Function.identity()));
    }

    List<Balance> beginning(String prefix) {
        return sql.sql(BALANCES + "where a.code ^@ :prefix order by a.code")
                .param("prefix", prefix)
                .query(BalanceTable::balance)
                .list();
    }

    /// Codes below `before`, the highest first.
    List<Balance> ofKind(String kind, String before, int most) {
        int star = kind.indexOf('*');
        return sql.sql(BALANCES + """
                        where a.id in (
                          select one.id from ledger_account one
                          where one.code ^@ :prefix and one.code < :before and one.kind = :kind
                          order by one.code desc limit :most)
                        order by a.code desc
                        """)
                .param("prefix", star < 0 ? kind : kind.substring(0, star))
                .param("before", before)
                .param("kind", kind)
                .param("most", most)
                .query(BalanceTable::balance)
                .list();
    }

    /// Begins at the last check point before which everything had happened by then, and looks only into those
    /// parts of the rest where something had: into each by itself, since joined to all of them at once the planner
    /// would rather read all entries of the account.
    Optional<Long> at(AccountCode account, Instant at) {
        return sql.sql("""
                select coalesce(point.balance, 0)
                  + coalesce((
                      select sum(held.amount) from ledger_checkpoint part cross join lateral (
                        select sum(e.amount) as amount from ledger_entry e
                        where e.account_id = part.account_id and e.sequence > part.after and e.sequence <= part.through
                          and e.effective_at <= :at) held
                      where part.account_id = a.id and part.through > coalesce(point.through, 0)
                        and part.effective_min <= :at), 0)
                  + coalesce((
                      select sum(e.amount) from ledger_entry e
                      where e.account_id = a.id and e.effective_at <= :at
                        and e.sequence > coalesce(
                          (select max(c.through) from ledger_checkpoint c where c.account_id = a.id), 0)), 0) as held
                from ledger_account a
                left join lateral (
                  select c.balance, c.through from ledger_checkpoint c
                  where c.account_id = a.id and c.effective_max <= :at
                  order by c.effective_max desc, c.through desc limit 1) point on true
                where a.code = :code
                """)
                .param("code", account.value())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .query((row, _) -> whole(row, "held"))
                .optional();
    }

    List<Entry> entries(AccountCode account, long before, int most) {
        return sql.sql("""
                with account as materialized (select id from ledger_account where code = :account),
                page as materialized (
                  select e.sequence, e.line, e.amount from ledger_entry e
                  where e.account_id = (select id from account) and (e.sequence, e.line) < (:sequence, :line)
                  order by e.sequence desc, e.line desc limit :most),
                oldest as (select sequence, line from page order by sequence, line limit 1),
                point as (
                  select c.balance, c.through from ledger_checkpoint c
                  where c.account_id = (select id from account) and c.through < (select sequence from oldest)
                  order by c.through desc limit 1),
                start as (
                  select coalesce((select balance from point), 0) + coalesce((
                    select sum(e.amount) from ledger_entry e
                    where e.account_id = (select id from account)
                      and e.sequence > coalesce((select through from point), 0)
                      and (e.sequence, e.line) < ((select sequence from oldest), (select line from oldest))), 0)
                    as balance)
                select p.sequence, p.line, p.amount, j.id, j.kind, j.effective_at, j.recorded_at,
                  start.balance + sum(p.amount) over (order by p.sequence, p.line) as balance
                from page p join ledger_journal j on j.sequence = p.sequence cross join start
                order by p.sequence desc, p.line desc
                """)
                .param("account", account.value())
                .param("sequence", before >> LINE_BITS)
                .param("line", (int) (before & ((1 << LINE_BITS) - 1)))
                .param("most", most)
                .query((row, _) -> new Entry(
                        row.getLong("sequence") << LINE_BITS | row.getInt("line"),
                        new JournalId(row.getObject("id", UUID.class)),
                        row.getString("kind"),
                        JournalTable.instant(row, "effective_at"),
                        JournalTable.instant(row, "recorded_at"),
                        row.getLong("amount"),
                        whole(row, "balance")))
                .list();
    }

    TrialBalance trial() {
        return new TrialBalance(sql.sql("select a.asset, a.kind, count(*) as accounts, "
                        + "sum(coalesce(b.posted, coalesce(point.balance, 0) + coalesce(tail.amount, 0))) as balance "
                        + POSTED + "group by a.asset, a.kind order by a.asset, a.kind")
                .query(BalanceTable::line)
                .list());
    }

    /// By what had happened by then; accounts on which nothing had are left out.
    TrialBalance trialAt(Instant at) {
        return new TrialBalance(sql.sql("""
                        select a.asset, a.kind, count(*) as accounts, sum(held.amount) as balance
                        from (
                          select e.account_id, sum(e.amount) as amount from ledger_entry e
                          where e.effective_at <= :at group by e.account_id) held
                        join ledger_account a on a.id = held.account_id
                        group by a.asset, a.kind order by a.asset, a.kind
                        """)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .query(BalanceTable::line)
                .list());
    }

    private static TrialBalance.Line line(ResultSet row, int number) throws SQLException {
        return new TrialBalance.Line(
                new Asset(row.getString("asset")),
                row.getString("kind"),
                row.getLong("accounts"),
                whole(row, "balance"));
    }

    private static Balance balance(ResultSet row, int number) throws SQLException {
        return new Balance(
                new AccountCode(row.getString("code")),
                new Asset(row.getString("asset")),
                whole(row, "posted"),
                whole(row, "held_out"),
                whole(row, "held_in"));
    }

    /// Sums of `bigint` are `numeric`: never cut off in silence.
    private static long whole(ResultSet row, String column) throws SQLException {
        return row.getBigDecimal(column).longValueExact();
    }
}
