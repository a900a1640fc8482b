-- Payments and refunds: one row each, its state and what is known in it. The intent is here before a provider is called, the
-- answer after it.
create table payment (
    id              uuid primary key,
    provider        text not null check (provider ~ '^[a-z]{2,20}$'),
    order_reference text not null check (length(order_reference) between 1 and 100),
    amount          bigint not null check (amount > 0),
    currency        char(3) not null check (currency ~ '^[A-Z]{3}$'),
    payable_to      text not null,
    title           text not null,
    requested_at    timestamptz not null,
    asking_sealed   bytea,
    payable_until   timestamptz not null,
    called_at       timestamptz,
    state           text not null,
    reference       text,
    pay_url         text,
    last_decline    text,
    why             text,
    fee             bigint,
    charge          text,
    captured_at     timestamptz,
    withdrawn_at    timestamptz,
    unique (provider, reference),
    unique (provider, charge),
    constraint payment_state_holds_what_is_known check (
        (state = 'requested' and reference is null and captured_at is null)
        or (state = 'submitted' and reference is not null and pay_url is not null and captured_at is null)
        or (state = 'processing' and reference is not null and captured_at is null)
        or (state = 'unknown' and why is not null and captured_at is null)
        or (state = 'captured' and reference is not null and charge is not null and captured_at is not null)
        or (state = 'failed' and why is not null and captured_at is null)
        or (state = 'withdrawn' and withdrawn_at is not null and captured_at is null)
    ),
    constraint payment_asks_until_it_is_over check (
        asking_sealed is not null or state in ('captured', 'failed', 'withdrawn')
    ),
    constraint payment_fee_only_of_captured check (fee is null or captured_at is not null)
);

comment on column payment.asking_sealed is 'mail address, language and addresses to return to; gone when the payment is over';
comment on column payment.called_at is 'the provider was about to be asked for the page; null: it never was';
comment on column payment.why is 'of unknown: what happened; of failed: the provider''s code';

create index on payment (order_reference);
create index on payment (id) where state = 'unknown';

-- A wish of its own, so that whoever holds an order''s row need not wait for the payment''s row.
create table payment_withdrawal (
    payment_id uuid primary key references payment,
    wished_at  timestamptz not null
);

create table payment_event (
    id         bigint generated always as identity primary key,
    payment_id uuid not null references payment,
    at         timestamptz not null,
    from_state text,
    to_state   text not null,
    who        text not null,
    why        text not null
);

create index on payment_event (payment_id, id);
revoke update, delete on payment_event from tsudoi_app;

create table refund (
    id              uuid primary key,
    payment_id      uuid not null references payment,
    order_reference text not null,
    amount          bigint not null check (amount > 0),
    currency        char(3) not null check (currency ~ '^[A-Z]{3}$'),
    why             text not null,
    requested_at    timestamptz not null,
    attempt         int not null default 1 check (attempt between 1 and 1000),
    state           text not null,
    reference       text,
    code            text,
    settled_at      timestamptz,
    note            text,
    constraint refund_state_holds_what_is_known check (
        (state = 'requested' and settled_at is null)
        or (state = 'submitted' and reference is not null and settled_at is null)
        or (state = 'unknown' and code is not null and settled_at is null)
        or (state = 'succeeded' and reference is not null and settled_at is not null)
        or (state = 'failed' and code is not null and settled_at is not null)
        or (state = 'settled_outside' and note is not null and settled_at is not null)
    )
);

comment on column refund.attempt is 'one more each time an operator tries again what the provider had failed';
comment on column refund.settled_at is 'when it succeeded, failed or was settled by other means';

create index on refund (payment_id);
create index on refund (order_reference);
create index on refund (id) where state in ('requested', 'submitted', 'unknown', 'failed');
create unique index on refund (payment_id, reference) where reference is not null;

create table refund_event (
    id         bigint generated always as identity primary key,
    refund_id  uuid not null references refund,
    at         timestamptz not null,
    from_state text,
    to_state   text not null,
    who        text not null,
    why        text not null
);

create index on refund_event (refund_id, id);
revoke update, delete on refund_event from tsudoi_app;
