-- The yen of points that were paid for stand apart, and each lot says what becomes of it that comes back after its time:
-- by the rule of six months (資金決済法 4条, 令 4条2項) nothing of it may live on.
alter table point_lot
    add column backed boolean not null default false,
    add column late text not null default 'anew' check (late in ('anew', 'in_money')),
    add constraint point_lot_backed check (kind = 'paid' or not backed),
    add constraint point_lot_in_money check (late = 'anew' or backed);

create function point_lot_is_never_renewed() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' then
        if exists (select from point_lot l where l.id = new.instead_of and l.late = 'in_money') then
            raise exception 'nothing lives on of the lot %', new.instead_of using errcode = 'integrity_constraint_violation';
        end if;
    elsif (new.member, new.kind, new.points, new.granted_at, new.expires_at, new.backed, new.late)
        is distinct from (old.member, old.kind, old.points, old.granted_at, old.expires_at, old.backed, old.late) then
        raise exception 'the lot % stays what it was given as', old.id using errcode = 'integrity_constraint_violation';
    end if;
    return new;
end $$;
create trigger point_lot_is_never_renewed before insert or update on point_lot
    for each row execute function point_lot_is_never_renewed();

create index point_lot_backed_live on point_lot (id) where backed and ended_at is null;

-- Refunded: the money went back. Taken: what had been given with something that is undone.
alter table point_movement
    drop constraint point_movement_what_check,
    drop constraint point_movement_check,
    add constraint point_movement_what check (what in ('granted', 'spent', 'returned', 'expired', 'refunded', 'taken')),
    add constraint point_movement_sign check (
        (what in ('granted', 'returned') and points > 0)
        or (what in ('spent', 'expired', 'refunded', 'taken') and points < 0));
create index point_movement_at on point_movement (at);
