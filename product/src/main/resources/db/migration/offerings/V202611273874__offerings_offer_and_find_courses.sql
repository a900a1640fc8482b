-- Courses, too, have waiting lists and applicants: an offer while one is under way is for the dates that are left.
alter table event drop constraint event_sold_to_anybody_but_for_meetings;
alter table event add constraint event_sold_to_anybody_but_for_meetings_and_courses
    check (sold_to = 'anybody' or kind in ('meeting', 'course')) not valid;
alter table event validate constraint event_sold_to_anybody_but_for_meetings_and_courses;

-- They are found as a kind of their own, by each of their dates.
alter table finding_entry drop constraint finding_entry_kind_check;
alter table finding_entry add constraint finding_entry_kind_check
    check (kind in ('person', 'session', 'event', 'course', 'salon')) not valid;
alter table finding_entry validate constraint finding_entry_kind_check;

create or replace function finding_event_changed() returns trigger language plpgsql as $$
begin
    if new.kind = 'month' or new.state = 'draft' then return null; end if;
    -- What is not to be found is gone at once, whoever searches before its note is read.
    if new.state <> 'published' then
        delete from finding_entry where kind in ('session', 'event', 'course') and subject = new.id;
    end if;
    insert into finding_stale (kind, subject) values ('event', new.id);
    return null;
end $$;

delete from finding_entry e using event v where e.kind = 'event' and v.id = e.subject and v.kind = 'course';
insert into finding_stale (kind, subject) select 'event', id from event where state = 'published' and kind = 'course';

-- One date of a course is called off while the others take place: for good, and where it stood.
alter table event_date add column called_off_at timestamptz;
create function event_date_is_called_off_once() returns trigger language plpgsql as $$
begin
    if (old.called_off_at, old.starts_at) is distinct from (new.called_off_at, new.starts_at) then
        raise exception 'a date that is called off stays so' using errcode = 'integrity_constraint_violation';
    end if;
    return new;
end $$;
create trigger event_date_is_called_off_once before update on event_date
    for each row when (old.called_off_at is not null) execute function event_date_is_called_off_once();
