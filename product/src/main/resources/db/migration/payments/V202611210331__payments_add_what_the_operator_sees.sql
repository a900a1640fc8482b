-- What providers told us and what we asked them, kept for the operator; nothing here holds a body, a secret or personal data.
create table payment_oddity (
    id         uuid primary key,
    kind       text not null,
    subject    text not null,
    payment_id uuid references payment,
    detail     text not null,
    times      int not null default 1 check (times > 0),
    first_at   timestamptz not null,
    last_at    timestamptz not null,
    settled_at timestamptz,
    settled_by text,
    note       text,
    constraint oddity_settled_by_somebody check ((settled_at is null) = (settled_by is null))
);

create unique index payment_oddity_once_while_open on payment_oddity (kind, subject) where settled_at is null;
create index on payment_oddity (first_at);

create table payment_webhook (
    id          uuid primary key,
    provider    text not null,
    event_id    text not null,
    type        text not null,
    about       text not null check (about in ('payment', 'refund', 'dispute', 'nothing')),
    payment_id  uuid,
    refund_id   uuid,
    reference   text,
    charge      text,
    word        text,
    body_sha256 bytea not null,
    received_at timestamptz not null,
    times       int not null default 1 check (times > 0),
    state       text not null check (state in ('received', 'done', 'ignored', 'quarantined')),
    why         text,
    done_at     timestamptz,
    unique (provider, event_id)
);

comment on column payment_webhook.payment_id is 'as the provider says; it may be nobody''s';
comment on column payment_webhook.word is 'of a dispute: its status at the provider';
comment on column payment_webhook.times is 'how often it was delivered';

create index on payment_webhook (received_at);

-- One row a minute and reason, however many come.
create table payment_webhook_refused (
    provider  text not null,
    minute_at timestamptz not null,
    why       text not null,
    times     int not null check (times > 0),
    last_at   timestamptz not null,
    primary key (provider, minute_at, why)
);

-- The last calls only: old rows are overwritten in turn.
create table payment_call (
    slot     int primary key,
    provider text not null,
    method   text not null,
    path     text not null,
    status   int,
    ms       int not null,
    about    text,
    at       timestamptz not null
);

create sequence payment_call_number;
create index on payment_call (at);
