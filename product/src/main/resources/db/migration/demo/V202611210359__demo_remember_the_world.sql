-- Remembers that the demonstration has lived its past, or that it was ended in the middle of it. At most one row.
create table demo_world (
  one_row boolean primary key default true check (one_row),
  begun_at timestamptz not null,
  loaded_at timestamptz
);
