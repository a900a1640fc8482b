-- On which terms points are sold: the last one holds, and who set it when is kept.
create table point_sale_terms (
    id           bigint generated always as identity primary key,
    on_sale      boolean     not null,
    ground       text        not null check (ground in ('six_months', 'own_use', 'licence')),
    licence      text        not null check (length(licence) <= 1000),
    life_months  int         not null check (life_months between 1 and 60),
    in_all       bigint      not null check (in_all between 1 and 1000000000000),
    once_max     bigint      not null check (once_max between 1 and 1000000),
    day_max      bigint      not null check (day_max >= once_max),
    month_max    bigint      not null check (month_max >= day_max),
    bonus_points int         not null check (bonus_points between 0 and 100000),
    bonus_days   int         not null check (bonus_days between 1 and 366),
    told_days    int         not null check (told_days between 0 and 60),
    set_by       uuid        not null,
    set_at       timestamptz not null,
    -- 資金決済法 4条, 令 4条2項: what can be used for six months at most.
    constraint point_sale_six_months check (ground <> 'six_months' or life_months <= 6),
    -- Whoever sells otherwise says by what right.
    constraint point_sale_licence check (not on_sale or ground = 'six_months' or length(trim(licence)) > 0)
);
revoke update, delete on point_sale_terms from tsudoi_app;

-- What is sold together. A point costs a yen, whatever is given on top.
create table point_pack (
    id         uuid primary key,
    points     bigint      not null check (points between 100 and 1000000),
    bonus      bigint      not null check (bonus between 0 and points),
    made_by    uuid        not null,
    made_at    timestamptz not null,
    retired_at timestamptz
);

create table point_purchase (
    id          uuid primary key references orders,
    member      uuid        not null references member,
    pack        uuid        not null references point_pack,
    points      bigint      not null check (points > 0),
    bonus       bigint      not null check (bonus between 0 and points),
    ground      text        not null check (ground in ('six_months', 'own_use', 'licence')),
    life_months int         not null check (life_months between 1 and 60),
    state       text        not null check (state in ('open', 'paid', 'lapsed', 'refunded', 'lost')),
    asked_at    timestamptz not null,
    paid_at     timestamptz,
    ended_at    timestamptz,
    constraint point_purchase_paid check ((state in ('paid', 'refunded', 'lost')) = (paid_at is not null)),
    constraint point_purchase_ended check ((state in ('open', 'paid')) = (ended_at is null)),
    constraint point_purchase_six_months check (ground <> 'six_months' or life_months <= 6)
);
create index point_purchase_of_member on point_purchase (member, asked_at);
create index point_purchase_asked on point_purchase (asked_at desc);
create index point_purchase_lost on point_purchase (paid_at) where state = 'lost';

-- A point costs a yen: what the buyer is asked for is what the lot will be.
create function point_purchase_is_at_par() returns trigger language plpgsql as $$
begin
    if not exists (
        select from orders o
        where o.id = new.id and o.at_once and o.currency = 'JPY' and o.unit_price = new.points and o.member = new.member)
    then
        raise exception 'the purchase % is not what was asked for', new.id using errcode = 'integrity_constraint_violation';
    end if;
    return new;
end $$;
create trigger point_purchase_is_at_par before insert on point_purchase
    for each row execute function point_purchase_is_at_par();

-- The one row that whoever buys points waits for: what is owed and what is being paid never pass the ceiling together.
create table point_room (
    one_row  boolean primary key default true check (one_row),
    owed     bigint not null default 0,
    reserved bigint not null default 0 check (reserved >= 0),
    in_all   bigint not null default 0
);
insert into point_room default values;
revoke insert, delete on point_room from tsudoi_app;
create function point_room_is_never_overfull() returns trigger language plpgsql as $$
begin
    if new.reserved > old.reserved and new.owed + new.reserved > new.in_all then
        raise exception 'no room for so many points' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger point_room_is_never_overfull before update on point_room
    for each row execute function point_room_is_never_overfull();

-- Money that has to do with points and cannot go its way by itself.
create table point_oddity (
    id          uuid primary key,
    kind        text        not null check (kind in ('owed_back', 'lost')),
    lot         uuid        not null references point_lot,
    yen         bigint      not null check (yen > 0),
    state       text        not null check (state in ('open', 'sent', 'for_person', 'settled')),
    noted_at    timestamptz not null,
    settled_by  uuid,
    settled_at  timestamptz,
    note_sealed bytea,
    constraint point_oddity_settled check (
        (state = 'settled') = (settled_at is not null) and num_nulls(settled_by, settled_at, note_sealed) in (0, 3)),
    constraint point_oddity_sent check (state not in ('open', 'sent') or kind = 'owed_back')
);
create index point_oddity_of_lot on point_oddity (lot);
create index point_oddity_for_person on point_oddity (noted_at) where state = 'for_person';

-- Whom we have told that points expire, for each last day once.
create table point_expiry_told (
    member  uuid        not null references member,
    day     date        not null,
    points  bigint      not null check (points > 0),
    told_at timestamptz not null,
    primary key (member, day)
);
