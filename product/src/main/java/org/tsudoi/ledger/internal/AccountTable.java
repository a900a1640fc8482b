package org.tsudoi.ledger.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tsudoi.ledger.Account;
import org.tsudoi.ledger.AccountCode;
import org.tsudoi.ledger.Asset;

/// Accounts, and the one row that guarded ones have.
@Component
class AccountTable {
    private static final int FEW = 4;
    private static final String GUARDS = "select account_id, floor, ceiling, posted, held_out, held_in, closed "
            + "from ledger_balance where account_id = ";

    private final JdbcClient sql;

    AccountTable(JdbcClient sql) {
        this.sql = sql;
    }

    /// Those of a code that is taken stay as they are. Inserted by code, so that two who open the same do not
    /// deadlock.
    ///
    /// @return those that are new
    Map<AccountCode, KnownAccount> insertMissing(Collection<Account> accounts, Instant at) {
        var sorted =
                accounts.stream().sorted(Comparator.comparing(Account::code)).toList();
        return sql
                .sql("""
                with opened as (
                  insert into ledger_account (code, kind, asset, floor, ceiling, opened_at)
                  select code, kind, asset, floor, ceiling, :at
                  from unnest(:codes, :kinds, :assets, :floors, :ceilings) with ordinality
                    as a (code, kind, asset, floor, ceiling, place)
                  order by place
                  on conflict (code) do nothing
                  returning id, code, asset, floor, ceiling),
                guarded as (
                  insert into ledger_balance (account_id, floor, ceiling)
                  select id, floor, ceiling from opened where floor is not null or ceiling is not null)
                select id, code, asset, floor is not null or ceiling is not null as guarded from opened
                """)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("codes", texts(sorted, account -> account.code().value()))
                .param("kinds", texts(sorted, account -> account.code().kind()))
                .param("assets", texts(sorted, account -> account.asset().code()))
                .param("floors", limits(sorted, Account::floor))
                .param("ceilings", limits(sorted, Account::ceiling))
                .query((row, _) -> known(row))
                .list()
                .stream()
                .collect(Collectors.toMap(KnownAccount::code, Function.identity()));
    }

    List<Account> find(Collection<AccountCode> codes) {
        return sql.sql("select code, asset, floor, ceiling from ledger_account where code = any(:codes)")
                .param("codes", texts(codes, AccountCode::value))
                .query((row, _) -> new Account(
                        new AccountCode(row.getString("code")),
                        new Asset(row.getString("asset")),
                        limit(row, "floor"),
                        limit(row, "ceiling")))
                .list();
    }

    Map<AccountCode, KnownAccount> known(Collection<AccountCode> codes) {
        return sql
                .sql("""
                select id, code, asset, floor is not null or ceiling is not null as guarded
                from ledger_account where code = any(:codes)
                """)
                .param("codes", texts(codes, AccountCode::value))
                .query((row, _) -> known(row))
                .list()
                .stream()
                .collect(Collectors.toMap(KnownAccount::code, Function.identity()));
    }

    private static KnownAccount known(ResultSet row) throws SQLException {
        return new KnownAccount(
                row.getLong("id"),
                new AccountCode(row.getString("code")),
                new Asset(row.getString("asset")),
                row.getBoolean("guarded"));
    }

    Optional<KnownAccount> known(AccountCode code) {
        return known(List.of(code)).values().stream().findFirst();
    }

    Set<Long> closedAmong(long[] ids) {
        if (ids.length == 0) return Set.of();
        return new HashSet<>(sql.sql("select account_id from ledger_closing where account_id = any(:ids)")
                .param("ids", ids)
                .query(Long.class)
                .list());
    }

    /// Locks in the order of ids, the same for everybody, so that no two wait for each other.
    ///
    /// @param passBusy whether to leave out those that others have locked
    Map<Long, Guard> lock(long[] ids, boolean passBusy) {
        var guards = new HashMap<Long, Guard>(ids.length * 2);
        if (ids.length == 0) return guards;
        lockable(ids, "order by account_id for update" + (passBusy ? " skip locked" : ""))
                .query((row, _) -> new Guard(
                        row.getLong("account_id"),
                        limit(row, "floor"),
                        limit(row, "ceiling"),
                        row.getLong("posted"),
                        row.getLong("held_out"),
                        row.getLong("held_in"),
                        row.getBoolean("closed")))
                .list()
                .forEach(guard -> guards.put(guard.accountId(), guard));
        return guards;
    }

    /// Of few the plan is kept, as with `OneJournal`.
    private JdbcClient.StatementSpec lockable(long[] ids, String how) {
        if (ids.length > FEW) return sql.sql(GUARDS + "any(:ids) " + how).param("ids", ids);
        var places = IntStream.range(0, ids.length).mapToObj(i -> ":id" + i).collect(Collectors.joining(", "));
        var statement = sql.sql(GUARDS + "any(array[" + places + "]) " + how);
        for (int i = 0; i < ids.length; i++) statement.param("id" + i, ids[i]);
        return statement;
    }

    /// Writes what was locked before.
    void update(Collection<Guard> guards) {
        if (guards.isEmpty()) {
            return;
        }
        sql.sql("""
                update ledger_balance b set posted = g.posted, held_out = g.held_out, held_in = g.held_in
                from unnest(:ids, :posted, :out, :in) as g (account_id, posted, held_out, held_in)
                where b.account_id = g.account_id
                """)
                .param("ids", longs(guards, Guard::accountId))
                .param("posted", longs(guards, Guard::posted))
                .param("out", longs(guards, Guard::heldOut))
                .param("in", longs(guards, Guard::heldIn))
                .update();
    }

    void close(KnownAccount account, Instant at) {
        sql.sql("""
                with closed as (update ledger_balance set closed = true where account_id = :id)
                insert into ledger_closing (account_id, closed_at) values (:id, :at) on conflict (account_id) do nothing
                """)
                .param("id", account.id())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    static <T> String[] texts(Collection<T> of, Function<T, String> text) {
        return of.stream().map(text).toArray(String[]::new);
    }

    static <T> long[] longs(Collection<T> of, ToLongFunction<T> number) {
        return of.stream().mapToLong(number).toArray();
    }

    private static @Nullable Long[] limits(List<Account> accounts, Function<Account, @Nullable Long> limit) {
        var limits = new @Nullable Long[accounts.size()];
        for (int i = 0; i < limits.length; i++) {
            limits[i] = limit.apply(accounts.get(i));
        }
        return limits;
    }

    private static @Nullable Long limit(ResultSet row, String column) throws SQLException {
        long limit = row.getLong(column);
        return row.wasNull() ? null : limit;
    }
}
