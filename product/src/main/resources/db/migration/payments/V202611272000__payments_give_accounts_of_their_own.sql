-- Transfers to an account of their own: the bank's virtual accounts, whose they were from when to when, and the bank's token.
create table virtual_account (
    mark        bigint primary key check (mark between 0 and 78364164095),
    ra_id       text not null,
    asked_for   uuid unique references bank_transfer,
    asked_at    timestamptz not null,
    called_at   timestamptz,
    va_id       text unique check (va_id ~ '^[0-9]{10}$'),
    branch_code text check (branch_code ~ '^[0-9]{3}$'),
    branch      text,
    number      text check (number ~ '^[0-9]{7}$'),
    holder      text,
    state       text not null,
    unique (branch_code, number),
    constraint virtual_account_state_holds_what_is_known check (
        (state = 'asked' and va_id is null)
        or (state in ('free', 'used', 'stopped')
            and va_id is not null and branch_code is not null and branch is not null and number is not null and holder is not null)
    )
);

comment on column virtual_account.mark is 'stands behind the holder''s name at the bank, in base 36, so that one that was asked for is found again';
comment on column virtual_account.asked_for is 'the transfer that it was first wanted for; null: for the pool';
comment on column virtual_account.called_at is 'somebody is asking the bank for it since then';
revoke delete on virtual_account from tsudoi_app;

create table virtual_lease (
    payment_id uuid primary key references bank_transfer,
    account    bigint not null references virtual_account,
    during     tstzrange not null,
    closed_at  timestamptz,
    -- The second lock: an account is nobody else's while it is somebody's or at rest.
    constraint virtual_lease_of_one_at_a_time exclude using gist (int8range(account, account, '[]') with &&, during with &&),
    constraint virtual_lease_rests_for_30_days check (
        not isempty(during) and not lower_inf(during)
        and (closed_at is null) = upper_inf(during)
        and (closed_at is null or upper(during) >= closed_at + interval '720 hours')
    )
);

comment on column virtual_lease.during is 'with the rest after it: what comes in it is for this payment or for nobody';
create index on virtual_lease (account);
revoke delete on virtual_lease from tsudoi_app;

create table ganb_reading (
    ra_id   text primary key,
    read_at timestamptz not null
);

comment on column ganb_reading.read_at is 'all that had come by then is known';

create table ganb_token (
    id             uuid primary key,
    seed_index     bytea not null,
    refresh_sealed bytea not null,
    changed_at     timestamptz not null
);

comment on column ganb_token.seed_index is 'of the token that was set: another one that is set replaces what the bank gave since';
comment on column ganb_token.refresh_sealed is 'the newest that the bank gave';
