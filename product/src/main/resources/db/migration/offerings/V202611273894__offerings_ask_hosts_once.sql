-- What was asked and said stays when somebody is named no more: whoever is named again is not written to again.
alter table event_host_asked
    drop constraint event_host_asked_event_member_fkey,
    add foreign key (event) references event,
    -- The meeting that this one repeats: its question, and its answer, are one for all of them.
    add column question uuid,
    -- Whether they were written to, for this meeting or one that it repeats.
    add column told boolean not null default false;

update event_host_asked set question = event;
update event_host_asked asked set told = true
from event where event.id = asked.event and event.state <> 'draft';
alter table event_host_asked alter column question set not null;
create index event_host_asked_question on event_host_asked (question, member);
create unique index event_host_asked_told on event_host_asked (question, member) where told;

-- Whoever withdrew is asked anew before they lead it again.
create or replace function event_host_asked_moves() returns trigger language plpgsql as $$
begin
    if new.question <> old.question or (old.told and not new.told) then
        raise exception 'what was asked stays asked' using errcode = 'integrity_constraint_violation';
    end if;
    if new.state <> old.state and (
        (new.state = 'asked' and old.state <> 'withdrawn')
        or (new.state = 'accepted' and old.state not in ('asked', 'declined'))
        or (new.state = 'declined' and old.state <> 'asked')
        or (new.state = 'withdrawn' and old.state <> 'accepted')) then
        raise exception 'nobody who % becomes %', old.state, new.state using errcode = 'integrity_constraint_violation';
    end if;
    return new;
end $$;
