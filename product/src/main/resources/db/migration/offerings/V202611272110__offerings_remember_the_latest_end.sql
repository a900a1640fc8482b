-- Money for an event is due by the latest end that it ever had since somebody ordered: moving the end forth and back makes nothing due early.
alter table event add column due_from timestamptz;
update event set due_from = ends_at;
alter table event alter column due_from set not null;

create function event_is_due_by_its_latest_end() returns trigger language plpgsql as $$
begin
    new.due_from := new.ends_at;
    if tg_op = 'UPDATE' and old.due_from > new.ends_at and exists (select from orders o where o.event = new.id) then
        new.due_from := old.due_from;
    end if;
    return new;
end $$;
create trigger event_is_due_by_its_latest_end before insert or update on event
    for each row execute function event_is_due_by_its_latest_end();
create index event_due on event (due_from);
