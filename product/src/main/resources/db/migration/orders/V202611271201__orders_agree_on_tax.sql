-- The tax within the price is agreed with it, and never changes.
alter table orders
    add column tax_category text not null default 'standard' check (tax_category in ('standard', 'reduced', 'none')),
    add column tax_percent  int  not null default 0 check (tax_percent between 0 and 30),
    add constraint orders_untaxed check (tax_category <> 'none' or tax_percent = 0);

update orders set tax_percent = case organiser.country when 'JP' then 10 when 'TH' then 7 else 0 end
from organiser where organiser.id = orders.organiser;

alter table orders
    alter column tax_category drop default,
    alter column tax_percent drop default;

create function orders_keep_their_tax() returns trigger language plpgsql as $$
begin
    raise exception 'the tax of an order never changes' using errcode = 'integrity_constraint_violation';
end $$;

create trigger orders_keep_their_tax before update of tax_category, tax_percent on orders
    for each row execute function orders_keep_their_tax();
