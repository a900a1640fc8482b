-- Bank transfers: what is asked for, and what the bank's files say came.
create sequence bank_transfer_number;

create table bank_transfer (
    payment_id      uuid primary key references payment,
    number          bigint not null unique check (number between 10000 and 999999999),
    order_reference text not null,
    yen             bigint not null check (yen > 0),
    payable_until   timestamptz not null,
    closed          boolean not null default false,
    asked_at        timestamptz not null
);

comment on column bank_transfer.number is 'what the payer writes before their name';
comment on column bank_transfer.closed is 'what comes from now on comes too late';
revoke delete on bank_transfer from tsudoi_app;

create table bank_deposit (
    id           uuid primary key,
    identity     text not null unique,
    yen          bigint not null check (yen <> 0),
    booked_at    timestamptz not null,
    payer_sealed bytea not null,
    payment_id   uuid references payment,
    matched_by   text,
    set_aside_by text,
    note         text,
    heard_at     timestamptz not null,
    constraint bank_deposit_decided_once check (
        (payment_id is null) = (matched_by is null) and (set_aside_by is null or payment_id is null)
    )
);

comment on column bank_deposit.identity is 'the same whenever the bank tells it again';
comment on column bank_deposit.yen is 'negative: called back by the bank, or sent back by us';
comment on column bank_deposit.payer_sealed is 'the payer''s name as the bank wrote it, and what they wrote for us';
comment on column bank_deposit.matched_by is '''number'', or the person who said for what it is';
create index on bank_deposit (payment_id);
create index on bank_deposit (booked_at) where payment_id is null and set_aside_by is null;
revoke delete on bank_deposit from tsudoi_app;
