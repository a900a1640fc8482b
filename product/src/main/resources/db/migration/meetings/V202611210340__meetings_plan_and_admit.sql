-- The online meetings that were wished for, how far their provider has come with them, and who was let into them.
create table meeting (
  id uuid primary key,
  provider text not null,
  host_key text not null,
  title text not null,
  starts_at timestamptz not null,
  length_minutes int not null check (length_minutes > 0),
  zone text not null,
  capacity int not null check (capacity > 0),
  state text not null,
  -- the provider's host user it is held by, chosen from the pool when it is made
  host text,
  reference text,
  why text,
  since timestamptz not null,
  -- each wish is a revision; what the provider was last told of
  revision int not null default 1,
  told_revision int not null default 0,
  -- a making was begun; without an answer it may have happened
  asked_at timestamptz,
  busy_until timestamptz,
  deleted_at timestamptz,
  cancelled_at timestamptz,
  opened_at timestamptz,
  ended_at timestamptz,
  host_joined_at timestamptz,
  host_left_at timestamptz,
  constraint meeting_state check (
    case state
      when 'planned' then reference is null and cancelled_at is null
      when 'unknown' then reference is null and cancelled_at is null and why is not null
      when 'ready' then reference is not null and cancelled_at is null
      when 'cancelled' then cancelled_at is not null
      else false
    end)
);
create unique index on meeting (provider, reference);
create index on meeting (since) where state in ('planned', 'unknown');
create index on meeting (provider, host, starts_at) where state <> 'cancelled';

create table meeting_event (
  id uuid primary key,
  meeting uuid not null references meeting,
  at timestamptz not null,
  what text not null,
  why text
);
create index on meeting_event (meeting, at);
revoke update, delete, truncate on meeting_event from tsudoi_app;

create table meeting_admission (
  id uuid primary key,
  meeting uuid not null references meeting,
  role text not null check (role in ('host', 'participant')),
  name_sealed bytea not null,
  -- what the provider calls this way in
  credential text,
  admitted_at timestamptz not null,
  joined_at timestamptz,
  left_at timestamptz
);
create index on meeting_admission (meeting);
create unique index on meeting_admission (meeting, credential) where role = 'participant';

-- A dismissal stands by itself: it may come before the admission it ends is stored, and then ends it all the same.
create table meeting_dismissal (
  admission uuid primary key,
  why text not null check (why in ('cancelled', 'moved_to_another_device', 'removed_by_host', 'meeting_ended')),
  at timestamptz not null,
  voided_at timestamptz
);

create table meeting_budget (
  provider text not null,
  host text not null,
  day date not null,
  used int not null check (used >= 0),
  primary key (provider, host, day)
);
