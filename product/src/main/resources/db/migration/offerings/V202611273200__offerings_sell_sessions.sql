-- Besides meetings at one time for everybody there are sessions, of which each has a time of its own.
alter table event
    add column kind text not null default 'meeting' check (kind in ('meeting', 'session')),
    alter column starts_local drop not null,
    alter column minutes drop not null,
    alter column starts_at drop not null,
    alter column ends_at drop not null,
    add constraint event_has_its_time check (
        (kind = 'meeting' and num_nonnulls(starts_local, minutes, starts_at, ends_at) = 4)
        or (kind = 'session' and num_nonnulls(starts_local, minutes, starts_at, ends_at) = 0));
create index event_sessions on event (published_at desc) where state = 'published' and kind = 'session';

-- What was sold as one never becomes the other.
create function event_stays_of_its_kind() returns trigger language plpgsql as $$
begin
    if old.kind <> new.kind and exists (select from orders o where o.event = new.id) then
        raise exception 'an event stays of its kind once it was sold' using errcode = 'integrity_constraint_violation';
    end if;
    return new;
end $$;
create trigger event_stays_of_its_kind before update of kind on event
    for each row execute function event_stays_of_its_kind();

-- How long a session of that plan lasts; a pack is of two sessions at least.
alter table event_plan
    add column minutes int check (minutes between 10 and 480),
    drop constraint event_plan_kind_check,
    add constraint event_plan_kind check (kind in ('once', 'trial', 'pack')),
    add constraint event_plan_pack check (kind <> 'pack' or (places_max >= 2 and minutes is not null));

-- Money for a session is due when that one was held, not when any other was: none is due by the event.
create or replace function event_is_due_by_its_latest_end() returns trigger language plpgsql as $$
begin
    new.due_from := coalesce(new.ends_at, 'infinity');
    if tg_op = 'UPDATE' and old.due_from > new.due_from and exists (select from orders o where o.event = new.id) then
        new.due_from := old.due_from;
    end if;
    return new;
end $$;
