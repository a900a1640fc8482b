-- Every visitor of a rush is counted: not worth a write to the disk before each answer. The counts last over restarts of
-- the product and of the database; only when the database itself dies do they begin anew, an hour of them at most.
alter table rate_limit_count set unlogged;
