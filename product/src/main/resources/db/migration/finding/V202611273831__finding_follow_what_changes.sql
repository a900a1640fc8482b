-- What can be found, as it is searched; and notes of what has changed since, made by whoever changed it, in the same transaction.
create table finding_entry (
    kind         text            not null check (kind in ('person', 'session', 'event', 'salon')),
    subject      uuid            not null,
    title        text            not null,
    names        text            not null,
    body         text            not null,
    grams        text[]          not null,
    themes       text[]          not null,
    languages    text[]          not null,
    price        bigint check (price >= 0),
    currency     char(3),
    near         tstzmultirange  not null,
    starts       tstzmultirange  not null,
    step_minutes int             not null check (step_minutes between 1 and 60),
    sold_until   timestamptz,
    hosts        uuid[]          not null,
    renewed_at   timestamptz     not null,
    primary key (kind, subject),
    check ((price is null) = (currency is null)),
    constraint finding_entry_near_is_of_its_starts check (near <@ starts)
);
comment on column finding_entry.starts is 'from the first to a minute after the last of starts that follow each other by step_minutes';
comment on column finding_entry.near is 'the first few of its starts: most searches need no others, and these are read faster';
create index finding_entry_grams on finding_entry using gin (grams);
create index finding_entry_hosts on finding_entry using gin (hosts);
create index finding_entry_renewed on finding_entry (renewed_at);

create table finding_stale (
    id      bigint generated always as identity primary key,
    kind    text not null check (kind in ('event', 'salon', 'person', 'organiser', 'host')),
    subject uuid not null,
    tries   int  not null default 0
);
create index finding_stale_at_once on finding_stale (id) where kind <> 'host';

create function finding_event_changed() returns trigger language plpgsql as $$
begin
    if new.kind = 'month' or new.state = 'draft' then return null; end if;
    -- What is not to be found is gone at once, whoever searches before its note is read.
    if new.state <> 'published' then
        delete from finding_entry where kind in ('session', 'event') and subject = new.id;
    end if;
    insert into finding_stale (kind, subject) values ('event', new.id);
    return null;
end $$;
create trigger finding_event_changed after insert or update on event
    for each row execute function finding_event_changed();

create function finding_host_changed() returns trigger language plpgsql as $$
begin
    if tg_op <> 'INSERT' then
        insert into finding_stale (kind, subject) values ('event', old.event);
    else
        insert into finding_stale (kind, subject) values ('event', new.event);
    end if;
    return null;
end $$;
create trigger finding_host_changed after insert or delete on event_host
    for each row execute function finding_host_changed();
create trigger finding_host_changed after insert or update or delete on session_host
    for each row execute function finding_host_changed();

create function finding_salon_changed() returns trigger language plpgsql as $$
begin
    if new.closed_at is not null then
        delete from finding_entry where kind = 'salon' and subject = new.id;
    end if;
    insert into finding_stale (kind, subject) values ('salon', new.id);
    return null;
end $$;
create trigger finding_salon_changed after insert or update of name, about, capacity, closed_at on monthly_plan
    for each row execute function finding_salon_changed();

create function finding_salon_price_changed() returns trigger language plpgsql as $$
begin
    insert into finding_stale (kind, subject) values ('salon', new.plan);
    return null;
end $$;
create trigger finding_salon_price_changed after insert on monthly_price
    for each row execute function finding_salon_price_changed();

create function finding_organiser_changed() returns trigger language plpgsql as $$
begin
    if tg_table_name = 'organiser' then
        insert into finding_stale (kind, subject) values ('organiser', new.id);
    elsif tg_op = 'DELETE' then
        insert into finding_stale (kind, subject) values ('organiser', old.organiser_id);
    else
        insert into finding_stale (kind, subject) values ('organiser', new.organiser_id);
    end if;
    return null;
end $$;
create trigger finding_organiser_changed after update on organiser
    for each row execute function finding_organiser_changed();
create trigger finding_organiser_changed after insert or update or delete on organiser_person
    for each row execute function finding_organiser_changed();

create function finding_page_changed() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' then
        delete from finding_entry where kind = 'person' and subject = old.member;
        insert into finding_stale (kind, subject)
            select case kind when 'salon' then 'salon' else 'event' end, subject
            from finding_entry where hosts @> array[old.member];
        return null;
    end if;
    if not new.shown then
        delete from finding_entry where kind = 'person' and subject = new.member;
    end if;
    -- What they lead takes its themes and languages from here where nothing else was chosen.
    insert into finding_stale (kind, subject)
        select case kind when 'salon' then 'salon' else 'event' end, subject
        from finding_entry where hosts @> array[new.member] and kind <> 'person'
        union all select 'person', new.member;
    return null;
end $$;
create trigger finding_page_changed after insert or update or delete on coach_page
    for each row execute function finding_page_changed();

create function finding_choice_changed() returns trigger language plpgsql as $$
begin
    insert into finding_stale (kind, subject) values (new.kind, new.subject);
    return null;
end $$;
create trigger finding_choice_changed after insert or update on found_by
    for each row execute function finding_choice_changed();

-- Times that hosts are free: their hours, what is booked of them or by them, and what their calendars say.
create function finding_hours_changed() returns trigger language plpgsql as $$
begin
    insert into finding_stale (kind, subject) values ('host', new.host);
    return null;
end $$;
create trigger finding_hours_changed after insert or update on free_times
    for each row execute function finding_hours_changed();

create function finding_booking_changed() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' then
        insert into finding_stale (kind, subject) select 'host', unnest(array[host, guest]) from booking where id = old.booking;
    else
        insert into finding_stale (kind, subject) select 'host', unnest(array[host, guest]) from booking where id = new.booking;
    end if;
    return null;
end $$;
create trigger finding_booking_changed after insert or update or delete on booking_time
    for each row execute function finding_booking_changed();

create function finding_calendar_changed() returns trigger language plpgsql as $$
begin
    insert into finding_stale (kind, subject)
        select distinct 'host', feed.host from changed join calendar_feed feed on feed.id = changed.feed;
    return null;
end $$;
create trigger finding_calendar_read after insert on calendar_busy referencing new table as changed
    for each statement execute function finding_calendar_changed();
create trigger finding_calendar_forgotten after delete on calendar_busy referencing old table as changed
    for each statement execute function finding_calendar_changed();

create function finding_calendar_removed() returns trigger language plpgsql as $$
begin
    insert into finding_stale (kind, subject) values ('host', old.host);
    return null;
end $$;
create trigger finding_calendar_removed after delete on calendar_feed
    for each row execute function finding_calendar_removed();

-- What is there already.
insert into finding_stale (kind, subject) select 'event', id from event where state = 'published' and kind <> 'month';
insert into finding_stale (kind, subject) select 'salon', id from monthly_plan where closed_at is null and kind <> 'platform';
