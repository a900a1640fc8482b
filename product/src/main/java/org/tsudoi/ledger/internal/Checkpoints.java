package org.tsudoi.ledger.internal;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Makes check points, so that what an account without a limit holds is read from a few entries however many it
/// has.
///
/// Sequences are given out before their journals are committed: a lower one may appear after a higher one. So a
/// point must not go beyond where everything is final. Whoever has been given a sequence has had the lock that
/// writing to the table of journals takes, until its transaction is over: so the sequences given out so far are
/// final once nobody who has that lock now has it any more. Posting is not held up by this, and no clock and no
/// number of a transaction is relied on (both may jump when a backup is restored elsewhere).
@Component
class Checkpoints {
    /// From one point of an account to its next, and the rest of the journal that reaches it. Not as many as there are
    /// when the job comes by: nobody has to read more, and several who make points at once make the same.
    static final int ENTRIES = 500;

    private final JdbcClient sql;
    private final Clock clock;

    Checkpoints(JdbcClient sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /// The next parts of the table of entries, long before they are needed.
    void makeRoom() {
        sql.sql("select ledger_make_room()").query(_ -> {});
    }

    /// Sequences up to `through` are final once none of `writers` is writing any more.
    record Mark(long through, Set<String> writers) {}

    /// In this order: who takes a sequence after the first statement takes a higher one. The second makes the
    /// sequences up to there durable, since PostgreSQL gives out again, after a crash, those that neither
    /// reached the disk nor belong to anything committed: below a mark from before the crash they would be
    /// taken for final.
    Mark mark() {
        long through = sql.sql("select coalesce(pg_sequence_last_value('ledger_journal_sequence_seq'), 0)")
                .query(Long.class)
                .single();
        sql.sql("select pg_logical_emit_message(true, 'tsudoi', 'mark')")
                .query(String.class)
                .single();
        return new Mark(through, writers());
    }

    boolean isFinal(Mark mark) {
        var still = writers();
        return mark.writers().stream().noneMatch(still::contains);
    }

    /// Notes how far the books are final, and makes the points that are worth it. To be called when `isFinal`. An
    /// account that holds more than 64 bits gets none from there on, and holds up no other.
    ///
    /// @return how many points
    int advance(Mark mark) {
        long before = sql.sql("select coalesce(max(through), 0) from ledger_settled")
                .query(Long.class)
                .single();
        if (mark.through() <= before) {
            return 0;
        }
        return sql.sql("""
                with noted as (
                  insert into ledger_settled (through, noted_at) values (:through, :at) on conflict do nothing),
                touched as (
                  select t.account_id, coalesce(point.through, 0) as through, coalesce(point.balance, 0) as balance,
                    point.effective_max
                  from (select distinct account_id from ledger_entry where sequence > :before and sequence <= :through) t
                  left join lateral (
                    select c.through, c.balance, c.effective_max from ledger_checkpoint c
                    where c.account_id = t.account_id order by c.through desc limit 1) point on true),
                added as (
                  select t.account_id, e.sequence, e.amount, e.effective_at,
                    (rank() over (partition by t.account_id order by e.sequence) - 1) / :entries as part
                  from touched t join ledger_entry e
                    on e.account_id = t.account_id and e.sequence > t.through and e.sequence <= :through),
                part as (
                  select account_id, part, max(sequence) as through, sum(amount) as amount,
                    max(effective_at) as latest, min(effective_at) as earliest,
                    sum(count(*)) over (partition by account_id order by part) >= (part + 1) * :entries as full
                  from added group by account_id, part),
                running as (
                  select p.account_id, p.through, lag(p.through, 1, t.through) over so_far as after,
                    t.balance + sum(p.amount) over so_far as balance,
                    greatest(t.effective_max, max(p.latest) over so_far) as latest, p.earliest
                  from part p join touched t on t.account_id = p.account_id
                  where p.full
                  window so_far as (partition by p.account_id order by p.part)),
                fitting as (
                  select r.*, bool_and(balance between :lowest and :highest)
                    over (partition by account_id order by through) as fits
                  from running r)
                insert into ledger_checkpoint (account_id, through, after, balance, effective_max, effective_min)
                select account_id, through, after, balance, latest, earliest from fitting where fits
                on conflict do nothing
                """)
                .param("through", mark.through())
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .param("before", before)
                .param("entries", ENTRIES)
                .param("lowest", Long.MIN_VALUE)
                .param("highest", Long.MAX_VALUE)
                .update();
    }

    private Set<String> writers() {
        return new TreeSet<>(sql.sql("""
                select virtualtransaction from pg_locks
                where locktype = 'relation' and relation = 'ledger_journal'::regclass and mode = 'RowExclusiveLock'
                  and database = (select oid from pg_database where datname = current_database())
                """).query(String.class).list());
    }
}
