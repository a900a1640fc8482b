-- The product works as tsudoi_app, who may read and write rows of every table to come but own none: no DDL, and no change of rows where a later migration revokes it (the ledger).
grant usage on schema public to tsudoi_app;
alter default privileges in schema public grant select, insert, update, delete on tables to tsudoi_app;
alter default privileges in schema public grant usage, select on sequences to tsudoi_app;
alter default privileges in schema public grant execute on functions to tsudoi_app;
