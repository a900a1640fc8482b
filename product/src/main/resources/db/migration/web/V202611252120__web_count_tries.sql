-- What guards signing in, pass codes and people's mailboxes holds for all processes together and over restarts.
create table rate_limit_count (
    counted   bytea not null,
    window_at timestamptz not null,
    times     int not null check (times > 0),
    primary key (counted, window_at)
);

comment on column rate_limit_count.counted is 'blind index of a mail address or a network address, with the limit it is counted for';

create index on rate_limit_count (window_at);
