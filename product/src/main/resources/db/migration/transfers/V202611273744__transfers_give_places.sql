-- Places that their buyers give to friends. Nothing about money is in it. Deleted some weeks after the event.
create table transfer_rules (
    event   uuid primary key references event,
    allowed boolean not null
);

create table transfer (
    id           uuid primary key,
    ticket       uuid        not null references ticket,
    orders       uuid        not null references orders,
    event        uuid        not null references event,
    name_sealed  bytea       not null,
    email_sealed bytea       not null,
    locale       text        not null check (locale in ('ja', 'en', 'th')),
    zone         text        not null,
    link_hash    bytea       not null unique,
    state        text        not null,
    offered_at   timestamptz not null,
    until        timestamptz not null check (until > offered_at),
    ended_at     timestamptz,
    constraint transfer_state check (
        (state = 'offered' and ended_at is null)
        or (state in ('accepted', 'taken_back', 'declined', 'lapsed') and ended_at is not null)
    )
);
-- Each ticket goes to one friend, once.
create unique index transfer_once on transfer (ticket) where state in ('offered', 'accepted');
create index transfer_due on transfer (until) where state = 'offered';
create index transfer_of_event on transfer (event) where state = 'accepted';
create index transfer_of_order on transfer (orders);
