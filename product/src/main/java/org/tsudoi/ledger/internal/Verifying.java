package org.tsudoi.ledger.internal;

import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tsudoi.ledger.Audit;
import org.tsudoi.ledger.Verification;

/// Replays the books: each check looks for the first row that breaks its rule, in the order in which a fault
/// spreads.
@Component
class Verifying {
    /// @param sql answers with `place` and `found` of the first row that is wrong, or with nothing
    private record Check(String rule, String sql) {}

    private static final List<Check> CHECKS = List.of(
            new Check("entry-belongs", """
                    select 'entry ' || e.sequence || '/' || e.line as place,
                      case when j.sequence is null then 'no such journal' when a.id is null then 'no such account'
                        else 'another time than its journal''s' end as found
                    from ledger_entry e
                    left join ledger_journal j on j.sequence = e.sequence
                    left join ledger_account a on a.id = e.account_id
                    where j.sequence is null or a.id is null or e.effective_at <> j.effective_at
                    order by e.sequence, e.line limit 1
                    """),
            new Check("journal-is-whole", """
                    select 'journal ' || j.sequence as place, count(e.line) || ' of ' || j.legs || ' entries' as found
                    from ledger_journal j left join ledger_entry e on e.sequence = j.sequence
                    group by j.sequence, j.legs having count(e.line) <> j.legs
                    order by j.sequence limit 1
                    """),
            new Check("journal-balances", """
                    select 'journal ' || e.sequence as place, a.asset || ' adds up to ' || sum(e.amount) as found
                    from ledger_entry e join ledger_account a on a.id = e.account_id
                    group by e.sequence, a.asset having sum(e.amount) <> 0
                    order by e.sequence limit 1
                    """),
            new Check("running-balance", """
                    select 'entry ' || r.sequence || '/' || r.line || ' of ' || a.code as place,
                      r.balance || ' instead of ' || r.summed as found
                    from (
                      select e.sequence, e.line, e.account_id, e.balance,
                        sum(e.amount) over (partition by e.account_id order by e.sequence, e.line) as summed
                      from ledger_entry e join ledger_balance b on b.account_id = e.account_id) r
                    join ledger_account a on a.id = r.account_id
                    where r.balance is distinct from r.summed
                    order by r.sequence, r.line limit 1
                    """),
            new Check("limits-held", """
                    select 'journal ' || last.sequence || ' on ' || a.code as place,
                      last.balance || ' is beyond its limit' as found
                    from (
                      select distinct on (account_id, sequence) account_id, sequence, balance
                      from ledger_entry order by account_id, sequence, line desc) last
                    join ledger_account a on a.id = last.account_id
                    where last.balance < a.floor or last.balance > a.ceiling
                    order by last.sequence limit 1
                    """),
            new Check("balance-fits", """
                    select a.code as place, 'holds ' || sum(e.amount) || ', more than 64 bits' as found
                    from ledger_entry e join ledger_account a on a.id = e.account_id
                    group by a.code
                    having sum(e.amount) not between -9223372036854775808 and 9223372036854775807
                    order by a.code limit 1
                    """),
            new Check("settled-was-given-out", """
                    select 'settled through ' || through as place, 'no such sequence was given out' as found
                    from ledger_settled
                    where through > coalesce(pg_sequence_last_value('ledger_journal_sequence_seq'), 0)
                    order by through limit 1
                    """),
            new Check("guarded-balance", """
                    select a.code as place,
                      'holds ' || coalesce(b.posted::text, 'nothing') || ' with limits '
                        || coalesce(b.floor::text, '-') || ' to ' || coalesce(b.ceiling::text, '-')
                        || ', its entries add up to ' || coalesce(e.amount, 0) as found
                    from ledger_account a
                    left join ledger_balance b on b.account_id = a.id
                    left join (select account_id, sum(amount) as amount from ledger_entry group by account_id) e
                      on e.account_id = a.id
                    where (a.floor is not null or a.ceiling is not null or b.account_id is not null)
                      and (b.posted is distinct from coalesce(e.amount, 0) or b.floor is distinct from a.floor
                        or b.ceiling is distinct from a.ceiling)
                    order by a.code limit 1
                    """),
            new Check("hold-balances", """
                    select 'hold ' || h.id as place, 'its legs are not whole or do not add up to zero' as found
                    from ledger_hold h
                    left join (
                      select hold_id, sum(lines) as lines, bool_or(amount <> 0 or asset is null) as wrong
                      from (
                        select l.hold_id, a.asset, count(*) as lines, sum(l.amount) as amount
                        from ledger_hold_leg l left join ledger_account a on a.id = l.account_id
                        group by l.hold_id, a.asset) leg
                      group by hold_id) l on l.hold_id = h.id
                    where l.lines is distinct from h.legs or l.wrong
                    order by h.recorded_at, h.id limit 1
                    """),
            new Check("hold-is-open-or-ended", """
                    select 'hold ' || h.id as place,
                      case when e.hold_id is null then coalesce(o.lines, 0) || ' of ' || h.legs || ' legs open'
                        when o.lines > 0 then 'ended and still open' else 'settled by no journal' end as found
                    from ledger_hold h
                    left join ledger_hold_end e on e.hold_id = h.id
                    left join (
                      select o.hold_id, count(*) as lines from ledger_hold_open o join ledger_hold_leg l
                        on l.hold_id = o.hold_id and l.line = o.line
                        and l.account_id = o.account_id and l.amount = o.amount
                      group by o.hold_id) o on o.hold_id = h.id
                    left join ledger_journal j on j.hold_id = h.id
                    where (e.hold_id is null and coalesce(o.lines, 0) <> h.legs) or (e.hold_id is not null and o.lines > 0)
                      or coalesce(e.ended = 'settled', false) <> (j.hold_id is not null)
                    order by h.recorded_at, h.id limit 1
                    """),
            new Check("held", """
                    select a.code as place, 'says ' || b.held_out || ' out and ' || b.held_in || ' in, open holds say '
                      || coalesce(o.going, 0) || ' and ' || coalesce(o.coming, 0) as found
                    from ledger_balance b
                    join ledger_account a on a.id = b.account_id
                    left join (
                      select account_id, -sum(amount) filter (where amount < 0) as going,
                        sum(amount) filter (where amount > 0) as coming
                      from ledger_hold_open group by account_id) o on o.account_id = b.account_id
                    where b.held_out <> coalesce(o.going, 0) or b.held_in <> coalesce(o.coming, 0)
                    order by a.code limit 1
                    """),
            new Check("check-point", """
                    with line as (
                      select account_id, sequence, line, amount, effective_at, null::bigint as after,
                        null::bigint as balance, null::timestamptz as earliest, null::timestamptz as latest
                      from ledger_entry where account_id in (select account_id from ledger_checkpoint)
                      union all
                      select account_id, through, 32767, null, null, after, balance, effective_min, effective_max
                      from ledger_checkpoint),
                    parted as (
                      select line.*, count(after) over (so_far rows between unbounded preceding and 1 preceding) as part,
                        coalesce(max(sequence) filter (where after is not null)
                          over (so_far rows between unbounded preceding and 1 preceding), 0) as before,
                        sum(amount) over so_far as summed, max(effective_at) over so_far as last
                      from line window so_far as (partition by account_id order by sequence, line)),
                    replayed as (
                      select parted.*, min(effective_at) over (partition by account_id, part) as first from parted)
                    select a.code || ' through ' || r.sequence as place,
                      case when r.after <> r.before then 'begins after ' || r.after || ' instead of ' || r.before
                        else r.balance || ' instead of ' || coalesce(r.summed, 0) end as found
                    from replayed r join ledger_account a on a.id = r.account_id
                    where r.after is not null and (r.after <> r.before or r.balance is distinct from r.summed
                      or r.earliest is distinct from r.first or r.latest is distinct from r.last)
                    order by r.sequence, a.code limit 1
                    """));

    private final JdbcClient sql;
    private final ObjectProvider<Audit> audits;

    Verifying(JdbcClient sql, ObjectProvider<Audit> audits) {
        this.sql = sql;
        this.audits = audits;
    }

    /// Of one moment, when the transaction around it is repeatable read. Every check reads whole tables, so rows are
    /// never looked up one by one, whatever statistics there are: just after a burst there may be none.
    Verification verify() {
        sql.sql("set local enable_nestloop = off").update();
        sql.sql("set local work_mem = '64MB'").update();
        for (var check : CHECKS) {
            var broken = sql.sql(check.sql())
                    .query((row, _) ->
                            new Verification.Broken(check.rule(), row.getString("place"), row.getString("found")))
                    .optional();
            if (broken.isPresent()) {
                return broken.get();
            }
        }
        for (var audit : audits) {
            var broken = audit.firstBroken();
            if (broken.isPresent()) return broken.get();
        }
        return sql.sql("""
                select (select count(*) from ledger_journal), (select count(*) from ledger_entry),
                  (select count(*) from ledger_account), (select count(*) from ledger_hold_open where line = 1)
                """)
                .query((row, _) ->
                        new Verification.Sound(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4)))
                .single();
    }
}
