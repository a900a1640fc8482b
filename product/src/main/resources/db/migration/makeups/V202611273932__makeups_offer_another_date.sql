-- What an organiser offers instead of a date that nobody held, until when each buyer chooses it or their money.
create table makeup_offer (
    missed     uuid        primary key,
    course     uuid        not null,
    occasion   uuid        not null references makeup_place,
    event      uuid        not null,
    offered_at timestamptz not null,
    until      timestamptz not null check (until > offered_at)
);
revoke update, delete, truncate on makeup_offer from tsudoi_app;

-- Nobody has both.
create function makeup_is_of_what_did_not_come_back() returns trigger language plpgsql as $$
begin
    if exists (select from date_share s where s.ticket = new.ticket and s.course_date = new.missed) then
        raise exception 'that date came back in money' using errcode = 'integrity_constraint_violation';
    end if;
    return new;
end $$;
create trigger makeup_is_of_what_did_not_come_back before insert on makeup
    for each row execute function makeup_is_of_what_did_not_come_back();
