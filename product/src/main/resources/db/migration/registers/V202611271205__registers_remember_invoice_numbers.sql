-- What the National Tax Agency's register said of an organiser's number when it was saved.
create table invoice_check (
    organiser_id uuid primary key references organiser,
    number       text        not null check (number ~ '^T[0-9]{13}$'),
    said         text        not null,
    name_sealed  bytea,
    day          date,
    checked_at   timestamptz not null,
    constraint invoice_check_said check (
        (said = 'registered' and name_sealed is not null and day is not null)
        or (said = 'ended' and name_sealed is not null and day is not null)
        or (said = 'not-there' and name_sealed is null and day is null)
        or (said = 'not-known' and name_sealed is null and day is null)
    )
);
