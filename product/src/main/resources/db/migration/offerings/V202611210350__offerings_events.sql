-- Events that organisers offer, with their plans, rules for cancelling, hosts and pictures. Seats are in the ledger.
create table picture (
    id         uuid primary key,
    organiser  uuid        not null,
    media_type text        not null check (media_type in ('image/png', 'image/jpeg')),
    width      int         not null check (width between 1 and 4096),
    height     int         not null check (height between 1 and 4096),
    bytes      bytea       not null check (octet_length(bytes) between 1 and 4194304),
    stored_at  timestamptz not null
);

create table event (
    id             uuid primary key,
    organiser      uuid        not null,
    slug           text        not null unique check (slug ~ '^[a-z0-9]([a-z0-9-]{0,78}[a-z0-9])?$'),
    state          text        not null,
    title          text        not null check (char_length(title) between 1 and 120),
    description    text        not null check (char_length(description) <= 10000),
    picture        uuid references picture,
    art            text        not null check (art ~ '^[a-z]+/[0-9]{1,6}$'),
    starts_local   timestamp   not null,
    minutes        int         not null check (minutes between 1 and 720),
    zone           text        not null,
    starts_at      timestamptz not null,
    ends_at        timestamptz not null check (ends_at > starts_at),
    capacity       int         not null check (capacity between 1 and 100000),
    provider       text        not null check (provider in ('room', 'zoom')),
    doors_minutes  int         not null check (doors_minutes between 0 and 120),
    sold_until_end boolean     not null,
    sequence       int         not null check (sequence >= 0),
    drafted_at     timestamptz not null,
    published_at   timestamptz,
    closed_at      timestamptz,
    cancelled_at   timestamptz,
    cancel_reason  text,
    constraint event_state check (
        (state = 'draft' and published_at is null and closed_at is null and cancelled_at is null)
        or (state = 'published' and published_at is not null and closed_at is null and cancelled_at is null)
        or (state = 'closed' and published_at is not null and closed_at is not null and cancelled_at is null)
        or (state = 'cancelled' and published_at is not null and cancelled_at is not null and cancel_reason is not null)
    )
);
create index event_coming on event (starts_at) where state = 'published';
create index event_of_organiser on event (organiser, starts_at desc);

create table event_plan (
    id         uuid primary key,
    event      uuid    not null references event,
    position   int     not null,
    name       text    not null check (char_length(name) between 1 and 60),
    kind       text    not null check (kind in ('once', 'trial')),
    price      bigint  not null check (price between 0 and 100000000),
    currency   char(3) not null,
    places_max int     not null check (places_max between 1 and 10),
    retired    boolean not null default false,
    check (kind <> 'trial' or places_max = 1)
);
create index event_plan_of_event on event_plan (event, position);

create table event_cancellation_step (
    event          uuid not null references event,
    before_minutes int  not null check (before_minutes between 0 and 525600),
    percent        int  not null check (percent between 1 and 100),
    primary key (event, before_minutes)
);

create table event_host (
    event  uuid not null references event,
    member uuid not null,
    primary key (event, member)
);
create index event_host_member on event_host (member);
