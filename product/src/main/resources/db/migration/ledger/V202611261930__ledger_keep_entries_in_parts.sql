-- Entries are kept in parts of a million sequences. Posting writes to the index of accounts at one place for each account, so with one
-- index for all entries it touched as many pages as there were accounts, anew after each checkpoint: with ten million journals at a third
-- of the rate. Now it touches those of the newest part, however many journals there are.
alter table ledger_entry rename to ledger_entry_before;
alter index ledger_entry_pkey rename to ledger_entry_before_pkey;
alter index ledger_entry_account rename to ledger_entry_before_account;
drop trigger ledger_entries_balance on ledger_entry_before;

create table ledger_entry (like ledger_entry_before including defaults including constraints) partition by range (sequence);
alter table ledger_entry add constraint ledger_entry_pkey primary key (sequence, line);
create index ledger_entry_account on ledger_entry (account_id, sequence, line) include (amount, effective_at);
create trigger ledger_entries_balance after insert on ledger_entry
  referencing new table as added for each statement execute function ledger_entries_balance();
revoke update, delete on ledger_entry from tsudoi_app;

-- Parts are named by the million that they end at. What is there already is the first one.
do $$
declare
  million bigint;
begin
  select coalesce(max(sequence), 0) / 1000000 + 1 into million from ledger_entry_before;
  execute format('alter table ledger_entry_before rename to ledger_entry_m%s', million);
  execute format('revoke all on ledger_entry_m%s from tsudoi_app', million);
  execute format('alter table ledger_entry attach partition ledger_entry_m%s for values from (minvalue) to (%s)', million, million * 1000000);
end $$;

-- Makes parts for three million journals more than there are. Neither readers nor writers wait for it. A part of its own is nobody's but
-- the owner's: what is inserted passes by the trigger of the whole.
create function ledger_make_room() returns void language plpgsql security definer set search_path = public, pg_temp as $$
declare
  ahead constant bigint := 3;
  million bigint;
  wanted bigint;
begin
  select coalesce(pg_sequence_last_value('ledger_journal_sequence_seq'), 0) / 1000000 + 1 + ahead into wanted;
  if to_regclass(format('ledger_entry_m%s', wanted)) is not null then
    return;
  end if;
  perform pg_advisory_xact_lock(hashtext('ledger_make_room'));
  select max(substring(part.relname from '^ledger_entry_m([0-9]+)$')::bigint) into million
    from pg_inherits i join pg_class part on part.oid = i.inhrelid where i.inhparent = 'ledger_entry'::regclass;
  while million < wanted loop
    million := million + 1;
    execute format('create table ledger_entry_m%s (like ledger_entry including defaults including constraints)', million);
    execute format('revoke all on ledger_entry_m%s from tsudoi_app', million);
    execute format('alter table ledger_entry attach partition ledger_entry_m%s for values from (%s) to (%s)',
      million, (million - 1) * 1000000, million * 1000000);
  end loop;
end $$;
revoke execute on function ledger_make_room() from public;
grant execute on function ledger_make_room() to tsudoi_app;
select ledger_make_room();

-- Says between which sequences, so that only the part where they are is opened.
create or replace function ledger_journals_are_whole() returns trigger language plpgsql as $$
declare
  wrong bigint;
  low bigint;
  high bigint;
begin
  select min(sequence), max(sequence) into low, high from added;
  select j.sequence into wrong from added j
    where not exists (
      select from ledger_entry e where e.sequence = j.sequence and e.line = 1 and e.sequence between low and high)
    limit 1;
  if found then
    raise exception 'journal % has no entries', wrong using errcode = 'check_violation', constraint = 'ledger_journal_is_whole';
  end if;
  return null;
end $$;

-- What one account holds beyond a sequence. As a function, so that of the parts only those are opened that can have any of it: in a
-- query of its own each would be, to be left alone.
create function ledger_since(account bigint, through bigint) returns numeric language plpgsql stable as $$
begin
  return (select sum(e.amount) from ledger_entry e where e.account_id = account and e.sequence > through);
end $$;
