-- What was posted stays as it was; who words it again adds a row, and the newest is shown.
create table monthly_post_wording (
    id         bigint generated always as identity primary key,
    post       uuid        not null references monthly_post,
    title      text        not null check (char_length(title) between 1 and 120),
    body       text        not null check (char_length(body) between 1 and 10000),
    written_by uuid        not null references member,
    written_at timestamptz not null
);

create index on monthly_post_wording (post, id);
revoke update, delete on monthly_post_wording from tsudoi_app;
