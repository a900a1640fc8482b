-- People who ask for places that they cannot simply buy: because there are none, or because the organiser decides. All of it is deleted some weeks after the event.
create table application_rules (
    event       uuid primary key references event,
    offer_hours int not null check (offer_hours between 1 and 168)
);

create table application (
    id               uuid primary key,
    event            uuid        not null references event,
    plan             uuid        not null references event_plan,
    kind             text        not null check (kind in ('waiting', 'approval')),
    places           int         not null check (places between 1 and 10),
    member           uuid references member,
    name_sealed      bytea       not null,
    email_sealed     bytea       not null,
    email_index      bytea       not null,
    attendees_sealed bytea       not null,
    message_sealed   bytea,
    locale           text        not null check (locale in ('ja', 'en', 'th')),
    zone             text        not null,
    link_hash        bytea       not null unique,
    asked_at         timestamptz not null,
    state            text        not null,
    since            timestamptz,
    until            timestamptz,
    orders           uuid unique references orders,
    ended_at         timestamptz,
    why              text check (why in ('expired', 'let_go', 'over', 'cancelled', 'unanswered', 'plan_gone')),
    words_sealed     bytea,
    constraint application_state check (
        (state = 'unproven' and until is not null and since is null and orders is null and ended_at is null)
        or (state = 'waiting' and kind = 'waiting' and since is not null and orders is null and ended_at is null)
        or (state = 'asked' and kind = 'approval' and since is not null and until is not null and orders is null and ended_at is null)
        or (state = 'offered' and since is not null and until is not null and orders is not null and ended_at is null)
        or (state = 'accepted' and orders is not null and ended_at is not null)
        or (state = 'lapsed' and orders is not null and ended_at is not null and why is not null and why in ('expired', 'let_go'))
        or (state = 'left' and since is not null and orders is null and ended_at is not null)
        or (state = 'refused' and orders is null and ended_at is not null)
        or (state = 'closed' and orders is null and ended_at is not null and why is not null and why not in ('expired', 'let_go'))
    )
);
-- Nobody stands in a line twice. An address that is not proven is nobody's yet.
create unique index application_once on application (event, email_index) where state in ('waiting', 'asked', 'offered');
create index application_open on application (event, since, id) where state in ('waiting', 'asked', 'offered');
create index application_of_event on application (event, asked_at);
create index application_unproven on application (until) where state = 'unproven';

create table application_event (
    id          uuid primary key,
    application uuid        not null references application on delete cascade,
    at          timestamptz not null,
    state       text        not null,
    who         uuid references member
);
create index application_event_of on application_event (application, at);
