-- A plan of an event can be for the members of something that is paid for by the month, of the same organiser, beside those for everybody.
alter table event add constraint event_is_of_its_organiser unique (id, organiser);
alter table event_plan
    add column circle uuid,
    add column circle_organiser uuid,
    add constraint event_plan_circle_has_an_organiser check ((circle is null) = (circle_organiser is null)) not valid,
    add constraint event_plan_of_a_circle_is_no_session check (circle is null or minutes is null) not valid,
    add constraint event_plan_circle_is_of_its_organiser
        foreign key (circle, circle_organiser) references monthly_plan (id, organiser) not valid,
    add constraint event_plan_circle_is_of_the_events_organiser
        foreign key (event, circle_organiser) references event (id, organiser) not valid;
alter table event_plan validate constraint event_plan_circle_has_an_organiser;
alter table event_plan validate constraint event_plan_of_a_circle_is_no_session;
alter table event_plan validate constraint event_plan_circle_is_of_its_organiser;
alter table event_plan validate constraint event_plan_circle_is_of_the_events_organiser;

comment on column event_plan.circle is 'whose members alone can take it: a monthly plan';
comment on column event_plan.circle_organiser is 'whose both the event and the monthly plan are';

create index event_plan_of_circle on event_plan (circle) where circle is not null;

-- Looked at when the transaction ends: all plans of an event are saved together.
create function event_sells_to_everybody(which uuid) returns boolean language sql stable as $$
    select not exists (select from event_plan where event = which and circle is not null and not retired)
        or (exists (select from event_plan where event = which and circle is null and not retired)
            and not exists (select from event where id = which and sold_to = 'members'))
$$;

create function event_plan_leaves_one_for_everybody() returns trigger language plpgsql as $$
begin
    if not event_sells_to_everybody(new.event) then
        raise exception 'event_plan_leaves_one_for_everybody: %', new.event using errcode = 'check_violation';
    end if;
    return null;
end
$$;

create constraint trigger event_plan_leaves_one_for_everybody after insert or update on event_plan
    deferrable initially deferred for each row execute function event_plan_leaves_one_for_everybody();

create function event_for_members_has_no_other_circle() returns trigger language plpgsql as $$
begin
    if not event_sells_to_everybody(new.id) then
        raise exception 'event_for_members_has_no_other_circle: %', new.id using errcode = 'check_violation';
    end if;
    return null;
end
$$;

create constraint trigger event_for_members_has_no_other_circle after update of sold_to on event
    deferrable initially deferred for each row when (new.sold_to = 'members')
    execute function event_for_members_has_no_other_circle();
