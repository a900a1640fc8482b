-- The price of points goes back that came back when they could not be used any more.
alter table refund drop constraint refund_says_why;
alter table refund add constraint refund_says_why check (why in (
    'cancelled by participant', 'cancelled by organiser', 'event cancelled', 'paid too late', 'paid twice', 'paid another price',
    'not withheld any more', 'points came back too late', 'paid too much', 'paid in part', 'slip paid again')) not valid;
alter table refund validate constraint refund_says_why;
