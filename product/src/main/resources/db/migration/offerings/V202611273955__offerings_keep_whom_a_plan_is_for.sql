-- What was sold at a price for members stays theirs: a plan that is for others from now on is another plan.
create function event_plan_keeps_its_circle() returns trigger language plpgsql as $$
begin
    raise exception 'event_plan_keeps_its_circle: %', new.id using errcode = 'check_violation';
end
$$;

create trigger event_plan_keeps_its_circle before update of circle on event_plan
    for each row when (new.circle is distinct from old.circle) execute function event_plan_keeps_its_circle();
