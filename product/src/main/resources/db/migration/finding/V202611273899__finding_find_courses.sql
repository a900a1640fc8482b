-- Courses are found as a kind of their own, by each of their dates.
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
