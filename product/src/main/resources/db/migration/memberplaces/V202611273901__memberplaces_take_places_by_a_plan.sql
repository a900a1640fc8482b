-- A place for a member may be of an event that is for the members alone, or be ordered by a plan that is.
create or replace function member_place_is_a_members() returns trigger language plpgsql as $$
begin
    if not exists (
        select from event e
            join orders o on o.event = e.id
            left join event_plan p on p.id = o.plan and p.event = e.id
            join membership m on m.plan = case e.sold_to when 'members' then e.circle else p.circle end
        where e.id = new.event and o.id = new.orders and m.id = new.membership
            and m.state in ('trial', 'active', 'past_due', 'paused', 'leaving')
    ) then
        raise exception 'member_place_is_a_members: %', new.orders using errcode = 'check_violation';
    end if;
    return new;
end
$$;
