-- One card that was remembered twice goes by two names at its provider and by one fingerprint: the older name is forgotten there.
alter table saved_card add column fingerprint text check (fingerprint ~ '^[A-Za-z0-9_-]{1,64}$');
create index on saved_card (holder, provider, fingerprint);
