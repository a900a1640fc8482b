-- Besides all other kinds there are courses: several dates sold as one.
alter table event
    drop constraint event_kind,
    drop constraint event_has_its_time,
    add constraint event_kind check (kind in ('meeting', 'session', 'month', 'at_once', 'course')),
    add constraint event_has_its_time check (
        (kind = 'meeting' and num_nonnulls(starts_local, minutes, starts_at, ends_at) = 4)
        or (kind = 'course' and num_nonnulls(starts_local, minutes) = 0 and num_nonnulls(starts_at, ends_at) = 2)
        or (kind in ('session', 'month', 'at_once') and num_nonnulls(starts_local, minutes, starts_at, ends_at) = 0));

create table event_course (
    event         uuid primary key references event,
    joining       text not null check (joining in ('never', 'full', 'dates-left')),
    missed_max    int  not null check (missed_max between 0 and 59),
    leaving_fee   bigint check (leaving_fee between 0 and 100000000),
    currency      char(3),
    service       text check (service in ('language', 'cram-school', 'tutoring', 'computer', 'beauty', 'matchmaking')),
    check ((joining = 'never') = (missed_max = 0)),
    check ((leaving_fee is null) = (currency is null))
);

-- The zone is the event's. A date that a draft lost is kept: its calendar entries have been made by nobody, its id is used once.
create table event_date (
    id           uuid primary key,
    event        uuid        not null references event,
    title        text        not null check (char_length(title) <= 80),
    starts_local timestamp   not null,
    minutes      int         not null check (minutes between 1 and 720),
    starts_at    timestamptz not null,
    sequence     int         not null check (sequence >= 0),
    dropped      boolean     not null default false
);
create index event_date_of_event on event_date (event, starts_at) where not dropped;
create index event_date_coming on event_date (starts_at) where not dropped;

-- A course has its dates: 2 to 60, none before another is over, the first and the last being where the event says that it starts and ends.
create function event_course_has_its_dates() returns trigger language plpgsql as $$
declare
    told record;
    found record;
begin
    select kind, starts_at, ends_at into told from event where id = new.event;
    if told.kind <> 'course' then
        raise exception 'only courses have dates' using errcode = 'integrity_constraint_violation';
    end if;
    select count(*) as dates, min(starts_at) as first, max(starts_at + minutes * interval '1 minute') as last,
           bool_or(starts_at < before) as overlap
    into found
    from (select starts_at, minutes,
                 lag(starts_at + minutes * interval '1 minute') over (order by starts_at) as before
          from event_date where event = new.event and not dropped) d;
    if found.dates not between 2 and 60 or found.overlap or found.first <> told.starts_at or found.last <> told.ends_at then
        raise exception 'the dates of a course do not fit' using errcode = 'integrity_constraint_violation';
    end if;
    return null;
end $$;
create constraint trigger event_course_has_its_dates after insert or update on event_date
    deferrable initially deferred for each row execute function event_course_has_its_dates();

-- Whoever bought a course bought its dates: they can be moved then, and none is lost or won.
create function event_date_stays() returns trigger language plpgsql as $$
begin
    -- What comes in as new may be there: it is moved then.
    if tg_op = 'INSERT' and exists (select from event_date d where d.id = new.id) then
        return new;
    end if;
    if exists (select from orders o where o.event = new.event) and (tg_op = 'INSERT' or old.dropped <> new.dropped) then
        raise exception 'dates of a course that was sold are moved only' using errcode = 'integrity_constraint_violation';
    end if;
    return new;
end $$;
create trigger event_date_stays before insert or update of dropped on event_date
    for each row execute function event_date_stays();
