-- Orders that were offered to somebody who had asked for a place, and until when. The order is held as any other.
create table order_offer (
    orders uuid primary key references orders,
    until  timestamptz not null
);
revoke update, delete, truncate on order_offer from tsudoi_app;
