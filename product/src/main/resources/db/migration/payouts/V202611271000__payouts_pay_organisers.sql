-- Organisers are paid what the books owe them, by files to the bank: one prepares a run, another approves it, and amounts never change in between.
create table payee_account (
    id             uuid primary key,
    organiser      uuid        not null references organiser,
    currency       char(3)     not null check (currency in ('JPY', 'THB')),
    account_sealed bytea       not null,
    changed_by     uuid        not null references member,
    changed_at     timestamptz not null
);
create index payee_account_of_organiser on payee_account (organiser, currency, id desc);
revoke update, delete on payee_account from tsudoi_app;

-- Whoever prepares or decides about a run of a currency has its row locked: one after the other.
create table payout_desk (
    currency char(3) primary key
);
insert into payout_desk (currency) values ('JPY'), ('THB');
revoke insert, delete on payout_desk from tsudoi_app;

create table payout_run (
    id           uuid primary key,
    currency     char(3)     not null references payout_desk,
    prepared_by  uuid        not null references member,
    prepared_at  timestamptz not null,
    state        text        not null,
    approved_by  uuid references member,
    approved_at  timestamptz,
    handed_in_by uuid references member,
    handed_in_at timestamptz,
    transfer_on  date,
    file_sha256  text check (file_sha256 ~ '^[0-9a-f]{64}$'),
    settled_at   timestamptz,
    discarded_by uuid references member,
    discarded_at timestamptz,
    constraint payout_run_two_people check (approved_by <> prepared_by),
    constraint payout_run_approval check ((approved_by is null) = (approved_at is null)),
    constraint payout_run_state check (
        (state = 'prepared' and approved_by is null and handed_in_at is null and settled_at is null and discarded_at is null)
        or (state = 'approved' and approved_by is not null and handed_in_at is null and settled_at is null and discarded_at is null)
        or (state = 'handed_in' and approved_by is not null and handed_in_by is not null and handed_in_at is not null
            and transfer_on is not null and file_sha256 is not null and settled_at is null and discarded_at is null)
        or (state = 'settled' and approved_by is not null and handed_in_by is not null and handed_in_at is not null
            and transfer_on is not null and file_sha256 is not null and settled_at is not null and discarded_at is null)
        or (state = 'discarded' and handed_in_at is null and settled_at is null and discarded_by is not null and discarded_at is not null)
    )
);
-- What one has prepared is decided about before the next is: two who prepare at once never prepare the same money.
create unique index payout_run_undecided on payout_run (currency) where state = 'prepared';
create index payout_run_newest on payout_run (prepared_at desc);

create sequence payout_number as bigint minvalue 1 maxvalue 9999999999;

create table payout (
    id              uuid primary key,
    run             uuid    not null references payout_run,
    organiser       uuid    not null references organiser,
    number          bigint  not null unique check (number between 1 and 9999999999),
    account         uuid    not null references payee_account,
    amount          bigint  not null check (amount > 0),
    fee             bigint  not null check (fee >= 0),
    currency        char(3) not null,
    state           text    not null,
    sent_at         timestamptz,
    paid_at         timestamptz,
    returned_at     timestamptz,
    returned_reason text,
    discarded_at    timestamptz,
    unique (run, organiser),
    constraint payout_state check (
        (state in ('prepared', 'approved') and sent_at is null and paid_at is null and returned_at is null and discarded_at is null)
        or (state = 'sent' and sent_at is not null and paid_at is null and returned_at is null and discarded_at is null)
        or (state = 'paid' and sent_at is not null and paid_at is not null and returned_at is null and discarded_at is null)
        or (state = 'returned' and sent_at is not null and returned_at is not null and returned_reason is not null and discarded_at is null)
        or (state = 'discarded' and sent_at is null and paid_at is null and returned_at is null and discarded_at is not null)
    )
);
create index payout_of_organiser on payout (organiser, number desc);
create index payout_on_its_way on payout (state) where state in ('prepared', 'approved', 'sent');
revoke delete on payout_run, payout from tsudoi_app;

-- Who prepared and approved, and how much whoever gets, stays as it was written.
create function payout_run_stays() returns trigger language plpgsql as $$
begin
    if (new.id, new.currency, new.prepared_by, new.prepared_at) is distinct from (old.id, old.currency, old.prepared_by, old.prepared_at)
        or (old.approved_by is not null and (new.approved_by, new.approved_at) is distinct from (old.approved_by, old.approved_at))
        or (old.file_sha256 is not null and (new.file_sha256, new.transfer_on, new.handed_in_by, new.handed_in_at)
            is distinct from (old.file_sha256, old.transfer_on, old.handed_in_by, old.handed_in_at))
        or old.state in ('settled', 'discarded')
    then
        raise exception 'what was written of run % does not change', old.id
            using errcode = 'check_violation', constraint = 'payout_run_stays';
    end if;
    return new;
end $$;
create trigger payout_run_stays before update on payout_run for each row execute function payout_run_stays();

create function payout_stays() returns trigger language plpgsql as $$
begin
    if (new.id, new.run, new.organiser, new.number, new.account, new.amount, new.fee, new.currency)
        is distinct from (old.id, old.run, old.organiser, old.number, old.account, old.amount, old.fee, old.currency)
        or old.state in ('returned', 'discarded')
    then
        raise exception 'what was written of payout % does not change', old.id
            using errcode = 'check_violation', constraint = 'payout_stays';
    end if;
    return new;
end $$;
-- Triggers fire by name: what changed is told before whose run it is.
create trigger payout_always_stays before update on payout for each row execute function payout_stays();

-- A payout is of its run: added while that is prepared, to an account of its organiser, and sent only once another person has approved.
create function payout_follows_its_run() returns trigger language plpgsql as $$
begin
    if not exists (
        select from payout_run r join payee_account a on a.id = new.account
        where r.id = new.run and r.currency = new.currency and a.currency = new.currency and a.organiser = new.organiser
            and (case new.state when 'prepared' then r.state = 'prepared'
                when 'discarded' then r.state = 'discarded'
                when 'approved' then r.approved_by is not null
                else r.state in ('handed_in', 'settled') end))
    then
        raise exception 'payout % does not follow its run', new.id
            using errcode = 'check_violation', constraint = 'payout_follows_its_run';
    end if;
    return new;
end $$;
create trigger payout_follows_its_run before insert or update on payout
    for each row execute function payout_follows_its_run();

create table payout_event (
    id     bigint generated always as identity primary key,
    run    uuid        not null references payout_run,
    payout uuid references payout,
    at     timestamptz not null,
    who    text        not null,
    what   text        not null
);
create index payout_event_of_run on payout_event (run, id);
revoke update, delete on payout_event from tsudoi_app;

-- The file as it is given out, each time the same.
create table payout_file (
    run         uuid primary key references payout_run,
    file_sealed bytea       not null,
    made_at     timestamptz not null
);
revoke update, delete on payout_file from tsudoi_app;

-- Which notices of the bank stand for a payout, so that the same file again changes nothing.
create table payout_notice (
    identity text not null,
    payout   uuid not null references payout,
    what     text not null check (what in ('paid', 'returned')),
    at       timestamptz not null,
    primary key (identity, payout)
);
revoke update, delete on payout_notice from tsudoi_app;
