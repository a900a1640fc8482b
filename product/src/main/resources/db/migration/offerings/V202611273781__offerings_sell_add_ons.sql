-- What can be bought with the places of an event. What is left of a limited one is the ledger's to say.
create table event_add_on (
    id           uuid primary key,
    event        uuid        not null references event,
    name         text        not null check (length(name) between 1 and 160),
    description  text        not null check (length(description) <= 1000),
    per          text        not null check (per in ('order', 'place')),
    price        bigint      not null check (price >= 0),
    currency     char(3)     not null,
    tax_category text        not null check (tax_category in ('standard', 'reduced', 'none')),
    tax_percent  int         not null check (tax_percent between 0 and 30),
    most         int         not null check (most between 1 and 20),
    stock        int         check (stock between 1 and 100000),
    sold_until   timestamptz,
    made_at      timestamptz not null,
    withdrawn_at timestamptz,
    constraint event_add_on_untaxed check (tax_category <> 'none' or tax_percent = 0),
    constraint event_add_on_one_each check (per = 'order' or most = 1)
);
create index event_add_on_of_event on event_add_on (event, made_at);

create function event_add_on_stays_limited() returns trigger language plpgsql as $$
begin
    raise exception 'whether an add-on is limited is said once' using errcode = 'integrity_constraint_violation';
end $$;
create trigger event_add_on_stays_limited before update of stock on event_add_on
    for each row when ((old.stock is null) <> (new.stock is null)) execute function event_add_on_stays_limited();
