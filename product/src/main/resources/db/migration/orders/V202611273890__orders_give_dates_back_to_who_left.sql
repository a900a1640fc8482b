-- Whoever leaves a course gets nothing for dates that have begun, or that were called off and come back by themselves. What
-- was paid for those is kept until it is known whether they were held.
create table date_kept (
    ticket      uuid        not null references ticket,
    course_date uuid        not null references event_date,
    orders      uuid        not null references orders,
    at          timestamptz not null,
    primary key (ticket, course_date)
);
create index date_kept_of_order on date_kept (orders);
create index date_kept_of_date on date_kept (course_date);
revoke update, delete, truncate on date_kept from tsudoi_app;

create function date_kept_is_of_who_left() returns trigger language plpgsql as $$
begin
    if not exists (
        select from orders o
            join ticket t on t.orders = o.id and t.id = new.ticket
                and t.state = 'cancelled' and t.cancelled_by in ('participant', 'moved')
            cross join lateral jsonb_array_elements(o.course -> 'dates') d
        where o.id = new.orders and (d ->> 0)::uuid = new.course_date) then
        raise exception 'nobody left and paid for that date' using errcode = 'integrity_constraint_violation';
    end if;
    return new;
end $$;
create trigger date_kept_is_of_who_left before insert on date_kept
    for each row execute function date_kept_is_of_who_left();

create or replace function date_share_is_owed() returns trigger language plpgsql as $$
begin
    if not exists (select from date_outcome o where o.course_date = new.course_date and o.state = 'not_held') then
        raise exception 'nobody has decided that the date was not held' using errcode = 'integrity_constraint_violation';
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
