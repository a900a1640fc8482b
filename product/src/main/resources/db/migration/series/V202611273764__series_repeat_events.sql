-- Meetings that repeat. Each is an event of its own; here is which belong together, and the day the rhythm gave each.
create table event_series (
    id        uuid primary key,
    organiser uuid        not null,
    slug      text        not null unique,
    rhythm    text        not null check (rhythm in ('weekly', 'biweekly', 'monthly_by_day', 'monthly_by_weekday')),
    at        timestamptz not null,
    ended_at  timestamptz
);
create table event_series_part (
    event   uuid primary key references event,
    series  uuid not null references event_series,
    planned date not null,
    unique (series, planned)
);
revoke update, delete, truncate on event_series_part from tsudoi_app;
