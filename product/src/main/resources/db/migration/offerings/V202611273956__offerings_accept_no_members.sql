-- Where buyers are accepted one by one nothing has a price for members, who take their places by themselves: the second lock.
create or replace function event_sells_to_everybody(which uuid) returns boolean language sql stable as $$
    select not exists (select from event_plan where event = which and circle is not null and not retired)
        or (exists (select from event_plan where event = which and circle is null and not retired)
            and not exists (select from event where id = which and sold_to in ('members', 'accepted')))
$$;

drop trigger event_for_members_has_no_other_circle on event;
drop function event_for_members_has_no_other_circle();

create function event_for_some_has_no_members_price() returns trigger language plpgsql as $$
begin
    if not event_sells_to_everybody(new.id) then
        raise exception 'event_for_some_has_no_members_price: %', new.id using errcode = 'check_violation';
    end if;
    return null;
end
$$;

create constraint trigger event_for_some_has_no_members_price after update of sold_to on event
    deferrable initially deferred for each row when (new.sold_to in ('members', 'accepted'))
    execute function event_for_some_has_no_members_price();
