-- What providers, banks, payments and books say of the same money is compared each day; what differs is kept until it is dealt with.
create table reconciliation_run (
    id       uuid primary key,
    who      text not null,
    began_at timestamptz not null,
    ended_at timestamptz,
    failure  text,
    found    int not null default 0,
    mended   int not null default 0,
    constraint reconciliation_run_fails_at_its_end check (failure is null or ended_at is not null)
);

-- One at a time, whatever the code says.
create unique index reconciliation_run_under_way on reconciliation_run ((ended_at is null)) where ended_at is null;
create index on reconciliation_run (began_at);
revoke delete on reconciliation_run from tsudoi_app;

create table reconciliation_day (
    source    text not null check (source ~ '^[a-z]{2,20}$'),
    day       date not null,
    looked_at timestamptz not null,
    failure   text,
    primary key (source, day)
);

comment on table reconciliation_day is 'the newest look at each day';

create table reconciliation_difference (
    id         uuid primary key,
    kind       text not null check (kind ~ '^[a-z-]{3,40}$'),
    source     text not null check (source ~ '^[a-z]{2,20}$'),
    day        date not null,
    subject    text not null,
    payment_id uuid,
    refund_id  uuid,
    evidence   jsonb not null,
    money      boolean not null,
    state      text not null,
    found_at   timestamptz not null,
    decided_at timestamptz,
    decided_by text,
    note       text,
    constraint difference_state_holds_what_is_known check (
        (state = 'open' and decided_at is null and decided_by is null and note is null)
        or (state = 'mended' and decided_at is not null and decided_by is not null and note is not null)
        or (state = 'accepted' and decided_at is not null and decided_by is not null and length(note) > 0)
    )
);

comment on column reconciliation_difference.evidence is 'what each side says: ids, amounts and times, nothing about a person';
create index on reconciliation_difference (source, day);
create index on reconciliation_difference (found_at) where state = 'open';
revoke delete on reconciliation_difference from tsudoi_app;

create table reconciliation_difference_event (
    id            bigint generated always as identity primary key,
    difference_id uuid not null references reconciliation_difference,
    at            timestamptz not null,
    to_state      text not null,
    who           text not null,
    why           text not null
);
create index on reconciliation_difference_event (difference_id, id);
revoke update, delete on reconciliation_difference_event from tsudoi_app;

create table reconciliation_alarm (
    day date primary key,
    at  timestamptz not null
);
revoke update, delete on reconciliation_alarm from tsudoi_app;

-- What the bank told of our own account.
create table bank_line (
    id          uuid primary key,
    identity    text not null unique,
    account     text not null,
    movement    text not null check (movement in ('deposit', 'withdrawal', 'deposit-taken-back', 'withdrawal-taken-back')),
    standing    text not null check (standing in ('booked', 'pending', 'information')),
    amount      bigint not null check (amount <> 0),
    currency    char(3) not null check (currency ~ '^[A-Z]{3}$'),
    booked_on   date not null,
    told_sealed bytea not null,
    heard_at    timestamptz not null
);

comment on column bank_line.amount is 'below zero when it left the account';
comment on column bank_line.told_sealed is 'the other side''s name, what was written along, the bank''s remark';
create index on bank_line (booked_on);
revoke update, delete on bank_line from tsudoi_app;

create table bank_statement (
    id       bigint generated always as identity primary key,
    account  text not null,
    from_day date not null,
    to_day   date not null check (to_day >= from_day),
    before   bigint not null,
    after    bigint not null,
    currency char(3) not null check (currency ~ '^[A-Z]{3}$'),
    heard_at timestamptz not null,
    unique (account, currency, from_day, to_day, before, after)
);
revoke update, delete on bank_statement from tsudoi_app;
