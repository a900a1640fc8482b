-- How meetings were moved, and until when whoever ordered before may leave with all of it back: the rule that was told. Never changed.
create table event_move (
    event       uuid        not null references event,
    sequence    int         not null check (sequence > 0),
    at          timestamptz not null,
    from_starts timestamptz not null,
    from_minutes int        not null check (from_minutes > 0),
    to_starts   timestamptz not null,
    to_minutes  int         not null check (to_minutes > 0),
    leave_until timestamptz,
    primary key (event, sequence),
    constraint event_move_ends_the_leaving check (leave_until > at and leave_until <= to_starts)
);
revoke update, delete, truncate on event_move from tsudoi_app;

-- Who said that they stay. Who leaves is told by their places.
create table event_move_stay (
    event    uuid        not null,
    sequence int         not null,
    orders   uuid        not null references orders,
    at       timestamptz not null,
    primary key (event, sequence, orders),
    foreign key (event, sequence) references event_move
);
revoke update, delete, truncate on event_move_stay from tsudoi_app;
