-- A price may be withdrawn before its day, a lower one may come at any time, and it is known who was told of which.
alter table monthly_price
    add column id uuid not null default gen_random_uuid(),
    add column withdrawn_on date,
    add column withdrawn_by text;

alter table monthly_price drop constraint monthly_price_plan_previous_from_fkey;
alter table monthly_price drop constraint monthly_price_pkey;
alter table monthly_price drop constraint monthly_price_plan_previous_from_key;
alter table monthly_price drop constraint monthly_price_is_noticed;
alter table monthly_price drop constraint monthly_price_holds_for_a_year;
alter table monthly_price add primary key (id);
alter table monthly_price add constraint monthly_price_is_withdrawn_before_its_day
    check (withdrawn_on is null or (withdrawn_on < valid_from and withdrawn_by is not null and previous_from is not null));

create unique index monthly_price_one_a_day on monthly_price (plan, valid_from) where withdrawn_on is null;
create unique index monthly_price_one_next on monthly_price (plan, previous_from) where withdrawn_on is null;
grant update (withdrawn_on, withdrawn_by) on monthly_price to tsudoi_app;

-- A higher price is told 30 days before, and comes after the one before it has held for a year.
create function monthly_price_follows() returns trigger language plpgsql as $$
declare
    last record;
begin
    select valid_from, amount into last from monthly_price
    where plan = new.plan and withdrawn_on is null order by valid_from desc limit 1;
    if last.valid_from is distinct from new.previous_from then
        raise exception 'monthly_price_follows_the_last: %', new.plan using errcode = 'check_violation';
    end if;
    if new.previous_from is null then
        return new;
    end if;
    if new.valid_from <= last.valid_from or new.valid_from <= new.announced_on then
        raise exception 'monthly_price_is_to_come: %', new.plan using errcode = 'check_violation';
    end if;
    if new.amount > last.amount and new.valid_from < new.announced_on + 30 then
        raise exception 'monthly_price_is_noticed: %', new.plan using errcode = 'check_violation';
    end if;
    if new.amount > last.amount and new.valid_from < (last.valid_from + interval '1 year')::date then
        raise exception 'monthly_price_holds_for_a_year: %', new.plan using errcode = 'check_violation';
    end if;
    return new;
end
$$;

create trigger monthly_price_follows before insert on monthly_price for each row execute function monthly_price_follows();

-- The last one alone, and for good.
create function monthly_price_is_withdrawn() returns trigger language plpgsql as $$
begin
    if old.withdrawn_on is not null then
        raise exception 'monthly_price_stays_withdrawn: %', old.id using errcode = 'check_violation';
    end if;
    if exists (select from monthly_price
            where plan = old.plan and previous_from = old.valid_from and withdrawn_on is null) then
        raise exception 'monthly_price_has_another_after_it: %', old.id using errcode = 'check_violation';
    end if;
    return new;
end
$$;

create trigger monthly_price_is_withdrawn before update on monthly_price
    for each row execute function monthly_price_is_withdrawn();

create table monthly_price_told (
    price      uuid        not null references monthly_price,
    membership uuid        not null references membership,
    told_at    timestamptz not null,
    primary key (price, membership)
);

create index on monthly_price_told (membership);
revoke update, delete on monthly_price_told from tsudoi_app;
