-- For orientation only: nothing is ever charged by them.
create table reference_rate (
    day      date    not null,
    currency text    not null check (currency ~ '^[A-Z]{3}$'),
    per_euro numeric not null check (per_euro > 0),
    primary key (day, currency)
);
comment on table reference_rate is 'euro foreign exchange reference rates of the European Central Bank: how much of a currency one euro was';
