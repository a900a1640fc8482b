-- Somebody decides about objections: an operator says whether it took place after all. Until then the share of whoever objects waits.
create table event_objection_decision (
    occasion   uuid primary key references event_outcome,
    took_place boolean     not null,
    decided_at timestamptz not null,
    decided_by uuid        not null references member
);
revoke update, delete, truncate on event_objection_decision from tsudoi_app;

-- Once, about what its owner says and a buyer denies, by an operator who has no part in it.
create function objection_is_decided_by_others() returns trigger language plpgsql as $$
begin
    if not exists (
        select from event_outcome w join event_objection b on b.occasion = w.occasion
        where w.occasion = new.occasion and w.state = 'held') then
        raise exception 'nobody objects to that' using errcode = 'integrity_constraint_violation';
    end if;
    if not exists (select from member where id = new.decided_by and operator_since is not null)
        or exists (
            select from event_outcome w join event e on e.id = w.event
                join organiser_person p on p.organiser_id = e.organiser and p.member_id = new.decided_by
            where w.occasion = new.occasion)
        or exists (
            select from event_objection b join orders o on o.id = b.orders
            where b.occasion = new.occasion and o.member = new.decided_by) then
        raise exception 'that is not theirs to decide' using errcode = 'integrity_constraint_violation';
    end if;
    return new;
end $$;
create trigger objection_is_decided_by_others before insert on event_objection_decision
    for each row execute function objection_is_decided_by_others();

-- What is decided stays so, but for what was said to be held and an operator finds that it was not.
create or replace function event_outcome_is_decided_once() returns trigger language plpgsql as $$
begin
    if (old.event, old.course_date, old.looked_at, old.answer_by)
            is distinct from (new.event, new.course_date, new.looked_at, new.answer_by)
        or old.state <> 'asked'
            and not (old.state = 'held' and new.state = 'not_held' and new.back_at is null
                and exists (
                    select from event_objection_decision d
                    where d.occasion = old.occasion and not d.took_place
                        and (d.decided_by, d.decided_at) = (new.decided_by, new.decided_at))) then
        raise exception 'what became of it is decided once' using errcode = 'integrity_constraint_violation';
    end if;
    return new;
end $$;
