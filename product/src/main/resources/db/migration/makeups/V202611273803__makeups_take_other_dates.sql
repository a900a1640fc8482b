-- Who cannot come to one date of a course takes another date instead (振替), among the places that are open for that.
create table makeup_rule (
    course        uuid    primary key,
    most          int     not null check (most between 0 and 60),
    hours_before  int     not null check (hours_before between 0 and 336),
    gives_place   boolean not null
);

-- An occasion is a date of a course, by its id, or a meeting, by the event's. Nobody takes a place that is not there.
create table makeup_place (
    occasion  uuid primary key,
    event     uuid not null,
    places    int  not null check (places between 0 and 100),
    given     int  not null default 0 check (given >= 0),
    taken     int  not null default 0 check (taken >= 0),
    constraint makeup_place_is_there check (taken <= places + given)
);
create index makeup_place_of_event on makeup_place (event);

-- Undone ones stay, for calendars to be told in order. A ticket has as many at a time as its course allows: each has a number.
create table makeup (
    id        uuid        primary key,
    ticket    uuid        not null,
    missed    uuid        not null,
    occasion  uuid        not null references makeup_place,
    event     uuid        not null,
    number    int         not null check (number between 1 and 60),
    gave      boolean     not null,
    made_at   timestamptz not null,
    undone_at timestamptz check (undone_at >= made_at)
);
create unique index makeup_once_a_date on makeup (ticket, missed) where undone_at is null;
create unique index makeup_once_an_occasion on makeup (ticket, occasion) where undone_at is null;
create unique index makeup_numbers on makeup (ticket, number) where undone_at is null;
create index makeup_of_event on makeup (event) where undone_at is null;

create function makeup_stays() returns trigger language plpgsql as $$
begin
    if (old.id, old.ticket, old.missed, old.occasion, old.event, old.number, old.gave, old.made_at)
        is distinct from (new.id, new.ticket, new.missed, new.occasion, new.event, new.number, new.gave, new.made_at)
        or old.undone_at is not null then
        raise exception 'a make-up is undone and made anew' using errcode = 'integrity_constraint_violation';
    end if;
    return new;
end $$;
create trigger makeup_stays before update on makeup for each row execute function makeup_stays();
