-- What became of a meeting and of a date of a course is one thing: one row, named as its room is, by the date or else by the event.
alter table event_objection drop constraint event_objection_event_fkey;
alter table event_outcome drop constraint event_outcome_pkey;
alter table event_outcome add column course_date uuid references event_date;
alter table event_outcome add column occasion uuid generated always as (coalesce(course_date, event)) stored primary key;
create index event_outcome_of_event on event_outcome (event);

insert into event_outcome (event, course_date, state, sight, looked_at, answer_by, decided_at, decided_by)
select event, course_date, state, sight, looked_at, answer_by, decided_at, decided_by from date_outcome;

-- What is decided stays so, and stays of what it is of.
create or replace function event_outcome_is_decided_once() returns trigger language plpgsql as $$
begin
    if old.state <> 'asked'
        or (old.event, old.course_date, old.looked_at, old.answer_by)
            is distinct from (new.event, new.course_date, new.looked_at, new.answer_by) then
        raise exception 'what became of it is decided once' using errcode = 'integrity_constraint_violation';
    end if;
    return new;
end $$;

-- Of a course each date is looked at, of anything else the whole.
create function event_outcome_is_of_what_was_held() returns trigger language plpgsql as $$
begin
    if new.course_date is null and exists (select from event where id = new.event and kind = 'course')
        or new.course_date is not null
            and not exists (select from event_date where id = new.course_date and event = new.event) then
        raise exception 'that was not to be held' using errcode = 'integrity_constraint_violation';
    end if;
    return new;
end $$;
create trigger event_outcome_is_of_what_was_held before insert on event_outcome
    for each row execute function event_outcome_is_of_what_was_held();

create or replace function place_had_no_host() returns trigger language plpgsql as $$
begin
    if exists (select from event where id = new.event and kind = 'meeting')
        and not exists (select from event_outcome where occasion = new.event and state = 'not_held') then
        raise exception 'nobody has decided that it did not take place' using errcode = 'integrity_constraint_violation';
    end if;
    return new;
end $$;

create or replace function date_share_is_owed() returns trigger language plpgsql as $$
begin
    if not exists (select from event_outcome o where o.course_date = new.course_date and o.state = 'not_held') then
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

drop table date_outcome;
drop function date_outcome_is_decided_once();

-- Buyers object to each date by itself.
alter table event_objection add column occasion uuid;
update event_objection set occasion = event;
alter table event_objection alter column occasion set not null;
alter table event_objection add constraint event_objection_occasion_fkey foreign key (occasion) references event_outcome;
alter table event_objection drop constraint event_objection_pkey;
alter table event_objection add primary key (orders, occasion);
alter table event_objection drop column event;
create index event_objection_of_occasion on event_objection (occasion);

-- Only to what its owner says was held, and only of what was bought.
create function objection_is_to_what_is_said() returns trigger language plpgsql as $$
begin
    if not exists (
        select from event_outcome w join orders o on o.id = new.orders and o.event = w.event
        where w.occasion = new.occasion and w.state = 'held'
            and (w.course_date is null or exists (
                select from jsonb_array_elements(o.course -> 'dates') d where (d ->> 0)::uuid = w.course_date))) then
        raise exception 'nobody says that it was held, or it was not bought' using errcode = 'integrity_constraint_violation';
    end if;
    return new;
end $$;
create trigger objection_is_to_what_is_said before insert on event_objection
    for each row execute function objection_is_to_what_is_said();
