-- The same second lock as before, asked once for all journals of a statement instead of once for each: groups of hundreds are written at once.
create or replace function ledger_journals_are_whole() returns trigger language plpgsql as $$
declare
  wrong bigint;
begin
  select j.sequence into wrong from added j
    where not exists (select from ledger_entry e where e.sequence = j.sequence and e.line = 1)
    limit 1;
  if found then
    raise exception 'journal % has no entries', wrong using errcode = 'check_violation', constraint = 'ledger_journal_is_whole';
  end if;
  return null;
end $$;

-- Lines 1 to `legs`, all in this statement: since a line is there once, none was added before and none can be added later.
create or replace function ledger_entries_balance() returns trigger language plpgsql as $$
declare
  wrong bigint;
begin
  select a.sequence into wrong
    from (select sequence, count(*) as lines, min(line) as first, max(line) as last from added group by sequence) a
    left join ledger_journal j on j.sequence = a.sequence
    where a.lines is distinct from j.legs::bigint or a.first <> 1 or a.last is distinct from j.legs
    limit 1;
  if found then
    raise exception 'journal % has not the entries that it says', wrong using errcode = 'check_violation', constraint = 'ledger_journal_is_whole';
  end if;
  select a.sequence into wrong
    from added a left join ledger_account account on account.id = a.account_id
    group by a.sequence, account.asset
    having sum(a.amount) <> 0 or account.asset is null
    limit 1;
  if found then
    raise exception 'journal % does not add up to zero in each asset', wrong using errcode = 'check_violation', constraint = 'ledger_journal_balances';
  end if;
  return null;
end $$;
