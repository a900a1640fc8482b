-- The log of the books: batches of journals under a Merkle tree with a signed head, so that a change of the past is seen by whoever kept a head.
create table proof_batch (
  number bigint primary key check (number >= 1),
  -- sequences of the ledger: the journals of (after, through]
  after bigint not null unique,
  through bigint not null unique,
  journals integer not null check (journals >= 1),
  root bytea not null check (length(root) = 32),
  -- sequence (8 bytes) and hash (32 bytes) of each journal: names the first one that was changed
  leaves bytea not null,
  sealed_at timestamptz not null,
  check (after < through),
  check (length(leaves) = journals * 40)
);

-- Roots of complete subtrees over batches; level 0 are the batches themselves.
create table proof_node (
  level smallint not null check (level between 0 and 62),
  place bigint not null check (place >= 0),
  hash bytea not null check (length(hash) = 32),
  primary key (level, place)
);

create table proof_head (
  batches bigint primary key references proof_batch (number),
  root bytea not null check (length(root) = 32),
  signed_at timestamptz not null,
  public_key bytea not null check (length(public_key) = 32),
  signature bytea not null check (length(signature) = 64)
);

revoke update, delete on proof_batch, proof_node, proof_head from tsudoi_app;
