-- Secret addresses of members' booking calendars. The secret is derived from the member and the version, and found by its hash.
create table booking_calendar (
    member      uuid        primary key references member,
    version     int         not null check (version > 0),
    secret_hash bytea       not null unique,
    changed_at  timestamptz not null
);
