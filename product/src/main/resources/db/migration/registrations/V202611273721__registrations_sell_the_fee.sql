-- Which orders are for the registration fee. Of one member the next is asked for when the one before came to nothing.
create table registration (
    order_id uuid primary key,
    member   uuid        not null references member,
    number   int         not null check (number >= 1),
    asked_at timestamptz not null,
    unique (member, number)
);
create trigger registration_stays before update or delete on registration for each row execute function stages_stay_as_they_were();
revoke update, delete, truncate on registration from tsudoi_app;

-- Whoever moves up by paying did pay: by an order of theirs that is paid.
create function stage_is_paid_for() returns trigger language plpgsql as $$
begin
    if new.reference not like 'free %' and not exists (
        select from registration r join orders o on o.id = r.order_id
        where r.member = new.member and o.state = 'paid' and new.step = 'paid:' || new.reference) then
        raise exception 'stage_is_paid_for: %', new.reference using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger stage_is_paid_for before insert on stage_change for each row when (new.why = 'paid') execute function stage_is_paid_for();
