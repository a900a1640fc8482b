-- The same two rules as before, seen in one look: starting two costs a journal that is posted alone more than the rules themselves.
create or replace function ledger_entries_balance() returns trigger language plpgsql as $$
declare
  wrong bigint;
  torn boolean;
begin
  select x.sequence, sum(x.lines) is distinct from j.legs or min(x.first) <> 1 or max(x.last) is distinct from j.legs into wrong, torn
    from (
      select a.sequence, account.asset, sum(a.amount) as amount, count(*) as lines, min(a.line) as first, max(a.line) as last
      from added a left join ledger_account account on account.id = a.account_id
      group by a.sequence, account.asset) x
    left join ledger_journal j on j.sequence = x.sequence
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
