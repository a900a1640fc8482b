-- One pass a ticket: locked by whoever lets somebody in and by whoever cancels, so that no one slips in between.
create table door_pass (
    ticket      uuid primary key,
    event       uuid        not null,
    state       text        not null check (state in ('open', 'cancelled', 'removed')),
    admission   uuid unique,
    device_hash bytea,
    since       timestamptz,
    changed_at  timestamptz not null,
    check ((admission is null) = (device_hash is null) and (admission is null) = (since is null)),
    check (state = 'open' or admission is null)
);
create index door_pass_of_event on door_pass (event);
create index door_pass_changed on door_pass (changed_at);

-- Hosts have no ticket.
create table door_host (
    admission uuid primary key,
    event     uuid        not null,
    member    uuid        not null,
    since     timestamptz not null
);
create index door_host_of_event on door_host (event, member);
