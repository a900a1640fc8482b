-- Cash that organisers take and give back themselves: what they are to take, and who said that they have.
create table counter_payment (
    payment_id      uuid primary key references payment,
    order_reference text        not null,
    amount          bigint      not null check (amount > 0),
    currency        char(3)     not null,
    payable_until   timestamptz not null,
    closed          boolean     not null default false,
    received_at     timestamptz,
    received_by     text,
    check ((received_at is null) = (received_by is null))
);
revoke delete on counter_payment from tsudoi_app;

create table counter_refund (
    refund_id  uuid        not null,
    attempt    int         not null check (attempt > 0),
    payment_id uuid        not null references counter_payment,
    amount     bigint      not null check (amount > 0),
    asked_at   timestamptz not null,
    given_at   timestamptz,
    given_by   text,
    primary key (refund_id, attempt),
    check ((given_at is null) = (given_by is null))
);
create index counter_refund_open on counter_refund (payment_id) where given_at is null;
revoke delete on counter_refund from tsudoi_app;
