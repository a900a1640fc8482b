-- Of points that were paid for and can never be used again the money goes back.
alter table refund drop constraint refund_says_why;
alter table refund add constraint refund_says_why check (why in (
    'cancelled by participant', 'cancelled by organiser', 'event cancelled', 'rescheduled', 'host absent', 'member left',
    'paid too late', 'paid twice', 'paid another price', 'not withheld any more', 'points came back too late',
    'points settled', 'paid too much', 'paid in part', 'slip paid again')) not valid;
alter table refund validate constraint refund_says_why;
