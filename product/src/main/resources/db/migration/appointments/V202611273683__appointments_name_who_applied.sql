-- By which name a buyer is shown on the page of the sessions, if they want to be.
create table session_applicant (
    orders      uuid primary key references orders,
    event       uuid        not null references event,
    name_sealed bytea       not null,
    shown_at    timestamptz not null
);
create index session_applicant_newest on session_applicant (event, shown_at desc);
