-- What is bought with places may have another rate of tax than they: it stands with each, and is one that papers can have a sum for.
create function order_extras_are_taxed(extras jsonb, category text, percent int) returns boolean language sql immutable as $$
    select not exists (
        select from jsonb_array_elements(extras) e
        where e ? 'tax' and coalesce(
            e ->> 'tax' not in ('standard', 'reduced', 'none')
            or (e ->> 'percent')::int not between 0 and 30
            or (e ->> 'tax' = 'none' and (e ->> 'percent')::int <> 0)
            or not (
                (e ->> 'tax' = category and (e ->> 'percent')::int = percent)
                or ((e ->> 'percent')::int > 0 and percent > 0)), true))
$$;

alter table orders add constraint orders_extras_are_taxed
    check (extras = '[]'::jsonb or order_extras_are_taxed(extras, tax_category, tax_percent)) not valid;
alter table orders validate constraint orders_extras_are_taxed;
