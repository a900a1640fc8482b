-- A place of a session is given one time: two that are to take place never stand for the same one.
create unique index booking_of_a_place on booking (reference) where state in ('agreed', 'moved', 'held') and reference like 'tkt\_%';
