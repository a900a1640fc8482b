-- Whom a run pays, as a buyer too, neither prepares nor approves it, nor says what became of it; that money came back two people say.
alter table buyer_account add column buyer uuid references member;

create function payout_is_to(who uuid, organiser uuid, account uuid, refunded_to uuid) returns boolean language sql stable as $$
    select payout_is_to(who, organiser, account)
        or exists (select from buyer_account a where a.id = refunded_to and a.buyer = who)
$$;

create function payout_run_pays(which uuid, who uuid) returns boolean language sql stable as $$
    select exists (select from payout p where p.run = which and payout_is_to(who, p.organiser, p.account, p.buyer_account))
$$;

create or replace function payout_is_not_prepared_by_the_paid() returns trigger language plpgsql as $$
begin
    if exists (select from payout_run r
        where r.id = new.run and payout_is_to(r.prepared_by, new.organiser, new.account, new.buyer_account))
    then
        raise exception 'payout % is to who prepares its run', new.id
            using errcode = 'check_violation', constraint = 'payout_is_not_prepared_by_the_paid';
    end if;
    return new;
end $$;

create or replace function payout_run_is_not_approved_by_the_paid() returns trigger language plpgsql as $$
begin
    if payout_run_pays(new.id, new.approved_by) then
        raise exception 'run % pays who approves it', new.id
            using errcode = 'check_violation', constraint = 'payout_run_is_not_approved_by_the_paid';
    end if;
    return new;
end $$;

-- The newest says what the second person confirms.
create table payout_return_request (
    payout   uuid primary key references payout,
    reason   text        not null,
    asked_by uuid        not null references member,
    asked_at timestamptz not null
);
revoke delete on payout_return_request from tsudoi_app;

create function payout_return_is_not_asked_by_the_paid() returns trigger language plpgsql as $$
begin
    if exists (select from payout p where p.id = new.payout and payout_run_pays(p.run, new.asked_by)) then
        raise exception 'payout % is of a run that pays who notes it', new.payout
            using errcode = 'check_violation', constraint = 'payout_return_is_not_asked_by_the_paid';
    end if;
    return new;
end $$;
create trigger payout_return_is_not_asked_by_the_paid before insert or update on payout_return_request
    for each row execute function payout_return_is_not_asked_by_the_paid();

-- Who said by hand what it is now; nobody where the bank did.
alter table payout add column noted_by uuid references member;
alter table payout add constraint payout_noted_by_hand check (noted_by is null or state in ('paid', 'returned')) not valid;
alter table payout validate constraint payout_noted_by_hand;

create function payout_is_not_noted_by_the_paid() returns trigger language plpgsql as $$
begin
    if payout_run_pays(new.run, new.noted_by) then
        raise exception 'payout % is of a run that pays who notes it', new.id
            using errcode = 'check_violation', constraint = 'payout_is_not_noted_by_the_paid';
    end if;
    if new.state = 'returned' and not exists (select from payout_return_request r
        where r.payout = new.id and r.reason = new.returned_reason and r.asked_by <> new.noted_by)
    then
        raise exception 'that payout % came back is said by one alone', new.id
            using errcode = 'check_violation', constraint = 'payout_return_is_said_by_two';
    end if;
    return new;
end $$;
create trigger payout_is_not_noted_by_the_paid before update on payout for each row
    when (new.noted_by is not null) execute function payout_is_not_noted_by_the_paid();
