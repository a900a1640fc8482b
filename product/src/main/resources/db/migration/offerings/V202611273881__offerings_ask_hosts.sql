-- Whoever is named to lead a meeting says whether they want to. Without a row nobody is asked: so it is for those who were named before this, and for sessions, which ask in their own way.
create table event_host_asked (
    event       uuid        not null,
    member      uuid        not null,
    state       text        not null default 'asked'
        check (state in ('asked', 'accepted', 'declined', 'withdrawn')),
    asked_at    timestamptz not null,
    answered_at timestamptz,
    primary key (event, member),
    foreign key (event, member) references event_host (event, member) on delete cascade,
    constraint event_host_asked_answered check ((state = 'asked') = (answered_at is null))
);
create index event_host_asked_member on event_host_asked (member);

create function event_host_asked_moves() returns trigger language plpgsql as $$
begin
    if new.state <> old.state and (
        new.state = 'asked'
        or (new.state = 'declined' and old.state <> 'asked')
        or (new.state = 'withdrawn' and old.state <> 'accepted')) then
        raise exception 'nobody who % becomes %', old.state, new.state using errcode = 'integrity_constraint_violation';
    end if;
    return new;
end $$;
create trigger event_host_asked_moves before update on event_host_asked
    for each row execute function event_host_asked_moves();

create trigger finding_host_changed after insert or update or delete on event_host_asked
    for each row execute function finding_host_changed();
