-- The triggers name their tables with the schema: a table of a session's own comes before all others, so that whoever may make one could
-- have shown the triggers accounts and journals that are not on the books. Nobody but the owner needs such tables.
do $$ begin
  execute format('revoke temporary on database %I from public, tsudoi_app', current_database());
end $$;

-- Journals count from one on: what reads a balance begins after sequence zero.
alter table ledger_journal add constraint ledger_journal_counts_from_one check (sequence > 0);

create or replace function ledger_entries_balance() returns trigger language plpgsql as $$
declare
  wrong bigint;
  torn boolean;
begin
  select x.sequence, sum(x.lines) is distinct from j.legs or min(x.first) <> 1 or max(x.last) is distinct from j.legs into wrong, torn
    from (
      select a.sequence, account.asset, sum(a.amount) as amount, count(*) as lines, min(a.line) as first, max(a.line) as last
      from added a left join public.ledger_account account on account.id = a.account_id
      group by a.sequence, account.asset) x
    left join public.ledger_journal j on j.sequence = x.sequence
    group by x.sequence, j.legs
    having sum(x.lines) is distinct from j.legs or min(x.first) <> 1 or max(x.last) is distinct from j.legs
      or bool_or(x.amount <> 0 or x.asset is null)
    limit 1;
  if not found then
    return null;
  end if;
  -- Lines 1 to `legs`, all in this statement: since a line is there once, none was added before and none can be added later.
  if torn then
    raise exception 'journal % has not the entries that it says', wrong using errcode = 'check_violation', constraint = 'ledger_journal_is_whole';
  end if;
  raise exception 'journal % does not add up to zero in each asset', wrong using errcode = 'check_violation', constraint = 'ledger_journal_balances';
end $$;

create or replace function ledger_journals_are_whole() returns trigger language plpgsql as $$
declare
  wrong bigint;
  low bigint;
  high bigint;
begin
  select min(sequence), max(sequence) into low, high from added;
  select j.sequence into wrong from added j
    where not exists (
      select from public.ledger_entry e where e.sequence = j.sequence and e.line = 1 and e.sequence between low and high)
    limit 1;
  if found then
    raise exception 'journal % has no entries', wrong using errcode = 'check_violation', constraint = 'ledger_journal_is_whole';
  end if;
  return null;
end $$;

create or replace function ledger_hold_legs_balance() returns trigger language plpgsql as $$
declare
  wrong uuid;
begin
  select a.hold_id into wrong from (select distinct hold_id from added) a
    where (select count(*) from public.ledger_hold_leg l where l.hold_id = a.hold_id)
        is distinct from (select h.legs from public.ledger_hold h where h.id = a.hold_id)
      or exists (
        select from (
          select l.amount, (select account.asset from public.ledger_account account where account.id = l.account_id) as asset
          from public.ledger_hold_leg l where l.hold_id = a.hold_id) leg
        group by leg.asset having sum(leg.amount) <> 0 or leg.asset is null)
    limit 1;
  if found then
    raise exception 'hold % does not add up to zero in each asset', wrong using errcode = 'check_violation', constraint = 'ledger_hold_balances';
  end if;
  return null;
end $$;

-- What is final is known of sequences that were given out: a mark beyond them would be believed for ever.
create function ledger_settled_was_given_out() returns trigger language plpgsql as $$
begin
  if new.through > coalesce(pg_sequence_last_value('public.ledger_journal_sequence_seq'), 0) then
    raise exception 'sequence % was not given out yet', new.through
      using errcode = 'check_violation', constraint = 'ledger_settled_was_given_out';
  end if;
  return new;
end $$;
create trigger ledger_settled_was_given_out before insert on ledger_settled
  for each row execute function ledger_settled_was_given_out();
