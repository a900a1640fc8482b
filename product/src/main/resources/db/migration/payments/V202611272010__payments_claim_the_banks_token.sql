-- Several processes hold one token of the bank: one at a time uses it, and a token that is taken no more is told.
alter table ganb_token
    add column version bigint not null default 0,
    add column refreshing_until timestamptz,
    add column denied_at timestamptz;

comment on column ganb_token.version is 'one more with each token that takes its place';
comment on column ganb_token.refreshing_until is 'a process is using it for the next one; it is not waited for longer';
comment on column ganb_token.denied_at is 'the bank takes it no more since then';
