-- Orders, their tickets and what happened to each. Who may sit is decided by the ledger; this is the story around it.
create table orders (
    id                 uuid primary key,
    organiser          uuid        not null,
    event              uuid        not null,
    plan               uuid        not null,
    plan_name          text        not null,
    trial              boolean     not null,
    places             int         not null check (places between 1 and 10),
    unit_price         bigint      not null check (unit_price >= 0),
    currency           char(3)     not null,
    member             uuid,
    buyer_name_sealed  bytea       not null,
    buyer_email_sealed bytea       not null,
    buyer_email_index  bytea       not null,
    attendees_sealed   bytea       not null,
    locale             text        not null check (locale in ('ja', 'en', 'th')),
    link_hash          bytea       not null unique,
    placed_at          timestamptz not null,
    state              text        not null,
    held_until         timestamptz,
    payment            uuid,
    paid_at            timestamptz,
    ended_at           timestamptz,
    lapse_reason       text check (lapse_reason in ('expired', 'left', 'event_cancelled')),
    constraint orders_state check (
        (state = 'held' and held_until is not null and payment is null and paid_at is null)
        or (state = 'paying' and held_until is not null and payment is not null and paid_at is null)
        or (state = 'paid' and paid_at is not null and (payment is not null or unit_price = 0))
        or (state = 'lapsed' and ended_at is not null and lapse_reason is not null and paid_at is null)
        or (state = 'unseated' and paid_at is not null and payment is not null)
        or (state = 'cancelled' and paid_at is not null and ended_at is not null)
    )
);
create index orders_due on orders (held_until) where state in ('held', 'paying');
create index orders_of_event on orders (event, placed_at desc);
create index orders_of_organiser on orders (organiser, paid_at) where paid_at is not null;
create index orders_of_member on orders (member) where member is not null;
create index orders_of_email on orders (buyer_email_index);

create table order_event (
    id       bigint generated always as identity primary key,
    orders   uuid        not null references orders,
    at       timestamptz not null,
    what     text        not null,
    detail   text
);
create index order_event_of_order on order_event (orders, id);

create table ticket (
    id              uuid primary key,
    orders          uuid        not null references orders,
    event           uuid        not null,
    number          int         not null check (number > 0),
    attendee_sealed bytea       not null,
    door_hash       bytea       not null unique,
    pass_code_index bytea       not null unique,
    state           text        not null,
    cancelled_at    timestamptz,
    cancelled_by    text check (cancelled_by in ('participant', 'organiser', 'event')),
    refunded        bigint check (refunded >= 0),
    refund          uuid,
    unique (event, number),
    constraint ticket_state check (
        (state = 'valid' and cancelled_at is null and refunded is null and refund is null)
        or (state = 'cancelled' and cancelled_at is not null and cancelled_by is not null and refunded is not null)
    )
);
create index ticket_of_order on ticket (orders);

create table ticket_counter (
    event uuid primary key,
    last  int not null check (last > 0)
);

-- One trial a person and organiser: the second lock behind the check in code.
create table trial_use (
    organiser uuid  not null,
    person    bytea not null,
    orders    uuid  not null references orders,
    primary key (organiser, person)
);
create index trial_use_of_order on trial_use (orders);
