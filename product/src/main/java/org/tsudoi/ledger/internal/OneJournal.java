package org.tsudoi.ledger.internal;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
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
                      select ?, ?, timestamptz 'epoch' + ? * interval '1 microsecond', ?, ?,
                        cast(? as uuid), cast(? as jsonb)
                    """
                    + (open == 0
                            ? ""
                            : "where not exists (select from ledger_closing c where c.account_id in (" + each(open, "?")
                                    + "))")
                    + """

                      on conflict (id) do nothing
                      returning sequence, id, effective_at),
                    entries as (
                      insert into ledger_entry (sequence, line, account_id, amount, effective_at, balance)
                      select added.sequence, e.line, e.account_id, e.amount, added.effective_at, e.balance
                      from added cross join (values
                    """ + each(legs, "(%d, " + bigints(3) + ")") + """

                      ) as e (line, account_id, amount, balance))
                    """
                    + (guards == 0 ? "" : """
                    , moved as (
                      update ledger_balance b set posted = g.posted, held_out = g.held_out, held_in = g.held_in
                      from (values
                    """ + each(guards, "(" + bigints(4) + ")") + """

                      ) as g (account_id, posted, held_out, held_in)
                      where b.account_id = g.account_id and exists (select from added))
                    """)
                    + "select sequence from added";
        }

        private static String bigints(int times) {
            return each(times, "cast(? as bigint)");
        }

        /// @param form in which `%d` is the number of the one, from 1 on
        private static String each(int times, String form) {
            return IntStream.rangeClosed(1, times).mapToObj(form::formatted).collect(Collectors.joining(", "));
        }
    }

    /// Sets the sequence.
    ///
    /// @return whether it was written
    boolean insert(NewJournal one, Instant at, long[] open, List<Guard> guards) {
        var journal = one.journal;
        var size = new Size(one.accounts.length, open.length, guards.size());
        var values = new ArrayList<@Nullable Object>();
        Collections.addAll(
                values,
                journal.id().value(),
                journal.kind(),
                JournalTable.micros(journal.effectiveAt()),
                at.atOffset(ZoneOffset.UTC),
                one.accounts.length,
                one.hold.map(HoldId::value).orElse(null),
                JournalTable.json(journal.metadata()));
        for (long account : open) values.add(account);
        for (int i = 0; i < one.accounts.length; i++) {
            Collections.addAll(values, one.accounts[i], journal.legs().get(i).amount(), one.balances[i]);
        }
        for (var guard : guards) {
            Collections.addAll(values, guard.accountId(), guard.posted(), guard.heldOut(), guard.heldIn());
        }
        sql.sql(statements.computeIfAbsent(size, Size::statement))
                .params(values)
                .query(row -> {
                    one.sequence = row.getLong("sequence");
                });
        return one.sequence > 0;
    }
}
