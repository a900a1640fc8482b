-- The second lock beside MemberPlaces: a place is ordered by its member, under their own address.
alter table member_place add column address bytea;

comment on column member_place.address is 'what orders of the member''s address are found by: compared as the row comes in, and never kept';

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
    if not exists (
        select from orders o join membership m on m.member = o.member
        where o.id = new.orders and m.id = new.membership and o.buyer_email_index = new.address
    ) then
        raise exception 'member_place_is_for_its_member: %', new.orders using errcode = 'check_violation';
    end if;
    new.address := null;
    return new;
end
$$;
