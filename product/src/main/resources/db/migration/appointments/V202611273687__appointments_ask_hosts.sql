-- Whoever is named to lead sessions of somebody else says first whether they want to: their times are sold by it.
create table session_host (
    event       uuid        not null references event,
    member      uuid        not null references member,
    willing     boolean     not null,
    answered_at timestamptz not null,
    primary key (event, member)
);
