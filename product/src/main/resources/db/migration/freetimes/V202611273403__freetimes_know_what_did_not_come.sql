-- Of what came to nothing stays what it waited for: what waited for a payment is not proposed anew.
update booking set waits_for = 'payment' where state = 'lapsed' and waits_for is null;
alter table booking
    add constraint booking_lapsed_waited check (state <> 'lapsed' or waits_for is not null);
