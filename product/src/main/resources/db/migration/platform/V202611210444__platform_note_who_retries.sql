-- An operator who has an item tried again is noted with it.
alter table outbox
  add column retried_by text,
  add column retried_at timestamptz,
  add check ((retried_by is null) = (retried_at is null));
