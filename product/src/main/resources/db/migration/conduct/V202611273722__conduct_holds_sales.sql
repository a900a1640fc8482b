-- Sales that stopped because nobody of the organiser may teach. They go on once somebody may.
create table held_sale (
    event uuid primary key references event,
    since timestamptz not null
);
