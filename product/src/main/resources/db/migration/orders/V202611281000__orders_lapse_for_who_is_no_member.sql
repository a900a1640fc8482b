-- A member's place that is not paid yet goes when its member is none any more.
alter table orders drop constraint orders_lapse_reason_check;
alter table orders add constraint orders_lapse_reason_check
    check (lapse_reason in ('expired', 'left', 'event_cancelled', 'trial_used', 'not_a_member')) not valid;
alter table orders validate constraint orders_lapse_reason_check;
