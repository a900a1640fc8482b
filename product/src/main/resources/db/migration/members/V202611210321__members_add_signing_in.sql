-- Signing in by mail, and how often it may be asked for. Links and codes are derived from the key outside this database;
-- only the digest of the link is here.
create table sign_in (
    id           uuid primary key,
    token_hash   bytea not null unique,
    browser_hash bytea not null,
    email_sealed bytea not null,
    email_index  bytea not null,
    locale       text not null check (locale in ('ja', 'en', 'th')),
    zone         text not null,
    requested_at timestamptz not null,
    until        timestamptz not null check (until > requested_at),
    wrong_codes  int not null default 0 check (wrong_codes between 0 and 5),
    used_at      timestamptz
);

create index on sign_in (browser_hash, requested_at desc);
create index on sign_in (until);

-- One row for each thing counted and each window: survives restarts and holds for all processes together.
create table sign_in_count (
    counted  bytea not null,
    window_at timestamptz not null,
    times    int not null check (times > 0),
    primary key (counted, window_at)
);

comment on column sign_in_count.counted is 'blind index of a mail address or a network address';

create index on sign_in_count (window_at);

create table member_browser (
    member_id    uuid not null references member,
    browser_hash bytea not null,
    first_at     timestamptz not null,
    last_at      timestamptz not null,
    primary key (member_id, browser_hash)
);

create table operator_invitation (
    id         uuid primary key,
    token_hash bytea not null unique,
    issued_at  timestamptz not null,
    until      timestamptz not null,
    used_at    timestamptz,
    used_by    uuid references member,
    constraint used_by_somebody check ((used_at is null) = (used_by is null))
);
