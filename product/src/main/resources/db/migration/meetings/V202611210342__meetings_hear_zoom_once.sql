-- Notices that Zoom sent, each stored once. Not their text, which names people: what kind, for which meeting, what came of it.
create table zoom_notice (
  digest bytea primary key,
  event text not null,
  meeting_number text,
  happened_at timestamptz not null,
  received_at timestamptz not null,
  outcome text not null check (outcome in ('applied', 'stale', 'stray', 'ignored'))
);
create index on zoom_notice (received_at) where outcome = 'stray';
