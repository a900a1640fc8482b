-- One date of a course is called off while the others take place: for good, and where it stood.
alter table event_date add column called_off_at timestamptz;
create function event_date_is_called_off_once() returns trigger language plpgsql as $$
begin
    if (old.called_off_at, old.starts_at) is distinct from (new.called_off_at, new.starts_at) then
        raise exception 'a date that is called off stays so' using errcode = 'integrity_constraint_violation';
    end if;
    return new;
end $$;
create trigger event_date_is_called_off_once before update on event_date
    for each row when (old.called_off_at is not null) execute function event_date_is_called_off_once();
