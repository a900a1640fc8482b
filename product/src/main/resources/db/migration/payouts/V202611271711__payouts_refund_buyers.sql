-- What providers cannot give back is paid with the runs, to an account that the buyer told: one payout of a refund at a time, of just its amount.
create table buyer_account (
    id             uuid primary key,
    refund         uuid        not null references refund,
    currency       char(3)     not null check (currency in ('JPY', 'THB')),
    account_sealed bytea,
    told_at        timestamptz not null,
    erased_at      timestamptz,
    constraint buyer_account_is_there_or_erased check ((account_sealed is null) = (erased_at is not null))
);
create unique index buyer_account_of_refund on buyer_account (refund) where erased_at is null;
revoke delete on buyer_account from tsudoi_app;

create function buyer_account_stays() returns trigger language plpgsql as $$
begin
    if (new.id, new.refund, new.currency, new.told_at) is distinct from (old.id, old.refund, old.currency, old.told_at)
        or old.erased_at is not null or new.account_sealed is not null
    then
        raise exception 'account % is erased or stays as it was told', old.id
            using errcode = 'check_violation', constraint = 'buyer_account_stays';
    end if;
    return new;
end $$;
create trigger buyer_account_stays before update on buyer_account for each row execute function buyer_account_stays();

alter table payout
    alter column organiser drop not null,
    alter column account drop not null,
    add column refund uuid references refund,
    add column buyer_account uuid references buyer_account;
alter table payout add constraint payout_payee check (
    (organiser is not null and account is not null and refund is null and buyer_account is null)
    or (organiser is null and account is null and refund is not null and buyer_account is not null and fee = 0)
) not valid;
alter table payout validate constraint payout_payee;
create unique index payout_of_refund_once on payout (refund) where state in ('prepared', 'approved', 'sent', 'paid');

create or replace function payout_stays() returns trigger language plpgsql as $$
begin
    if (new.id, new.run, new.organiser, new.number, new.account, new.amount, new.fee, new.currency, new.refund, new.buyer_account)
        is distinct from (old.id, old.run, old.organiser, old.number, old.account, old.amount, old.fee, old.currency, old.refund, old.buyer_account)
        or old.state in ('returned', 'discarded')
    then
        raise exception 'what was written of payout % does not change', old.id
            using errcode = 'check_violation', constraint = 'payout_stays';
    end if;
    return new;
end $$;

create or replace function payout_follows_its_run() returns trigger language plpgsql as $$
begin
    if not exists (
        select from payout_run r
        where r.id = new.run and r.currency = new.currency
            and (exists (select from payee_account a
                    where a.id = new.account and a.currency = new.currency and a.organiser = new.organiser)
                or exists (select from buyer_account a
                    where a.id = new.buyer_account and a.currency = new.currency and a.refund = new.refund))
            and (case new.state when 'prepared' then r.state = 'prepared'
                when 'discarded' then r.state = 'discarded'
                when 'approved' then r.approved_by is not null
                else r.state in ('handed_in', 'settled') end))
    then
        raise exception 'payout % does not follow its run', new.id
            using errcode = 'check_violation', constraint = 'payout_follows_its_run';
    end if;
    return new;
end $$;

-- The refund is given to this payout before, with all of its amount, and to an account that is not erased.
create function payout_is_of_its_refund() returns trigger language plpgsql as $$
begin
    if not exists (
        select from refund f join buyer_account a on a.refund = f.id
        where f.id = new.refund and f.state = 'transferring' and f.reference = new.id::text
            and f.amount = new.amount and f.currency = new.currency and a.id = new.buyer_account and a.erased_at is null)
    then
        raise exception 'payout % is not of its refund', new.id
            using errcode = 'check_violation', constraint = 'payout_is_of_its_refund';
    end if;
    return new;
end $$;
create trigger payout_is_of_its_refund before insert on payout for each row
    when (new.refund is not null) execute function payout_is_of_its_refund();

-- While its payout is on the way or has arrived, a refund is given back by nothing else, nor told to be settled.
create function refund_stays_with_its_payout() returns trigger language plpgsql as $$
begin
    if not (new.state = 'transferring' and old.state = 'failed'
        or new.state = 'transferred' and old.state = 'transferring'
            and exists (select from payout p where p.id = old.reference::uuid and p.state = 'paid')
        or new.state = 'failed' and old.state in ('transferring', 'transferred')
            and exists (select from payout p where p.id = old.reference::uuid and p.state in ('returned', 'discarded')))
    then
        raise exception 'refund % stays with its payout', old.id
            using errcode = 'check_violation', constraint = 'refund_stays_with_its_payout';
    end if;
    return new;
end $$;
create trigger refund_stays_with_its_payout before update of state on refund for each row
    when (new.state is distinct from old.state
        and (new.state in ('transferring', 'transferred') or old.state in ('transferring', 'transferred')))
    execute function refund_stays_with_its_payout();
