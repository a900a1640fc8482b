-- A provider that tells a line in another way later, under the same id: what it said first stays, and what it said then is kept beside it.
create table provider_line_change (
    provider text        not null,
    line     text        not null,
    kind     text        not null check (kind in ('charge', 'refund', 'fee', 'dispute', 'dispute_returned', 'payout', 'other')),
    gross    bigint      not null,
    fee      bigint      not null,
    currency char(3)     not null check (currency ~ '^[A-Z]{3}$'),
    heard_at timestamptz not null,
    primary key (provider, line, kind, gross, fee, currency),
    foreign key (provider, line) references provider_line
);
revoke update, delete on provider_line_change from tsudoi_app;
