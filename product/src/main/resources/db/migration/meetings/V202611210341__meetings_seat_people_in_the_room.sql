-- The built-in room: keys to it, who sits in it at which node, and the messages between nodes (kept a minute, sealed).
create table room_key (
  admission uuid primary key references meeting_admission,
  credential_hash bytea not null unique,
  credential_until timestamptz not null,
  used_at timestamptz,
  cookie_hash bytea unique
);

create sequence room_turn;
create table room_seat (
  admission uuid primary key references meeting_admission,
  meeting uuid not null references meeting,
  turn bigint not null,
  node uuid not null,
  connection uuid not null,
  last_seen timestamptz not null,
  left_at timestamptz,
  microphone boolean not null,
  camera boolean not null,
  screen boolean not null,
  hand boolean not null
);
create index on room_seat (meeting) where left_at is null;
create index on room_seat (last_seen) where left_at is null;

create unlogged table room_message (
  id bigint generated always as identity primary key,
  sealed_as uuid not null,
  meeting uuid not null,
  node uuid not null,
  recipient uuid,
  except_for uuid,
  body_sealed bytea not null,
  at timestamptz not null
);
create index on room_message (at);
