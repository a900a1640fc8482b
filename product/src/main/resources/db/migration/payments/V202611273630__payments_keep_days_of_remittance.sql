-- The day on which an agent transfers what it took (振込日) may be told in a later file only, and differently: each is kept, the first holds.
create table slip_remittance (
    id          bigint generated always as identity primary key,
    line        text not null references slip_report (line),
    remitted_on date not null,
    heard_at    timestamptz not null,
    unique (line, remitted_on)
);
create index on slip_remittance (remitted_on);
revoke update, delete on slip_remittance from tsudoi_app;

insert into slip_remittance (line, remitted_on, heard_at)
select line, remitted_on, heard_at from slip_report where remitted_on is not null order by heard_at, line;

comment on column slip_report.remitted_on is 'not written any more: slip_remittance';
