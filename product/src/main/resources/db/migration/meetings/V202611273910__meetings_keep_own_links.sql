-- Links to meetings that people made elsewhere, sealed: whoever has one is in. A place is an event, a course or one meeting.
create table meeting_link (
  place uuid primary key,
  url_sealed bytea not null,
  passcode_sealed bytea not null,
  kept_at timestamptz not null
);

-- Meetings that have the link of another place as long as they have none of their own: dates of a course, times of a session.
create table meeting_link_shared (
  meeting uuid primary key,
  place uuid not null,
  check (meeting <> place)
);
