-- An order may be paid in parts: a voucher takes something off, points pay a part, and one payment pays the rest.
alter table orders
    add column voucher_off  bigint not null default 0,
    add column voucher_use  uuid references voucher_use,
    add column voucher_code text   not null default '',
    add column points       bigint not null default 0,
    add column point_use    uuid references point_use;
alter table orders add column to_pay bigint generated always as (unit_price * places - voucher_off - points) stored;
alter table orders
    add constraint orders_split check (voucher_off >= 0 and points >= 0 and to_pay >= 0),
    add constraint orders_voucher check ((voucher_off > 0) = (voucher_use is not null)),
    add constraint orders_points check ((points > 0) = (point_use is not null) and (points = 0 or currency = 'JPY'));

alter table orders drop constraint orders_state;
alter table orders add constraint orders_state check (
    (state = 'unconfirmed' and held_until is not null and payment is null and paid_at is null)
    or (state = 'held' and held_until is not null and payment is null and paid_at is null)
    or (state = 'paying' and held_until is not null and payment is not null and paid_at is null)
    or (state = 'paid' and paid_at is not null and (payment is not null or to_pay = 0))
    or (state = 'lapsed' and ended_at is not null and lapse_reason is not null and paid_at is null)
    or (state = 'unseated' and paid_at is not null and payment is not null)
    or (state = 'cancelled' and paid_at is not null and ended_at is not null)
) not valid;
alter table orders validate constraint orders_state;

-- What is asked for at a provider is what is left to pay. Orders without reductions are not looked at: their price never changes.
create function orders_payment_is_the_rest() returns trigger language plpgsql as $$
begin
    if not exists (
        select from payment p where p.id = new.payment and p.amount = new.to_pay and p.currency = new.currency)
    then
        raise exception 'the payment of order % is not what is left to pay', new.id
            using errcode = 'check_violation', constraint = 'orders_payment_is_the_rest';
    end if;
    return null;
end $$;
create trigger orders_payment_is_the_rest after update of state, payment on orders for each row
    when (new.payment is not null and new.state in ('paying', 'paid') and (new.voucher_off > 0 or new.points > 0))
    execute function orders_payment_is_the_rest();
