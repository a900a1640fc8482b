-- What is left of the points that a member bought who was expelled is paid back: one operator proposes, another one does.
create table point_settlement (
    id          uuid primary key,
    sanction    uuid        not null references sanction,
    member      uuid        not null references member,
    points      bigint      not null check (points > 0),
    state       text        not null,
    proposed_by uuid        not null references member,
    proposed_at timestamptz not null,
    second      uuid references member,
    second_at   timestamptz,
    back        bigint check (back between 0 and points),
    constraint point_settlement_state check (
        (state = 'proposed' and num_nonnulls(second, second_at, back) = 0)
        or (state = 'done' and num_nonnulls(second, second_at, back) = 3)
        or (state = 'refused' and num_nonnulls(second, second_at) = 2 and back is null)),
    constraint point_settlement_by_two check (second <> proposed_by),
    constraint point_settlement_of_another check (proposed_by <> member and second is distinct from member)
);
create unique index point_settlement_one_at_a_time on point_settlement (sanction) where state = 'proposed';
create index point_settlement_of_sanction on point_settlement (sanction, proposed_at desc);
revoke update, delete, truncate on point_settlement from tsudoi_app;
grant update (state, second, second_at, back) on point_settlement to tsudoi_app;

-- Nobody's points are taken but of who is expelled, and never twice by one row.
create function point_settlement_of_the_expelled() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and old.state <> 'proposed' then
        raise exception 'point_settlement_of_the_expelled: % is decided', new.id using errcode = 'check_violation';
    end if;
    if new.state <> 'refused' and not exists (
        select from sanction s
        where s.id = new.sanction and s.member = new.member and s.kind = 'expulsion' and s.state = 'in_force' for share)
    then
        raise exception 'point_settlement_of_the_expelled: %', new.id using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger point_settlement_of_the_expelled before insert or update on point_settlement
    for each row execute function point_settlement_of_the_expelled();
