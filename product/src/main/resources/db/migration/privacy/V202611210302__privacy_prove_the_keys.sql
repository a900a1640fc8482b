-- One row that only the keys of this instance open, so that the product refuses to start with others.
create table privacy_key_proof (
  id uuid primary key check (id = '00000000-0000-0000-0000-000000000001'),
  proof bytea not null,
  proof_index bytea not null
);
revoke update, delete on privacy_key_proof from tsudoi_app;
