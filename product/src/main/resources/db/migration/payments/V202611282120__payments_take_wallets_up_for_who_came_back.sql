-- The second lock: a wallet is kept without a payment only for whoever came back from its provider's page, signed in. Else who is sent to a
-- page that somebody else asked for would pay for them. And what was kept, for what, and that it was served, is said once.
create function new_card_is_taken_up_by_its_holder() returns trigger language plpgsql as $$
begin
    if new.state = 'kept' and new.back_at is null
        and exists (select from saved_card c where c.id = new.means and c.wallet_sealed is not null) then
        raise exception 'its holder has not come back' using errcode = 'integrity_constraint_violation';
    end if;
    if (old.holder, old.provider, old.asked_at, old.purpose) is distinct from (new.holder, new.provider, new.asked_at, new.purpose)
        or old.means is not null and new.means is distinct from old.means
        or old.back_at is not null and new.back_at is distinct from old.back_at
        or old.served_at is not null and new.served_at is distinct from old.served_at then
        raise exception 'that is said once' using errcode = 'integrity_constraint_violation';
    end if;
    return new;
end $$;
create trigger new_card_is_taken_up_by_its_holder before update on new_card
    for each row execute function new_card_is_taken_up_by_its_holder();
