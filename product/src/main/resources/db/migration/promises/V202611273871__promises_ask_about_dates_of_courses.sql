-- What became of each date of a course that is over, as event_outcome says it of meetings.
create table date_outcome (
    course_date uuid primary key references event_date,
    event       uuid        not null references event,
    state       text        not null,
    sight       text check (sight in ('seen', 'unclear', 'unsold')),
    looked_at   timestamptz not null,
    answer_by   timestamptz,
    decided_at  timestamptz,
    decided_by  uuid references member,
    constraint date_outcome_state check (
        case state
            when 'settled' then sight is not null and num_nonnulls(answer_by, decided_at, decided_by) = 0
            when 'asked' then sight is null and answer_by > looked_at and num_nonnulls(decided_at, decided_by) = 0
            when 'held' then sight is null and num_nonnulls(answer_by, decided_at, decided_by) = 3
            when 'not_held' then sight is null and num_nonnulls(answer_by, decided_at) = 2
                and (decided_by is not null or decided_at >= answer_by)
            else false
        end)
);
create index date_outcome_of_event on date_outcome (event);
create index date_outcome_open on date_outcome (answer_by) where state = 'asked';
create index date_outcome_given_back on date_outcome (decided_at) where state = 'not_held';

-- What is decided stays so.
create function date_outcome_is_decided_once() returns trigger language plpgsql as $$
begin
    if old.state <> 'asked'
        or (old.course_date, old.event, old.looked_at, old.answer_by)
            is distinct from (new.course_date, new.event, new.looked_at, new.answer_by) then
        raise exception 'what became of a date is decided once' using errcode = 'integrity_constraint_violation';
    end if;
    return new;
end $$;
create trigger date_outcome_is_decided_once before update on date_outcome
    for each row execute function date_outcome_is_decided_once();
revoke delete, truncate on date_outcome from tsudoi_app;

-- What was over before anybody looked is not asked about any more.
insert into date_outcome (course_date, event, state, sight, looked_at)
select d.id, d.event, 'settled', 'unclear', d.starts_at + d.minutes * interval '1 minute'
from event_date d join event e on e.id = d.event
where not d.dropped and e.state in ('published', 'closed') and d.starts_at + d.minutes * interval '1 minute' < now();
