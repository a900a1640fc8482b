-- What became of each meeting that is over: whether anybody who leads it was seen, and what its owners said where nobody was.
create table event_outcome (
    event      uuid primary key references event,
    state      text        not null,
    sight      text check (sight in ('seen', 'unclear', 'unsold')),
    looked_at  timestamptz not null,
    answer_by  timestamptz,
    decided_at timestamptz,
    decided_by uuid references member,
    constraint event_outcome_state check (
        case state
            when 'settled' then sight is not null and num_nonnulls(answer_by, decided_at, decided_by) = 0
            when 'asked' then sight is null and answer_by > looked_at and num_nonnulls(decided_at, decided_by) = 0
            when 'held' then sight is null and num_nonnulls(answer_by, decided_at, decided_by) = 3
            when 'not_held' then sight is null and num_nonnulls(answer_by, decided_at) = 2
                and (decided_by is not null or decided_at >= answer_by)
            else false
        end)
);
create index event_outcome_open on event_outcome (answer_by) where state = 'asked';
create index event_outcome_given_back on event_outcome (decided_at) where state = 'not_held';

-- What is decided stays so.
create function event_outcome_is_decided_once() returns trigger language plpgsql as $$
begin
    if old.state <> 'asked' or new.event <> old.event or new.answer_by <> old.answer_by then
        raise exception 'what became of an event is decided once' using errcode = 'integrity_constraint_violation';
    end if;
    return new;
end $$;
create trigger event_outcome_is_decided_once before update on event_outcome
    for each row execute function event_outcome_is_decided_once();
revoke delete, truncate on event_outcome from tsudoi_app;

-- What was over before anybody looked is not asked about any more.
insert into event_outcome (event, state, sight, looked_at)
select id, 'settled', 'unclear', ends_at from event where ends_at < now() and state in ('published', 'closed');

-- Who says that it did not take place although its owner says so.
create table event_objection (
    orders uuid primary key references orders,
    event  uuid        not null references event_outcome,
    at     timestamptz not null
);
create index event_objection_of_event on event_objection (event);
revoke update, delete, truncate on event_objection from tsudoi_app;

-- All of it comes back as nobody came only where that was decided. Of sessions each is decided by itself.
create function place_had_no_host() returns trigger language plpgsql as $$
begin
    if exists (select from event where id = new.event and kind = 'meeting')
        and not exists (select from event_outcome where event = new.event and state = 'not_held') then
        raise exception 'nobody has decided that it did not take place' using errcode = 'integrity_constraint_violation';
    end if;
    return new;
end $$;
create trigger place_had_no_host before update on ticket
    for each row when (old.state = 'valid' and new.cancelled_by = 'no_host')
    execute function place_had_no_host();
