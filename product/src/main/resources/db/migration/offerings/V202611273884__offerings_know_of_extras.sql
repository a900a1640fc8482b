-- Most events ask nothing of buyers and sell nothing besides places. Whoever reads one need not look for it: a fifth of the time of each read.
alter table event add column has_extras boolean not null default false;
comment on column event.has_extras is 'may have questions or add-ons; only ever becomes true, so that nobody has to count';

create function event_has_extras() returns trigger language plpgsql as $$
begin
    update event set has_extras = true where id = new.event and not has_extras;
    return null;
end $$;
create trigger event_question_is_an_extra after insert on event_question for each row execute function event_has_extras();
create trigger event_add_on_is_an_extra after insert on event_add_on for each row execute function event_has_extras();

update event set has_extras = true
where id in (select event from event_question union select event from event_add_on);
