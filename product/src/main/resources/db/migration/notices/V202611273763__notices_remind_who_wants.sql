-- Members who want no mail before events. Whoever is in it gets none.
create table reminder_off (
    member uuid primary key references member,
    at     timestamptz not null
);
