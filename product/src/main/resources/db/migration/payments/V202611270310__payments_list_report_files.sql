-- Which files of banks and agents were read, by whom, and what came of it.
create table payment_report_file (
    id       bigint generated always as identity primary key,
    provider text not null,
    who      text not null,
    lines    int not null,
    known    int not null,
    paid     int not null,
    odd      int not null,
    at       timestamptz not null
);
revoke update, delete on payment_report_file from tsudoi_app;
