-- While a bank has taken a payment back the money of a cancelled place is withheld and its points come back: what is withheld is written down, so that it is owed once when the bank decides for us.
alter table ticket add column withheld bigint not null default 0;
alter table ticket add constraint ticket_withheld check (withheld >= 0 and (state = 'cancelled' or withheld = 0));
