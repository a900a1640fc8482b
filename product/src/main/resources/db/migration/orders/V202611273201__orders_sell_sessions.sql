-- Whoever buys a session knows how long it lasts and not yet when.
alter table orders
    alter column starts_at drop not null,
    add column session_minutes int check (session_minutes between 10 and 480),
    add constraint orders_meeting_or_session check ((starts_at is null) = (session_minutes is not null));

-- When all that was sold was given, or the time to use it was over: from then on its money is due. Of a meeting that is its end.
alter table orders
    add column completed_at timestamptz,
    add constraint orders_completed check (completed_at is null or (starts_at is null and state in ('paid', 'cancelled')));
create index orders_sessions_open on orders (paid_at) where starts_at is null and completed_at is null and state = 'paid';

create function orders_stay_completed() returns trigger language plpgsql as $$
begin
    raise exception 'what was completed stays so' using errcode = 'integrity_constraint_violation';
end $$;
create trigger orders_stay_completed before update of completed_at on orders
    for each row when (old.completed_at is not null and new.completed_at is distinct from old.completed_at)
    execute function orders_stay_completed();
