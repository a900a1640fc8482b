-- What was agreed about giving money back stays with the order: its event may be moved and its rules changed afterwards.
alter table orders
    add column starts_at          timestamptz,
    add column refund_minutes     int[],
    add column refund_percentages int[];

-- Until now rules could only become kinder once somebody had booked, so those of the event hold for its orders.
update orders set
    starts_at = event.starts_at,
    refund_minutes = array(
        select before_minutes from event_cancellation_step where event = orders.event order by before_minutes desc),
    refund_percentages = array(
        select percent from event_cancellation_step where event = orders.event order by before_minutes desc)
from event where event.id = orders.event;

alter table orders
    alter column starts_at set not null,
    alter column refund_minutes set not null,
    alter column refund_percentages set not null,
    add constraint orders_refunds check (cardinality(refund_minutes) = cardinality(refund_percentages));
