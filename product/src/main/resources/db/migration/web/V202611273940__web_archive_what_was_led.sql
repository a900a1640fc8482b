-- What whoever leads meetings and sessions has put away from their list: an event or a booking, by its id.
create table led_archived (
    member      uuid        not null references member on delete cascade,
    led         uuid        not null,
    archived_at timestamptz not null,
    primary key (member, led)
);
