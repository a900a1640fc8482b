-- How each charge of a membership was asked for the last time. Its order has the same id.
create table due (
    charge     uuid primary key references orders,
    membership uuid        not null references membership,
    attempt    int         not null check (attempt > 0),
    payment    uuid        not null unique,
    means      text        not null check (means in ('card', 'points', 'hand')),
    tried_at   timestamptz not null,
    back_step  text
);
comment on column due.payment is 'what a try by a stored card is called; made for each try, used or not';
comment on column due.back_step is 'by which step of its membership some or all of it went back; there is one';
create index on due (membership);
revoke delete on due from tsudoi_app;
