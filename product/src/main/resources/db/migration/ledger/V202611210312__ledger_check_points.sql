-- Balances of accounts without a limit are added up from their entries: from the last of these points on, so that reading stays fast as entries grow.
-- A point covers the entries of its account with sequences in (after, through], all of them final when it was made.
create table ledger_checkpoint (
  account_id bigint not null,
  through bigint not null,
  after bigint not null,
  balance bigint not null,
  -- of all entries up to `through`, and of those since `after`: what a balance at a past time need not look at
  effective_max timestamptz not null,
  effective_min timestamptz not null,
  primary key (account_id, through),
  -- points of one account never overlap, however many nodes make them
  unique (account_id, after),
  check (after < through)
);

-- Up to which sequence every journal is final: committed or given up.
create table ledger_settled (
  through bigint primary key,
  noted_at timestamptz not null
);

revoke update, delete on ledger_checkpoint, ledger_settled from tsudoi_app;
