-- Vouchers of organisers. How many uses are left is the ledger's to say; how many one person had is counted here.
create table voucher (
    id            uuid primary key,
    organiser     uuid        not null references organiser,
    event         uuid references event,
    code          text        not null check (code ~ '^[A-Z0-9-]{3,30}$'),
    kind          text        not null check (kind in ('amount', 'percent', 'free')),
    amount        bigint      check (amount > 0),
    currency      char(3),
    percent       int         check (percent between 1 and 99),
    valid_from    timestamptz not null,
    valid_until   timestamptz not null,
    uses_max      int         not null check (uses_max between 1 and 100000),
    uses_each_max int         not null check (uses_each_max between 1 and uses_max),
    made_at       timestamptz not null,
    made_by       text        not null,
    stopped_at    timestamptz,
    unique (organiser, code),
    check (valid_until > valid_from),
    check ((kind = 'amount') = (amount is not null and currency is not null)),
    check ((kind = 'percent') = (percent is not null))
);

create table voucher_use (
    id        uuid primary key,
    voucher   uuid        not null references voucher,
    person    bytea       not null,
    reference text        not null,
    off       bigint      not null check (off > 0),
    currency  char(3)     not null,
    state     text        not null check (state in ('reserved', 'used', 'released', 'returned')),
    at        timestamptz not null,
    ended_at  timestamptz
);
create index voucher_use_of_voucher on voucher_use (voucher);

-- The maximum stands with the count, so that the database holds one against the other.
create table voucher_person (
    voucher  uuid  not null references voucher,
    person   bytea not null,
    uses     int   not null,
    uses_max int   not null,
    primary key (voucher, person),
    check (uses between 0 and uses_max)
);
