-- Whoever came there instead of a date of a course objects as its buyers do.
create or replace function objection_is_to_what_is_said() returns trigger language plpgsql as $$
begin
    if not exists (
        select from event_outcome w join orders o on o.id = new.orders
        where w.occasion = new.occasion and w.state = 'held'
            and (o.event = w.event and (w.course_date is null or exists (
                    select from jsonb_array_elements(o.course -> 'dates') d where (d ->> 0)::uuid = w.course_date))
                or exists (
                    select from makeup m join ticket t on t.id = m.ticket
                    where t.orders = o.id and m.occasion = w.occasion and m.undone_at is null))) then
        raise exception 'nobody says that it was held, or it was not bought' using errcode = 'integrity_constraint_violation';
    end if;
    return new;
end $$;
