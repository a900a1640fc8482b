-- A plan's price has a tax within it, fixed when the price is set. What there is has the standard rate of its seller's country.
alter table event_plan
    add column tax_category text not null default 'standard' check (tax_category in ('standard', 'reduced', 'none')),
    add column tax_percent  int  not null default 0 check (tax_percent between 0 and 30),
    add constraint event_plan_untaxed check (tax_category <> 'none' or tax_percent = 0);

update event_plan set tax_percent = case organiser.country when 'JP' then 10 when 'TH' then 7 else 0 end
from event join organiser on organiser.id = event.organiser
where event.id = event_plan.event;

alter table event_plan
    alter column tax_category drop default,
    alter column tax_percent drop default;
