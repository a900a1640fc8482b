-- Who of the two was let into the room of a session. When they were inside stands with the admission.
create table session_entry (
    admission  uuid primary key,
    booking    uuid        not null references booking,
    member     uuid        not null references member,
    entered_at timestamptz not null
);
create index session_entry_of_booking on session_entry (booking);
revoke update, delete, truncate on session_entry from tsudoi_app;
