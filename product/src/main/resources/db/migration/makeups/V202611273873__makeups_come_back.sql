-- Who took another date that was called off, moved or not held may choose once more, also when the missed date is over by then.
create table makeup_right (
    ticket uuid        not null,
    missed uuid        not null,
    since  timestamptz not null,
    primary key (ticket, missed)
);
revoke update, delete, truncate on makeup_right from tsudoi_app;

-- Nobody has it who had nothing to choose.
create function makeup_right_comes_of_a_makeup() returns trigger language plpgsql as $$
begin
    if not exists (select from makeup m where m.ticket = new.ticket and m.missed = new.missed) then
        raise exception 'who took no other date has no such right' using errcode = 'integrity_constraint_violation';
    end if;
    return new;
end $$;
create trigger makeup_right_comes_of_a_makeup before insert on makeup_right
    for each row execute function makeup_right_comes_of_a_makeup();
