-- Payment slips: what we issued, and what the collecting agent's files say of them.
create sequence slip_number;

create table slip (
    payment_id      uuid primary key references payment,
    number          bigint not null unique check (number between 1 and 9999999999999999),
    order_reference text not null,
    code            text not null unique check (code ~ '^91[0-9]{42}$'),
    closed          boolean not null default false,
    issued_at       timestamptz not null
);

comment on column slip.code is 'all 44 digits under the bars; a slip never changes';
comment on column slip.closed is 'what is paid by it from now on comes too late';
revoke delete on slip from tsudoi_app;

create table slip_report (
    line_sha256 bytea not null,
    occurrence  int not null check (occurrence > 0),
    code        text not null check (code ~ '^91[0-9]{42}$'),
    kind        text not null check (kind in ('quick', 'settled', 'quick-taken-back', 'postal', 'postal-taken-back', 'at-once')),
    yen         int not null check (yen between 1 and 300000),
    paid_at     timestamptz not null,
    chain       text not null,
    store       text not null,
    heard_at    timestamptz not null,
    primary key (line_sha256, occurrence)
);

comment on column slip_report.occurrence is 'of the same line within one file: the same again in another file is the same notice';
create index on slip_report (code);
revoke update, delete on slip_report from tsudoi_app;
