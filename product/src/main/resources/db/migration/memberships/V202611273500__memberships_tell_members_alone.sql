-- What owners tell the members of a plan, and files with it. Removed posts are not shown; nothing is rewritten.
create table monthly_post (
    id         uuid primary key,
    plan       uuid        not null references monthly_plan,
    title      text        not null check (char_length(title) between 1 and 120),
    body       text        not null check (char_length(body) <= 10000),
    posted_by  uuid        not null references member,
    posted_at  timestamptz not null,
    removed_at timestamptz
);

create index on monthly_post (plan, posted_at desc);

create table monthly_post_file (
    id       uuid primary key,
    post     uuid  not null references monthly_post,
    position int   not null check (position between 0 and 4),
    name     text  not null check (char_length(name) between 1 and 120),
    bytes    bytea not null check (octet_length(bytes) <= 4194304),
    unique (post, position)
);
revoke update on monthly_post_file from tsudoi_app;
