-- What is paid for by the month is sold as the period that it is: one place, from one day until another.
alter table orders
    add column period_from date,
    add column period_until date,
    drop constraint orders_meeting_or_session,
    add constraint orders_meeting_session_or_period check (num_nonnulls(starts_at, session_minutes, period_from) = 1),
    add constraint orders_period check (
        (period_from is null) = (period_until is null)
        and (period_from is null or (period_until > period_from and places = 1 and not trial)));

create function orders_periods_are_of_months() returns trigger language plpgsql as $$
begin
    if not exists (select from event e where e.id = new.event and e.kind = 'month') then
        raise exception 'a period is sold of what is paid by the month' using errcode = 'integrity_constraint_violation';
    end if;
    return new;
end $$;
create trigger orders_periods_are_of_months before insert on orders
    for each row when (new.period_from is not null) execute function orders_periods_are_of_months();

-- What has no start and no length is no session: whoever looks for sessions to complete does not find it.
drop index orders_sessions_open;
create index orders_sessions_open on orders (paid_at)
    where session_minutes is not null and completed_at is null and state = 'paid';
