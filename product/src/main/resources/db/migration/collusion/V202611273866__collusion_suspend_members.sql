-- Which suspensions were proposed in which case. What became of them stands in `sanction`.
create table collusion_suspension (
    sanction    uuid primary key references sanction,
    case_id     uuid        not null references collusion_case,
    member      uuid        not null,
    proposed_at timestamptz not null
);
create index on collusion_suspension (case_id, proposed_at);
revoke update, delete on collusion_suspension from tsudoi_app;

-- The second lock: nobody is suspended by one operator alone.
create function collusion_suspended_by_two() returns trigger language plpgsql as $$
begin
    if not exists (
        select from collusion_suspension c join sanction s on s.id = c.sanction
        where c.case_id = new.id and s.state = 'in_force' and s.second is not null
            and collusion_shown('mem', s.decided_by) = new.measured_by)
    then
        raise exception 'no second operator has suspended anybody of %', new.id
            using errcode = 'check_violation', constraint = 'collusion_suspended_by_two';
    end if;
    return new;
end $$;
create trigger collusion_suspended_by_two before update of state on collusion_case
    for each row when (new.state = 'suspended' and old.state <> 'suspended') execute function collusion_suspended_by_two();

create function collusion_suspension_is_of_its_group() returns trigger language plpgsql as $$
begin
    if not exists (
        select from collusion_case c, sanction s
        where c.id = new.case_id and new.member = any (c.members) and s.id = new.sanction and s.member = new.member)
    then
        raise exception '% is nobody of %', new.member, new.case_id
            using errcode = 'check_violation', constraint = 'collusion_suspension_is_of_its_group';
    end if;
    return new;
end $$;
create trigger collusion_suspension_is_of_its_group before insert on collusion_suspension
    for each row execute function collusion_suspension_is_of_its_group();

-- A suspension stays with its member, without the case that it came from.
create or replace function collusion_forget(closed_before timestamptz) returns int language plpgsql
    security definer set search_path = public, pg_temp as $$
declare
    gone uuid[];
begin
    select coalesce(array_agg(c.id), '{}') into gone from collusion_case c
    where c.state in ('dismissed', 'lifted') and c.moved_at < collusion_forget.closed_before;
    delete from collusion_suspicion s where s.case_id = any (gone);
    delete from collusion_case_event e where e.case_id = any (gone);
    delete from collusion_suspension s where s.case_id = any (gone);
    delete from collusion_case c where c.id = any (gone);
    return cardinality(gone);
end $$;
