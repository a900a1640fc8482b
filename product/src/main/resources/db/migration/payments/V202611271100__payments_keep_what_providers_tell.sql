-- What providers tell of our balance with them, as they told it: what payments and books are held against.
create table provider_line (
    provider   text not null check (provider ~ '^[a-z]{2,20}$'),
    line       text not null check (length(line) between 1 and 255),
    kind       text not null check (kind in ('charge', 'refund', 'fee', 'dispute', 'dispute_returned', 'payout', 'other')),
    reference  text check (length(reference) between 1 and 255),
    payment_id uuid,
    refund_id  uuid,
    gross      bigint not null,
    fee        bigint not null,
    net        bigint not null,
    currency   char(3) not null check (currency ~ '^[A-Z]{3}$'),
    at         timestamptz not null,
    heard_at   timestamptz not null,
    primary key (provider, line),
    constraint provider_line_adds_up check (net = gross - fee)
);

comment on column provider_line.payment_id is 'as the line carries it: there need be no such payment';
create index on provider_line (provider, at);
create index on provider_line (payment_id) where payment_id is not null;
create index on provider_line (refund_id) where refund_id is not null;
create index on provider_line (provider, reference) where reference is not null;
revoke update, delete on provider_line from tsudoi_app;

create index on payment (provider, captured_at) where captured_at is not null;
create index on refund (settled_at) where state = 'succeeded';
create index on bank_deposit (booked_at);
create index on slip_report (paid_at);
