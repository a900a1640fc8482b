-- What the platform keeps of an order's fee is written down where it is booked, so that whoever sums it needs no rule of rounding of their own.
alter table orders
    add column fee_kept bigint not null default 0,
    add constraint orders_fee_kept check (fee_kept between 0 and fee * places) not valid;
alter table orders validate constraint orders_fee_kept;
comment on column orders.fee_kept is 'of the fee for all places: taken when the order is paid, less as the price goes back';

update orders set fee_kept = kept.fee
from (
    select id, div(div(fee * worth, unit_price) * (worth - refunded), worth)::bigint as fee
    from (
        select o.id, o.fee, o.unit_price, (o.unit_price * o.places - o.voucher_off)::numeric as worth,
            (select coalesce(sum(t.refunded), 0) from ticket t where t.orders = o.id) as refunded
        from orders o where o.fee > 0 and o.state in ('paid', 'cancelled')) sold
    where worth > 0) kept
where kept.id = orders.id;
