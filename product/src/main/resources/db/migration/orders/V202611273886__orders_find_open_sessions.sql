-- What is still to come of the sessions of an organiser is looked for again and again: not among all that ever were.
create index orders_sessions_open_of on orders (event)
    where session_minutes is not null and completed_at is null and state = 'paid';
