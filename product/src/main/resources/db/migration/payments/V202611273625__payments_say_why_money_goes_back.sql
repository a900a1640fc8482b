-- Why money goes back is one of a closed list: it is told to whoever gets it. The second lock beside Refund.Reason.
alter table refund add constraint refund_says_why check (why in (
    'cancelled by participant', 'cancelled by organiser', 'event cancelled', 'paid too late', 'paid twice', 'paid another price',
    'not withheld any more', 'paid too much', 'paid in part', 'slip paid again')) not valid;
alter table refund validate constraint refund_says_why;
