-- Which membership a place for members was taken by: one place an event, and nobody's who is not in.
create table member_place (
    orders     uuid primary key references orders,
    event      uuid        not null references event,
    membership uuid        not null references membership,
    taken_at   timestamptz not null,
    ended_at   timestamptz
);

comment on column member_place.ended_at is 'the place was given back or never paid for, or the event is over';

create unique index member_place_one_an_event on member_place (event, membership) where ended_at is null;
create index member_place_of_membership on member_place (membership) where ended_at is null;
revoke update, delete on member_place from tsudoi_app;
grant update (ended_at) on member_place to tsudoi_app;

-- The second lock beside MemberPlaces: whoever takes a place is in the plan that it is for.
create function member_place_is_a_members() returns trigger language plpgsql as $$
begin
    if not exists (
        select from event e
            join orders o on o.event = e.id
            join membership m on m.plan = e.circle
        where e.id = new.event and o.id = new.orders and m.id = new.membership and e.sold_to = 'members'
            and m.state in ('trial', 'active', 'past_due', 'paused', 'leaving')
    ) then
        raise exception 'member_place_is_a_members: %', new.orders using errcode = 'check_violation';
    end if;
    return new;
end
$$;

create trigger member_place_is_a_members before insert on member_place
    for each row execute function member_place_is_a_members();
