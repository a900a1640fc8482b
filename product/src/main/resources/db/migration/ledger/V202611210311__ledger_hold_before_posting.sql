-- Holds: a journal that may come. What was asked for and how it ended is written once; only the list of what is open now shrinks.
create table ledger_hold (
  id uuid primary key,
  expires_at timestamptz not null,
  recorded_at timestamptz not null,
  legs smallint not null check (legs between 2 and 1000),
  kind text collate "C" not null,
  metadata jsonb check (metadata <> '{}')
);

create table ledger_hold_leg (
  hold_id uuid not null references ledger_hold,
  line smallint not null check (line >= 1),
  account_id bigint not null,
  amount bigint not null check (amount <> 0 and amount between -1000000000000000 and 1000000000000000),
  primary key (hold_id, line)
);

create table ledger_hold_end (
  hold_id uuid primary key references ledger_hold,
  ended text not null check (ended in ('settled', 'released', 'expired')),
  ended_at timestamptz not null,
  reason text,
  check ((ended = 'released') = (reason is not null))
);

-- The legs of open holds. Whoever ends a hold locks its line 1.
create table ledger_hold_open (
  hold_id uuid not null references ledger_hold,
  line smallint not null,
  account_id bigint not null,
  amount bigint not null,
  expires_at timestamptz not null,
  primary key (hold_id, line)
);
create index ledger_hold_open_account on ledger_hold_open (account_id);
create index ledger_hold_open_due on ledger_hold_open (expires_at) where line = 1;

create function ledger_hold_legs_balance() returns trigger language plpgsql as $$
declare
  wrong uuid;
begin
  select a.hold_id into wrong from (select distinct hold_id from added) a
    where (select count(*) from ledger_hold_leg l where l.hold_id = a.hold_id)
        is distinct from (select h.legs from ledger_hold h where h.id = a.hold_id)
      or exists (
        select from (
          select l.amount, (select account.asset from ledger_account account where account.id = l.account_id) as asset
          from ledger_hold_leg l where l.hold_id = a.hold_id) leg
        group by leg.asset having sum(leg.amount) <> 0 or leg.asset is null)
    limit 1;
  if found then
    raise exception 'hold % does not add up to zero in each asset', wrong using errcode = 'check_violation', constraint = 'ledger_hold_balances';
  end if;
  return null;
end $$;

create trigger ledger_hold_legs_balance after insert on ledger_hold_leg
  referencing new table as added for each statement execute function ledger_hold_legs_balance();

revoke update, delete on ledger_hold, ledger_hold_leg, ledger_hold_end from tsudoi_app;
revoke update on ledger_hold_open from tsudoi_app;
-- For `select … for update` alone.
grant update (expires_at) on ledger_hold_open to tsudoi_app;
