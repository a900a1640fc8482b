-- The right to choose once more ends with its use: when another date is taken, or when the missed one is theirs again.
alter table makeup_right add column used_at timestamptz check (used_at >= since);
grant update (since, used_at) on makeup_right to tsudoi_app;
