-- What the house sells at once: one of it, paid in money alone, and without a fee to the platform, which is the house.
alter table orders
    add column at_once boolean not null default false,
    drop constraint orders_meeting_session_or_period,
    add constraint orders_have_their_kind
        check (num_nonnulls(starts_at, session_minutes, period_from) + at_once::int = 1),
    add constraint orders_at_once check (
        not at_once or (places = 1 and not trial and fee = 0 and voucher_off = 0 and points = 0));

create function orders_at_once_are_of_the_house() returns trigger language plpgsql as $$
begin
    if not exists (select from event e where e.id = new.event and e.kind = 'at_once') then
        raise exception 'only what is given at once is sold so' using errcode = 'integrity_constraint_violation';
    end if;
    return new;
end $$;
create trigger orders_at_once_are_of_the_house before insert on orders
    for each row when (new.at_once) execute function orders_at_once_are_of_the_house();
