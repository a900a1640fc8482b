-- Nobody held a date, and its organiser offers another one instead: what was paid goes back later then, or as soon as its buyer says so.
alter table event_outcome add column back_at timestamptz;
alter table event_outcome add constraint event_outcome_back_later check (
    back_at is null or (course_date is not null and state = 'not_held' and back_at > decided_at)) not valid;
alter table event_outcome validate constraint event_outcome_back_later;

create table date_choice (
    orders      uuid        not null references orders,
    course_date uuid        not null references event_date,
    at          timestamptz not null,
    primary key (orders, course_date)
);
revoke update, delete, truncate on date_choice from tsudoi_app;

create or replace function date_share_is_owed() returns trigger language plpgsql as $$
begin
    if not exists (select from event_outcome o where o.course_date = new.course_date and o.state = 'not_held') then
        raise exception 'nobody has decided that the date was not held' using errcode = 'integrity_constraint_violation';
    end if;
    if exists (select from event_outcome o where o.course_date = new.course_date and o.back_at > new.at)
        and not exists (select from date_choice c where c.orders = new.orders and c.course_date = new.course_date) then
        raise exception 'its buyer can still choose another date' using errcode = 'integrity_constraint_violation';
    end if;
    if not exists (
        select from orders o
            join ticket t on t.orders = o.id and t.id = new.ticket
                and (t.state = 'valid'
                    or exists (select from date_kept k where k.ticket = t.id and k.course_date = new.course_date))
            cross join lateral jsonb_array_elements(o.course -> 'dates') d
        where o.id = new.orders and (d ->> 0)::uuid = new.course_date) then
        raise exception 'this place has no such date' using errcode = 'integrity_constraint_violation';
    end if;
    return new;
end $$;
