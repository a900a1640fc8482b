-- Of a course was agreed on: its dates as they stood then, and what comes back to whoever leaves while it runs.
alter table orders
    add column course jsonb,
    add constraint orders_course check (course is null or coalesce(
        starts_at is not null
        and jsonb_typeof(course -> 'dates') = 'array'
        and jsonb_array_length(course -> 'dates') between 1 and 60
        and coalesce((course ->> 'fee')::bigint >= 0, true)
        and coalesce(course ->> 'service' in
            ('language', 'cram-school', 'tutoring', 'computer', 'beauty', 'matchmaking'), true), false));

create function orders_courses_are_of_courses() returns trigger language plpgsql as $$
begin
    if not exists (select from event e where e.id = new.event and e.kind = 'course') then
        raise exception 'dates are sold of a course' using errcode = 'integrity_constraint_violation';
    end if;
    return new;
end $$;
create trigger orders_courses_are_of_courses before insert on orders
    for each row when (new.course is not null) execute function orders_courses_are_of_courses();

create function orders_keep_their_course() returns trigger language plpgsql as $$
begin
    raise exception 'what was agreed of a course stays so' using errcode = 'integrity_constraint_violation';
end $$;
create trigger orders_keep_their_course before update of course on orders
    for each row when (old.course is distinct from new.course) execute function orders_keep_their_course();
