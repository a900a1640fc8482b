-- One page shows a person what friends gave them. Empty for what was given before: that is deleted some weeks after its event.
alter table transfer add column email_index bytea;
create index transfer_of_friend on transfer (email_index);
