-- The counter's page asks for the cash of an event's orders, not for all of it.
create index counter_payment_of_order on counter_payment (order_reference);
