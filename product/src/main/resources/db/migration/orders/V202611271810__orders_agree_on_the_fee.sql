-- The platform's fee for a place is agreed with the price, and never changes. One that the buyer bears is within unit_price. Free places have none.
alter table orders
    add column fee             bigint not null default 0,
    add column fee_bearer      text   not null default 'organiser' check (fee_bearer in ('organiser', 'buyer')),
    add column fee_tax_percent int    not null default 0 check (fee_tax_percent between 0 and 30),
    add constraint orders_fee check (
        (fee = 0 and fee_bearer = 'organiser')
        or (fee > 0 and fee_bearer = 'organiser' and fee <= unit_price)
        or (fee > 0 and fee_bearer = 'buyer' and fee < unit_price)) not valid;
alter table orders validate constraint orders_fee;
alter table orders
    alter column fee drop default,
    alter column fee_bearer drop default,
    alter column fee_tax_percent drop default;

create function orders_keep_their_fee() returns trigger language plpgsql as $$
begin
    raise exception 'the fee of an order never changes' using errcode = 'integrity_constraint_violation';
end $$;
create trigger orders_keep_their_fee before update of fee, fee_bearer, fee_tax_percent on orders
    for each row execute function orders_keep_their_fee();
