-- Whoever reads a calendar says which turn it was: what was asked for before the host changed something is not kept.
alter table calendar_feed
    add column turn        bigint not null default 0,
    add column odd         int    not null default 0 check (odd >= 0),
    add column laid_out_at timestamptz;
update calendar_feed set laid_out_at = read_at;
comment on column calendar_feed.odd is 'how many entries cannot be understood';
comment on column calendar_feed.laid_out_at is 'when what repeats was laid out last; read_at is when we last knew what it says';
