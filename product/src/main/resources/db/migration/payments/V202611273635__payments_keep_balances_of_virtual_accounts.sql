-- The account that virtual ones lead to has no statements here: what the bank says was there at the end of a day is kept, once.
create table virtual_balance (
    ra_id    text not null check (ra_id ~ '^[0-9]{12,29}$'),
    day      date not null,
    yen      bigint not null,
    heard_at timestamptz not null,
    primary key (ra_id, day)
);
create index on virtual_balance (day);
revoke update, delete on virtual_balance from tsudoi_app;
