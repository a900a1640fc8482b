-- What is bought with the places is part of the price that was agreed: it stands in the order's row, is summed by the database too, and never changes.
create function order_extras_price(extras jsonb) returns bigint language sql immutable as $$
    select case
        when extras = '[]'::jsonb then 0
        when exists (
            select from jsonb_array_elements(extras) e
            where (e ->> 'price')::bigint < 0 or (e ->> 'quantity')::bigint < 1 or (e ->> 'place')::int < -1) then -1
        else (select sum((e ->> 'price')::bigint * (e ->> 'quantity')::bigint)::bigint from jsonb_array_elements(extras) e)
    end
$$;

alter table orders
    add column extras       jsonb  not null default '[]',
    add column extras_price bigint not null default 0,
    add constraint orders_extras check (
        jsonb_typeof(extras) = 'array' and extras_price >= 0 and extras_price = order_extras_price(extras)) not valid,
    add constraint orders_voucher_is_for_places check (voucher_off <= unit_price * places) not valid,
    add constraint orders_periods_have_no_extras check (period_from is null or extras_price = 0) not valid;
alter table orders validate constraint orders_extras;
alter table orders validate constraint orders_voucher_is_for_places;
alter table orders validate constraint orders_periods_have_no_extras;
alter table orders alter column to_pay set expression as (unit_price * places + extras_price - voucher_off - points);

create function orders_keep_their_extras() returns trigger language plpgsql as $$
begin
    raise exception 'what was bought with an order never changes' using errcode = 'integrity_constraint_violation';
end $$;
create trigger orders_keep_their_extras before update of extras, extras_price on orders
    for each row execute function orders_keep_their_extras();

drop trigger orders_payment_is_the_rest on orders;
create trigger orders_payment_is_the_rest after update of state, payment on orders for each row
    when (new.payment is not null and new.state in ('paying', 'paid')
        and (new.voucher_off > 0 or new.points > 0 or new.extras_price > 0))
    execute function orders_payment_is_the_rest();

-- How much of what comes back of a place is for what was bought with it: the rest is the price of the place, by which the platform's fee goes back.
alter table ticket
    add column for_extras bigint not null default 0,
    add constraint ticket_for_extras check (
        for_extras >= 0 and (for_extras = 0 or (state = 'cancelled' and for_extras <= refunded + withheld))) not valid;
alter table ticket validate constraint ticket_for_extras;
