-- Who is paid by a run (an organiser is theirs, or they told the account) neither prepares nor approves what they get.
create function payout_is_to(member uuid, organiser uuid, account uuid) returns boolean language sql stable as $$
    select exists (select from organiser_person p where p.organiser_id = organiser and p.member_id = member and p.standing = 'OWNER')
        or exists (select from payee_account a where a.id = account and a.changed_by = member)
$$;

create function payout_is_not_prepared_by_the_paid() returns trigger language plpgsql as $$
begin
    if exists (select from payout_run r where r.id = new.run and payout_is_to(r.prepared_by, new.organiser, new.account)) then
        raise exception 'payout % is to who prepares its run', new.id
            using errcode = 'check_violation', constraint = 'payout_is_not_prepared_by_the_paid';
    end if;
    return new;
end $$;
create trigger payout_is_not_prepared_by_the_paid before insert on payout
    for each row execute function payout_is_not_prepared_by_the_paid();

create function payout_run_is_not_approved_by_the_paid() returns trigger language plpgsql as $$
begin
    if exists (select from payout p where p.run = new.id and payout_is_to(new.approved_by, p.organiser, p.account)) then
        raise exception 'run % pays who approves it', new.id
            using errcode = 'check_violation', constraint = 'payout_run_is_not_approved_by_the_paid';
    end if;
    return new;
end $$;
create trigger payout_run_is_not_approved_by_the_paid before update on payout_run for each row
    when (new.approved_by is not null and old.approved_by is null) execute function payout_run_is_not_approved_by_the_paid();

-- Money goes out once and comes back once: no second notice of the bank stands for the same.
create unique index payout_notice_once on payout_notice (payout, what);
