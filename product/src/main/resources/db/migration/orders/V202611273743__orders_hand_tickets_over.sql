-- Whose a ticket is, counted from its buyer: the keys of the door are derived with it.
alter table ticket add column holder int not null default 1 check (holder > 0);
