-- What the platform asks for a place, by kind of offering and currency, and who bears it. Both are only ever added to: what held once can be told for ever.
create table fee_rate (
    id           bigint generated always as identity primary key,
    kind         text        not null check (kind in ('meeting', 'session', 'salon', 'course')),
    currency     char(3)     not null,
    basis_points int         not null check (basis_points between 0 and 5000),
    fixed        bigint      not null check (fixed >= 0),
    least        bigint      not null check (least >= 0),
    most         bigint      check (most >= least),
    valid_from   timestamptz not null,
    set_by       uuid        not null,
    set_at       timestamptz not null,
    constraint fee_rate_begins_from_now_on check (valid_from >= set_at),
    constraint fee_rate_never_for_sessions check (kind <> 'session' or (basis_points = 0 and fixed = 0 and least = 0))
);
create index fee_rate_latest on fee_rate (kind, currency, valid_from, id);

-- Without an event: for all for which nothing else was chosen. Without a bearer: this event as the others.
create table fee_bearer (
    id        bigint generated always as identity primary key,
    organiser uuid        not null references organiser,
    event     uuid        references event,
    bearer    text        check (bearer in ('organiser', 'buyer')),
    chosen_by uuid        not null,
    chosen_at timestamptz not null,
    constraint fee_bearer_usual check (event is not null or bearer is not null)
);
create index fee_bearer_of_organiser on fee_bearer (organiser, event, id);
create index fee_bearer_of_event on fee_bearer (event, id) where event is not null;

create function fees_stay_as_they_were() returns trigger language plpgsql as $$
begin
    raise exception '% is only ever added to', tg_table_name using errcode = 'integrity_constraint_violation';
end $$;
create trigger fee_rate_stays before update or delete on fee_rate for each row execute function fees_stay_as_they_were();
create trigger fee_bearer_stays before update or delete on fee_bearer for each row execute function fees_stay_as_they_were();

revoke update, delete, truncate on fee_rate, fee_bearer from tsudoi_app;
