-- What is paid for by the month, who is in it, and what each period was charged. One charge a period, paid at most once.
create table monthly_plan (
    id           uuid primary key,
    organiser    uuid        not null references organiser,
    kind         text        not null check (kind in ('salon', 'lessons', 'platform')),
    name         text        not null check (char_length(name) between 1 and 80),
    about        text        not null check (char_length(about) <= 5000),
    currency     char(3)     not null check (currency ~ '^[A-Z]{3}$'),
    tax_category text        not null check (tax_category in ('standard', 'reduced', 'none')),
    tax_percent  int         not null check (tax_percent between 0 and 30),
    first_month  text        not null check (first_month in ('full', 'prorated', 'free')),
    fixed_day    int check (fixed_day between 1 and 31),
    zone         text        not null,
    leaving      text        not null check (leaving in ('none', 'prorated')),
    retries      int[]       not null check (cardinality(retries) <= 10),
    access_days  int         not null check (access_days between 0 and end_days),
    end_days     int         not null check (end_days between 1 and 27),
    capacity     int check (capacity between 1 and 100000),
    running      int         not null default 0 check (running >= 0),
    opened_at    timestamptz not null,
    opened_by    text        not null,
    closed_at    timestamptz,
    constraint monthly_plan_untaxed check (tax_category <> 'none' or tax_percent = 0)
);

comment on column monthly_plan.fixed_day is 'null: the day of joining';
comment on column monthly_plan.running is 'memberships that are not ended';

create index on monthly_plan (organiser, opened_at desc);

-- Owners may lower the capacity below what runs; nobody joins then.
create function monthly_plan_has_room() returns trigger language plpgsql as $$
begin
    if new.running > old.running and new.running > new.capacity then
        raise exception 'monthly_plan_is_full: %', new.id using errcode = 'check_violation';
    end if;
    return new;
end
$$;

create trigger monthly_plan_has_room before update of running on monthly_plan
    for each row execute function monthly_plan_has_room();

-- Each price follows the one before it: with 30 days of notice, and after that one has held for a year.
create table monthly_price (
    plan          uuid not null references monthly_plan,
    valid_from    date not null,
    amount        bigint not null check (amount between 1 and 100000000000),
    announced_on  date not null,
    previous_from date,
    announced_by  text not null,
    primary key (plan, valid_from),
    unique (plan, previous_from),
    foreign key (plan, previous_from) references monthly_price (plan, valid_from),
    constraint monthly_price_is_noticed
        check (previous_from is null or valid_from >= announced_on + 30),
    constraint monthly_price_holds_for_a_year
        check (previous_from is null or valid_from >= (previous_from + interval '1 year')::date)
);

create unique index monthly_price_first on monthly_price (plan) where previous_from is null;
revoke update, delete on monthly_price from tsudoi_app;

create table membership (
    id            uuid primary key,
    plan          uuid        not null references monthly_plan,
    member        uuid        not null references member,
    joined_at     timestamptz not null,
    zone          text        not null,
    joined_on     date        not null,
    billing_day   int         not null check (billing_day between 1 and 31),
    first_month   text        not null check (first_month in ('full', 'prorated', 'free')),
    leaving       text        not null check (leaving in ('none', 'prorated')),
    retries       int[]       not null,
    access_days   int         not null check (access_days between 0 and end_days),
    end_days      int         not null check (end_days between 1 and 27),
    pay_by        text        not null check (pay_by in ('stored', 'points', 'invoice')),
    pay_reference text,
    state         text        not null,
    last_period   int         not null check (last_period >= -1),
    pay_before    timestamptz,
    step          int check (step >= 0),
    since         date,
    stopped       boolean,
    resumes       int,
    at            timestamptz,
    why           text,
    next_at       timestamptz,
    constraint membership_stored_means_is_named check ((pay_by = 'stored') = (pay_reference is not null)),
    constraint membership_state_holds_what_is_known check (
        (state = 'joining' and pay_before is not null and last_period = -1)
        or (state = 'trial' and last_period = 0 and first_month = 'free')
        or (state = 'active' and last_period >= 0)
        or (state = 'past_due' and last_period >= 0 and step is not null and since is not null and stopped is not null)
        or (state = 'paused' and last_period >= 0 and resumes > last_period)
        or (state = 'leaving' and last_period >= 0)
        or (state = 'suspended' and at is not null and why is not null)
        or (state = 'ended' and at is not null and why is not null)
    )
);

