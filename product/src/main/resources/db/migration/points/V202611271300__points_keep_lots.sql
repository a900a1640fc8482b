-- Points of members, in lots: each grant with its day of expiry. How many are left of a lot is the ledger's to say; here stands what they are and what happened.
create table point_lot (
    id            uuid primary key,
    member        uuid        not null references member,
    kind          text        not null check (kind in ('paid', 'free')),
    points        bigint      not null check (points between 1 and 100000000),
    reason_sealed bytea       not null,
    granted_by    text        not null,
    granted_at    timestamptz not null,
    expires_at    timestamptz not null,
    instead_of    uuid references point_lot,
    ended_at      timestamptz,
    check (expires_at > granted_at),
    check (ended_at is null or ended_at >= expires_at)
);
create index point_lot_of_member on point_lot (member) where ended_at is null;
create index point_lot_due on point_lot (expires_at) where ended_at is null;

create table point_use (
    id          uuid primary key,
    member      uuid        not null references member,
    reference   text        not null,
    payable_to  text        not null,
    points      bigint      not null check (points > 0),
    returned    bigint      not null default 0,
    state       text        not null check (state in ('reserved', 'spent', 'released')),
    reserved_at timestamptz not null,
    ended_at    timestamptz,
    check (returned between 0 and points),
    check (state = 'spent' or returned = 0),
    check ((state = 'reserved') = (ended_at is null))
);

create table point_use_part (
    use      uuid   not null references point_use,
    lot      uuid   not null references point_lot,
    points   bigint not null check (points > 0),
    returned bigint not null default 0,
    primary key (use, lot),
    check (returned between 0 and points)
);

-- A use is made of its lots, to the point, and so is what comes back of it.
create function point_use_is_whole() returns trigger language plpgsql as $$
begin
    if exists (
        select from point_use u cross join lateral (
            select sum(p.points) as points, sum(p.returned) as returned from point_use_part p where p.use = u.id) of_lots
        where u.id = new.id and (of_lots.points is distinct from u.points or of_lots.returned is distinct from u.returned))
    then
        raise exception 'the parts of the use % do not add up', new.id
            using errcode = 'check_violation', constraint = 'point_use_is_whole';
    end if;
    return null;
end $$;
create constraint trigger point_use_is_whole after insert or update on point_use
    deferrable initially deferred for each row execute function point_use_is_whole();

-- What a member reads. Never changed.
create table point_movement (
    id        bigint generated always as identity primary key,
    member    uuid        not null references member,
    lot       uuid        not null references point_lot,
    at        timestamptz not null,
    what      text        not null check (what in ('granted', 'spent', 'returned', 'expired')),
    points    bigint      not null,
    reference text        not null,
    check ((what in ('granted', 'returned') and points > 0) or (what in ('spent', 'expired') and points < 0))
);
create index point_movement_of_member on point_movement (member, id);
revoke update, delete on point_movement from tsudoi_app;
