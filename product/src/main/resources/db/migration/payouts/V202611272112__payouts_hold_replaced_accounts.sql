-- An account in place of another that a buyer told waits, so that they can notice; what was replaced is kept as long as what replaced it.
alter table buyer_account
    add column held_until timestamptz,
    add column replaced_at timestamptz;
drop index buyer_account_of_refund;
create unique index buyer_account_of_refund on buyer_account (refund) where erased_at is null and replaced_at is null;

create or replace function buyer_account_stays() returns trigger language plpgsql as $$
begin
    if (new.id, new.refund, new.currency, new.told_at, new.buyer, new.held_until)
        is distinct from (old.id, old.refund, old.currency, old.told_at, old.buyer, old.held_until)
        or old.erased_at is not null
        or (new.account_sealed is not null and new.account_sealed is distinct from old.account_sealed)
        or (old.replaced_at is not null and new.replaced_at is distinct from old.replaced_at)
    then
        raise exception 'account % is erased or stays as it was told', old.id
            using errcode = 'check_violation', constraint = 'buyer_account_stays';
    end if;
    return new;
end $$;

create or replace function payout_is_of_its_refund() returns trigger language plpgsql as $$
begin
    if not exists (
        select from refund f join buyer_account a on a.refund = f.id join payout_run r on r.id = new.run
        where f.id = new.refund and f.state = 'transferring' and f.reference = new.id::text
            and f.amount = new.amount and f.currency = new.currency and a.id = new.buyer_account and a.erased_at is null
            and a.replaced_at is null and (a.held_until is null or a.held_until <= r.prepared_at))
    then
        raise exception 'payout % is not of its refund', new.id
            using errcode = 'check_violation', constraint = 'payout_is_of_its_refund';
    end if;
    return new;
end $$;
