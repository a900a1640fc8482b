-- Calendars elsewhere that say when hosts are busy. Whoever has a calendar's address can read all of it: it is sealed.
create table calendar_feed (
    id              uuid primary key,
    host            uuid        not null references free_times,
    name_sealed     bytea       not null,
    address_sealed  bytea       not null,
    address_index   bytea       not null,
    added_at        timestamptz not null,
    ask_at          timestamptz not null,
    etag            text check (length(etag) <= 100),
    last_modified   text check (length(last_modified) <= 100),
    read_at         timestamptz,
    failures        int         not null default 0 check (failures >= 0),
    trouble         text check (trouble in ('silent', 'gone', 'no_calendar', 'too_large', 'not_allowed')),
    trouble_since   timestamptz,
    told_at         timestamptz,
    unique (host, address_index),
    check ((trouble is null) = (trouble_since is null)),
    check ((trouble is null) = (failures = 0))
);
create index calendar_feed_due on calendar_feed (ask_at);
comment on column calendar_feed.told_at is 'when the host was told of the trouble';

-- What was last read in full: from when to when, and nothing else.
create table calendar_busy (
    feed      uuid      not null references calendar_feed on delete cascade,
    busy      tstzrange not null check (not isempty(busy) and not lower_inf(busy) and not upper_inf(busy)),
    primary key (feed, busy)
);
create index calendar_busy_when on calendar_busy using gist (feed, busy);
