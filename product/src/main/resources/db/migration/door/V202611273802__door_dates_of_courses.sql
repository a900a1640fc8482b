-- A ticket for a course opens the door of each date in turn: who was let in to which of them is told to the organiser and to the one who came.
create table door_visit (
    admission   uuid primary key,
    ticket      uuid        not null,
    course_date uuid        not null,
    since       timestamptz not null
);
create index door_visit_of_date on door_visit (course_date);
create index door_visit_of_ticket on door_visit (ticket);
