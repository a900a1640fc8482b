-- Bookings whose host did not come are looked for: what was paid for them goes back.
create index booking_absent_host on booking (id) where state = 'no_show' and absent <> 'guest';
-- And those of which nobody says how they were: they count as held in the end.
create index booking_standing on booking (starts_at) where state in ('agreed', 'moved') or state = 'cancelled' and late;