comment on column membership.next_at is 'when something is to be done; null: not unless somebody does something';

create unique index membership_one_running on membership (plan, member) where state <> 'ended';
create unique index membership_one_free_month on membership (plan, member) where first_month = 'free';
create index on membership (member, joined_at desc);
create index on membership (next_at, id) where next_at is not null;
revoke delete on membership from tsudoi_app;

create table membership_event (
    id            bigint generated always as identity primary key,
    membership_id uuid        not null references membership,
    at            timestamptz not null,
    from_state    text,
    to_state      text        not null,
    who           text        not null,
    why           text        not null
);

create index on membership_event (membership_id, id);
revoke update, delete on membership_event from tsudoi_app;

create table membership_charge (
    id           uuid primary key,
    membership   uuid        not null references membership,
    period       int         not null check (period >= 0),
    period_from  date        not null,
    period_until date        not null check (period_until > period_from),
    whole_from   date        not null check (whole_from <= period_from),
    amount       bigint      not null check (amount >= 0),
    currency     char(3)     not null check (currency ~ '^[A-Z]{3}$'),
    tax_category text        not null check (tax_category in ('standard', 'reduced', 'none')),
    tax_percent  int         not null check (tax_percent between 0 and 30),
    opened_at    timestamptz not null,
    state        text        not null,
    attempt      int         not null check (attempt between 0 and 1000),
    waits_for    text check (waits_for in ('invoice', 'holder')),
    until        timestamptz,
    looks        int,
    code         text,
    reference    text,
    at           timestamptz,
    back         bigint      not null default 0,
    constraint membership_charge_one_a_period unique (membership, period),
    constraint membership_charge_gives_back_what_was_paid
        check (back between 0 and amount and (back = 0 or state = 'paid')),
    constraint membership_charge_state_holds_what_is_known check (
        (state = 'due' and amount > 0)
        or (state = 'sent' and at is not null)
        or (state = 'unknown' and code is not null and looks is not null and until is not null)
        or (state = 'waiting' and waits_for is not null and until is not null)
        or (state = 'declined' and code is not null and at is not null)
        or (state = 'paid' and reference is not null and at is not null and amount > 0)
        or (state = 'free' and amount = 0)
        or (state = 'dropped' and at is not null)
    )
);

comment on column membership_charge.until is 'of waiting: the last moment to pay; of unknown: when it is looked at again';

create index on membership_charge (id) where state in ('sent', 'unknown');
revoke update, delete on membership_charge from tsudoi_app;
grant update (state, attempt, waits_for, until, looks, code, reference, at, back) on membership_charge to tsudoi_app;

-- Tries of charges. Of one charge a single try is open, and a single one was taken.
create table membership_try (
    charge      uuid        not null references membership_charge,
    attempt     int         not null check (attempt >= 1),
    pay_by      text        not null check (pay_by in ('stored', 'points', 'invoice')),
    reference   text,
    sent_at     timestamptz not null,
    outcome     text        not null check (outcome in ('open', 'taken', 'refused')),
    answered_at timestamptz,
    primary key (charge, attempt),
    constraint membership_try_is_answered check ((outcome = 'open') = (answered_at is null))
);

create unique index membership_try_one_open on membership_try (charge) where outcome = 'open';
create unique index membership_try_one_taken on membership_try (charge) where outcome = 'taken';
revoke update, delete on membership_try from tsudoi_app;
grant update (outcome, answered_at) on membership_try to tsudoi_app;

create table membership_charge_event (
    id         bigint generated always as identity primary key,
    charge_id  uuid        not null references membership_charge,
    at         timestamptz not null,
    from_state text,
    to_state   text        not null,
    who        text        not null,
    why        text        not null
);

create index on membership_charge_event (charge_id, id);
revoke update, delete on membership_charge_event from tsudoi_app;
