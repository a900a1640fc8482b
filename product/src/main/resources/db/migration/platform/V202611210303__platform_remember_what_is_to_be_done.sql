-- What must happen outside the database because of a change in it (mails, provider calls), written in the same transaction.
create table outbox (
  id uuid primary key,
  topic text not null,
  key text not null,
  payload jsonb not null,
  state text not null check (state in (
    'waiting',
    'working',
    'done',
    'stuck'
  )),
  due_at timestamptz not null,
  -- How often it was taken up; also tells an old claim from the present one.
  attempts integer not null default 0,
  -- How often the handler answered "ask again" or failed: the step on the ladder.
  failures integer not null default 0,
  -- How often a claim ended without an answer, because the process died.
  lapses integer not null default 0,
  claimed_by text,
  claimed_until timestamptz,
  last_error text,
  created_at timestamptz not null,
  done_at timestamptz,
  unique (topic, key),
  check ((state = 'working') = (claimed_until is not null)),
  check ((state = 'done') = (done_at is not null))
);
create index outbox_waiting on outbox (due_at) where state = 'waiting';
create index outbox_working on outbox (claimed_until) where state = 'working';
create index outbox_stuck on outbox (created_at) where state = 'stuck';
create index outbox_done on outbox (done_at) where state = 'done';
