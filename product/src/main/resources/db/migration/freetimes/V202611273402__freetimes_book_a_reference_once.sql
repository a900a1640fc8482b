-- What is booked is booked once: two that are to take place, or did, never stand for the same.
create unique index booking_once on booking (reference) where state in ('agreed', 'moved', 'held');
create index booking_lapsed_of_host on booking (host, ended_at) where state = 'lapsed';
create index booking_lapsed_of_guest on booking (guest, ended_at) where state = 'lapsed';
