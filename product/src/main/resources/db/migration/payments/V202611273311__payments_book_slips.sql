-- What a slip brought beyond its price stands on the books and goes back once; the agent says on which day it transfers what it took.
alter table slip_report add column remitted_on date;
alter table slip add column surplus bigint not null default 0 check (surplus >= 0);
alter table slip add column settlings int not null default 0 check (settlings >= 0);
alter table slip add column gone boolean not null default false;

comment on column slip_report.remitted_on is '振込日';
comment on column slip.surplus is 'what the books say was paid by it beyond its price';
comment on column slip.settlings is 'how often that changed';
comment on column slip.gone is 'it had paid, and the agent has taken it back';

create table slip_given_back (
    refund_id  uuid primary key references refund,
    payment_id uuid not null references slip,
    nth        int not null check (nth > 0),
    yen        bigint not null check (yen > 0),
    unique (payment_id, nth)
);

comment on table slip_given_back is 'what was paid beyond the price of a slip and is a refund from then on';
revoke update, delete on slip_given_back from tsudoi_app;
create index on slip_report (remitted_on);
