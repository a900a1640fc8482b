package org.tsudoi.ledger.internal;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tsudoi.ledger.HoldId;
import org.tsudoi.ledger.internal.Desk.NewJournal;

/// Writes a journal that comes alone by a statement of just its size. Of a list in a parameter PostgreSQL does not know
/// how long it will be, and plans anew each time; of this one it keeps the plan.
final class OneJournal {
    /// One with more is written as many are.
    static final int LEGS_MAX = 8;

    private final JdbcClient sql;
    private final Map<Size, String> statements = new ConcurrentHashMap<>();

    OneJournal(JdbcClient sql) {
        this.sql = sql;
    }

    /// @param open accounts that are asked for not being closed
    private record Size(int legs, int open, int guards) {
        String statement() {
            return """
                    with added as (
                      insert into ledger_journal (id, kind, effective_at, recorded_at, legs, hold_id, metadata)
                      select :id, :kind, timestamptz 'epoch' + :effective * interval '1 microsecond', :at, :legs,
                        cast(:hold as uuid), cast(:metadata as jsonb)
                    """
                    + (open == 0
                            ? ""
                            : "where not exists (select from ledger_closing c where c.account_id in ("
                                    + each(open, ":open%1$d") + "))")
                    + """

                      on conflict (id) do nothing
                      returning sequence, id, effective_at),
                    entries as (
                      insert into ledger_entry (sequence, line, account_id, amount, effective_at, balance)
                      select added.sequence, e.line, e.account_id, e.amount, added.effective_at, e.balance
                      from added cross join (values
                    """ + each(legs, "(%2$d, " + bigints("account", "amount", "balance") + ")") + """

                      ) as e (line, account_id, amount, balance))
                    """
                    + (guards == 0 ? "" : """
                    , moved as (
                      update ledger_balance b set posted = g.posted, held_out = g.held_out, held_in = g.held_in
                      from (values
                    """ + each(guards, "(" + bigints("guard", "posted", "out", "in") + ")") + """

                      ) as g (account_id, posted, held_out, held_in)
                      where b.account_id = g.account_id and exists (select from added))
                    """)
                    + "select sequence from added";
        }

        private static String bigints(String... names) {
            return List.of(names).stream()
                    .map(name -> "cast(:" + name + "%1$d as bigint)")
                    .collect(Collectors.joining(", "));
        }

        private static String each(int times, String form) {
            return IntStream.range(0, times)
                    .mapToObj(i -> form.formatted(i, i + 1))
                    .collect(Collectors.joining(", "));
        }
    }

    /// Sets the sequence.
    ///
    /// @return whether it was written
    boolean insert(NewJournal one, Instant at, long[] open, List<Guard> guards) {
        var journal = one.journal;
        var size = new Size(one.accounts.length, open.length, guards.size());
        var statement = sql.sql(statements.computeIfAbsent(size, Size::statement))
                .param("id", journal.id().value())
                .param("kind", journal.kind())
                .param("effective", JournalTable.micros(journal.effectiveAt()))
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("legs", one.accounts.length)
                .param("hold", one.hold.map(HoldId::value).orElse(null))
                .param("metadata", JournalTable.json(journal.metadata()));
        for (int i = 0; i < open.length; i++) statement.param("open" + i, open[i]);
        for (int i = 0; i < one.accounts.length; i++) {
            statement
                    .param("account" + i, one.accounts[i])
                    .param("amount" + i, journal.legs().get(i).amount())
                    .param("balance" + i, one.balances[i]);
        }
        for (int i = 0; i < guards.size(); i++) {
            var guard = guards.get(i);
            statement
                    .param("guard" + i, guard.accountId())
                    .param("posted" + i, guard.posted())
                    .param("out" + i, guard.heldOut())
                    .param("in" + i, guard.heldIn());
        }
        statement.query(row -> {
            one.sequence = row.getLong("sequence");
        });
        return one.sequence > 0;
    }
}
