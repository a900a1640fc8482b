-- Points that were given away may bring whoever sold nothing, by what somebody has decided.
alter table point_use
    add column reversed bigint not null default 0,
    add constraint point_use_reversed check (reversed between 0 and points and (state = 'spent' or reversed = 0));

-- Points that were bought are never taken from whoever earned them, whatever the code says.
create function point_use_reverses_what_was_given() returns trigger language plpgsql as $$
begin
    if new.reversed > coalesce((
        select sum(p.points - p.returned) from point_use_part p join point_lot l on l.id = p.lot
        where p.use = new.id and l.kind = 'free'), 0)
    then
        raise exception 'more of % would be reversed than was given away', new.id
            using errcode = 'check_violation', constraint = 'point_use_reverses_what_was_given';
    end if;
    return new;
end $$;
create trigger point_use_reverses_what_was_given before update of reversed on point_use
    for each row when (new.reversed > 0) execute function point_use_reverses_what_was_given();
