-- One item follows a payment from the intent to its end. The provider is asked for the page right after the commit that stores
-- the intent, so a moment of its own for that says nothing.
update outbox set topic = 'payment.follow' where topic = 'payment.submit';
alter table payment drop column called_at;
