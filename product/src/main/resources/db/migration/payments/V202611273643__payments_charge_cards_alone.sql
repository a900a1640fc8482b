-- A card is charged without its holder only when they agreed to that, for what is paid by the month.
alter table saved_card add column alone_since timestamptz;
comment on column saved_card.alone_since is 'since when its holder has agreed that it is charged without them; null: they have not';
create index on saved_card (payment_id);
