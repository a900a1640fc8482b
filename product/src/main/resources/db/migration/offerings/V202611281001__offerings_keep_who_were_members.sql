-- What was sold while all of an event was for members stays theirs, also when the event is sold to others by other plans.
alter table event_plan add column were_members boolean not null default false;

comment on column event_plan.were_members is 'it was offered while the event was for members as a whole, and is no more';

create function event_plan_keeps_its_members() returns trigger language plpgsql as $$
begin
    raise exception 'event_plan_keeps_its_members: %', new.id using errcode = 'check_violation';
end
$$;

-- Nor is it ever offered again.
create trigger event_plan_keeps_its_members before update on event_plan
    for each row when (old.were_members and (not new.were_members or old.retired and not new.retired))
    execute function event_plan_keeps_its_members();
