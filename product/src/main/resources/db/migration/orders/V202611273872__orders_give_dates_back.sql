-- A place of a course stays valid while what was paid for one of its dates goes back: once for each place and date.
create table date_share (
    ticket      uuid        not null references ticket,
    course_date uuid        not null references event_date,
    orders      uuid        not null references orders,
    at          timestamptz not null,
    amount      bigint      not null check (amount >= 0),
    refund      uuid,
    primary key (ticket, course_date)
);
create index date_share_of_order on date_share (orders);
revoke update, delete, truncate on date_share from tsudoi_app;

-- Only of a date that the order has, and only where it is decided that nobody held it.
create function date_share_is_owed() returns trigger language plpgsql as $$
begin
    if not exists (select from date_outcome o where o.course_date = new.course_date and o.state = 'not_held') then
        raise exception 'nobody has decided that the date was not held' using errcode = 'integrity_constraint_violation';
    end if;
    if not exists (
        select from orders o
            join ticket t on t.orders = o.id and t.id = new.ticket and t.state = 'valid'
            cross join lateral jsonb_array_elements(o.course -> 'dates') d
        where o.id = new.orders and (d ->> 0)::uuid = new.course_date) then
        raise exception 'this place has no such date' using errcode = 'integrity_constraint_violation';
    end if;
    return new;
end $$;
create trigger date_share_is_owed before insert on date_share
    for each row execute function date_share_is_owed();

-- What has gone back of a place in all stands with it, so that whoever sums it need not know why it did.
alter table ticket drop constraint ticket_state;
alter table ticket add constraint ticket_state check (
    (state = 'valid' and cancelled_at is null and refund is null)
    or (state = 'cancelled' and cancelled_at is not null and cancelled_by is not null and refunded is not null)) not valid;
alter table ticket validate constraint ticket_state;

create function valid_place_gave_back_dates() returns trigger language plpgsql as $$
begin
    if new.refunded is distinct from (select sum(s.amount)::bigint from date_share s where s.ticket = new.id) then
        raise exception 'of a valid place dates come back' using errcode = 'integrity_constraint_violation';
    end if;
    return new;
end $$;
create trigger valid_place_gave_back_dates before insert or update of refunded on ticket
    for each row when (new.state = 'valid' and new.refunded is not null)
    execute function valid_place_gave_back_dates();
