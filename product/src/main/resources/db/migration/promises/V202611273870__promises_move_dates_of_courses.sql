-- Which dates of a course a move was about. Of the move itself event_move keeps the one of them that may be left for the longest.
create table event_move_date (
    event        uuid        not null,
    sequence     int         not null,
    course_date  uuid        not null references event_date,
    from_starts  timestamptz not null,
    from_minutes int         not null check (from_minutes > 0),
    to_starts    timestamptz not null,
    to_minutes   int         not null check (to_minutes > 0),
    leave_until  timestamptz,
    primary key (event, sequence, course_date),
    foreign key (event, sequence) references event_move,
    constraint event_move_date_ends_the_leaving check (leave_until <= to_starts)
);
create index event_move_date_of_date on event_move_date (course_date);
revoke update, delete, truncate on event_move_date from tsudoi_app;
