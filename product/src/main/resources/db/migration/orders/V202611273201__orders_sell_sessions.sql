-- Whoever buys a session knows how long it lasts and not yet when.
alter table orders
    alter column starts_at drop not null,
    add column session_minutes int check (session_minutes between 10 and 480),
    add constraint orders_meeting_or_session check ((starts_at is null) = (session_minutes is not null));
