-- A date of a course that was called off is another reason than that nobody came.
alter table refund drop constraint refund_says_why;
alter table refund add constraint refund_says_why check (why in (
    'cancelled by participant', 'cancelled by organiser', 'event cancelled', 'rescheduled', 'host absent',
    'date called off', 'member left', 'paid too late', 'paid twice', 'paid another price', 'not withheld any more',
    'points came back too late', 'points settled', 'paid too much', 'paid in part', 'slip paid again')) not valid;
alter table refund validate constraint refund_says_why;
