-- What its buyer has put away from their list.
create table order_archived (
    orders      uuid primary key references orders,
    archived_at timestamptz not null
);
