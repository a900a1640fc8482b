-- What a bank gave back to a buyer is not owed to them once more: of one lot the loss and the debt never stand together.
create function point_oddity_is_owed_once() returns trigger language plpgsql as $$
begin
    if exists (select from point_oddity o where o.lot = new.lot and o.kind = 'lost' and o.state = 'for_person')
        and exists (select from point_oddity o where o.lot = new.lot and o.kind = 'owed_back' and o.state in ('open', 'for_person'))
    then
        raise exception 'point_oddity_is_owed_once: %', new.lot using errcode = 'check_violation';
    end if;
    return null;
end $$;
create constraint trigger point_oddity_is_owed_once after insert on point_oddity
    deferrable initially deferred for each row execute function point_oddity_is_owed_once();
