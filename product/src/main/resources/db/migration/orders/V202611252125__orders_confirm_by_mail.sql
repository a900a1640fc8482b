-- A trial for an address that is not proven waits until the link of its mail is followed.
alter table orders drop constraint orders_state;
alter table orders add constraint orders_state check (
    (state = 'unconfirmed' and held_until is not null and payment is null and paid_at is null)
    or (state = 'held' and held_until is not null and payment is null and paid_at is null)
    or (state = 'paying' and held_until is not null and payment is not null and paid_at is null)
    or (state = 'paid' and paid_at is not null and (payment is not null or unit_price = 0))
    or (state = 'lapsed' and ended_at is not null and lapse_reason is not null and paid_at is null)
    or (state = 'unseated' and paid_at is not null and payment is not null)
    or (state = 'cancelled' and paid_at is not null and ended_at is not null)
) not valid;
alter table orders validate constraint orders_state;

alter table orders drop constraint orders_lapse_reason_check;
alter table orders add constraint orders_lapse_reason_check
    check (lapse_reason in ('expired', 'left', 'event_cancelled', 'trial_used')) not valid;
alter table orders validate constraint orders_lapse_reason_check;

drop index orders_due;
create index orders_due on orders (held_until) where state in ('unconfirmed', 'held', 'paying');
