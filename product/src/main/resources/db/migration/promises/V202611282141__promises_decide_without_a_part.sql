-- Who leads the event, or has a place there, decides as little as who objects and whose it is.
create function objection_is_decided_without_a_part() returns trigger language plpgsql as $$
begin
    if exists (
            select from event_outcome w join event_host h on h.event = w.event and h.member = new.decided_by
            where w.occasion = new.occasion)
        or exists (
            select from event_outcome w join orders o on o.event = w.event and o.member = new.decided_by
            where w.occasion = new.occasion and o.state in ('unconfirmed', 'held', 'paying', 'paid')) then
        raise exception 'that is not theirs to decide' using errcode = 'integrity_constraint_violation';
    end if;
    return new;
end $$;
create trigger objection_is_decided_without_a_part before insert on event_objection_decision
    for each row execute function objection_is_decided_without_a_part();

-- Nobody objects to what was decided: whoever decides holds the outcome, so that one of the two comes first.
create function objection_is_before_its_decision() returns trigger language plpgsql as $$
begin
    perform from event_outcome where occasion = new.occasion for share;
    if exists (select from event_objection_decision d where d.occasion = new.occasion) then
        raise exception 'that was decided' using errcode = 'integrity_constraint_violation';
    end if;
    return new;
end $$;
create trigger objection_is_before_its_decision before insert on event_objection
    for each row execute function objection_is_before_its_decision();
