-- The books: accounts, and what moved between them. Journals and entries are written once; no role that the product works as can change them.
create table ledger_account (
  id bigint generated always as identity primary key,
  code text collate "C" not null unique check (code ~ '^[A-Za-z0-9_.-]+(:[A-Za-z0-9_.-]+)*$'),
  kind text collate "C" not null,
  asset text collate "C" not null,
  floor bigint check (floor <= 0),
  ceiling bigint check (ceiling >= 0),
  opened_at timestamptz not null
);

create table ledger_closing (
  account_id bigint primary key references ledger_account,
  closed_at timestamptz not null
);

-- One row for each account with a limit: what every journal on it waits for. Accounts without a limit have none, so that no two sales meet there.
create table ledger_balance (
  account_id bigint primary key references ledger_account,
  floor bigint,
  ceiling bigint,
  posted bigint not null default 0,
  held_out bigint not null default 0 check (held_out >= 0),
  held_in bigint not null default 0 check (held_in >= 0),
  closed boolean not null default false,
  constraint ledger_balance_is_limited check (floor is not null or ceiling is not null),
  constraint ledger_balance_floor check (posted - held_out >= floor),
  constraint ledger_balance_ceiling check (posted + held_in <= ceiling)
) with (fillfactor = 50);

create table ledger_journal (
  sequence bigint generated always as identity primary key,
  effective_at timestamptz not null,
  recorded_at timestamptz not null,
  id uuid not null constraint ledger_journal_id unique,
  legs smallint not null check (legs between 2 and 1000),
  kind text collate "C" not null,
  hold_id uuid,
  metadata jsonb check (metadata <> '{}')
);
-- A hold is settled once, whatever the code says.
create unique index ledger_journal_hold on ledger_journal (hold_id) where hold_id is not null;
create index ledger_journal_metadata on ledger_journal using gin (metadata jsonb_path_ops) where metadata is not null;

-- balance: what the account held after this entry, on accounts with a limit, where entries have an order.
create table ledger_entry (
  sequence bigint not null,
  account_id bigint not null,
  amount bigint not null check (amount <> 0 and amount between -1000000000000000 and 1000000000000000),
  effective_at timestamptz not null,
  balance bigint,
  line smallint not null check (line >= 1),
  primary key (sequence, line)
);
create index ledger_entry_account on ledger_entry (account_id, sequence, line) include (amount, effective_at);

-- A statement that adds journals adds all their entries, or fails as a whole. Foreign keys and a trigger for each row would do
-- the same; these look once at each statement, however many journals it adds, and lock no account.
create function ledger_journals_are_whole() returns trigger language plpgsql as $$
declare
  wrong bigint;
begin
  select j.sequence into wrong from added j
    where (select count(*) from ledger_entry e where e.sequence = j.sequence) = 0
    limit 1;
  if found then
    raise exception 'journal % has no entries', wrong using errcode = 'check_violation', constraint = 'ledger_journal_is_whole';
  end if;
  return null;
end $$;

create function ledger_entries_balance() returns trigger language plpgsql as $$
declare
  wrong bigint;
begin
  select a.sequence into wrong from (select distinct sequence from added) a
    where (select count(*) from ledger_entry e where e.sequence = a.sequence)
      is distinct from (select j.legs from ledger_journal j where j.sequence = a.sequence)
    limit 1;
  if found then
    raise exception 'journal % has not the entries that it says', wrong using errcode = 'check_violation', constraint = 'ledger_journal_is_whole';
  end if;
  select a.sequence into wrong from (select distinct sequence from added) a
    where exists (
      select from (
        select e.amount, (select account.asset from ledger_account account where account.id = e.account_id) as asset
        from ledger_entry e where e.sequence = a.sequence) leg
      group by leg.asset having sum(leg.amount) <> 0 or leg.asset is null)
    limit 1;
  if found then
    raise exception 'journal % does not add up to zero in each asset', wrong using errcode = 'check_violation', constraint = 'ledger_journal_balances';
  end if;
  return null;
end $$;

create trigger ledger_journals_are_whole after insert on ledger_journal
  referencing new table as added for each statement execute function ledger_journals_are_whole();
create trigger ledger_entries_balance after insert on ledger_entry
  referencing new table as added for each statement execute function ledger_entries_balance();

revoke update, delete on ledger_account, ledger_closing, ledger_journal, ledger_entry, ledger_balance from tsudoi_app;
grant update (posted, held_out, held_in, closed) on ledger_balance to tsudoi_app;
