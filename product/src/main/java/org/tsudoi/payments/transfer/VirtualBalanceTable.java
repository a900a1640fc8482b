package org.tsudoi.payments.transfer;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tsudoi.money.Money;
import org.tsudoi.payments.BankBalances;

/// What the account that virtual ones lead to had at the end of each day. Rows are added and never changed.
final class VirtualBalanceTable implements BankBalances {
    private final JdbcClient jdbc;

    VirtualBalanceTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    boolean isKnown(String raId, LocalDate day) {
        return jdbc.sql("select exists (select from virtual_balance where ra_id = :account and day = :day)")
                .param("account", raId)
                .param("day", day)
                .query(Boolean.class)
                .single();
    }

    /// The first word holds.
    void add(String raId, GanbAccounts.DayEnd end, Instant now) {
        jdbc.sql("""
                insert into virtual_balance (ra_id, day, yen, heard_at) values (:account, :day, :yen, :now)
                on conflict (ra_id, day) do nothing
                """)
                .param("account", raId)
                .param("day", end.day())
                .param("yen", end.yen())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    @Override
    public List<Told> since(LocalDate day) {
        return jdbc.sql("select day, yen from virtual_balance where day >= :day order by day, heard_at")
                .param("day", day)
                .query((row, _) -> new Told(
                        DepositBook.bankAccount(true),
                        row.getObject("day", LocalDate.class),
                        Money.jpy(row.getLong("yen"))))
                .list();
    }

    @Override
    public boolean isTold() {
        return jdbc.sql("select exists (select from virtual_balance)")
                .query(Boolean.class)
                .single();
    }
}
