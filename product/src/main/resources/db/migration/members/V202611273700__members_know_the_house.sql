-- The organiser who runs this instance, for what the instance sells itself. The last one holds; none is forgotten.
create table house (
    id        bigint generated always as identity primary key,
    organiser uuid        not null references organiser,
    chosen_by uuid        not null,
    chosen_at timestamptz not null
);
revoke update, delete on house from tsudoi_app;
