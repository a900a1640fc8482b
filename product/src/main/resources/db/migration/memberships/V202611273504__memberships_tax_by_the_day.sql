-- The rate of tax is that of the day on which a period begins: the plan knows its category and its country alone.
alter table monthly_plan add column tax_country char(2) check (tax_country ~ '^[A-Z]{2}$');
update monthly_plan set tax_country = (select country from organiser where organiser.id = monthly_plan.organiser);
alter table monthly_plan alter column tax_country set not null;
alter table monthly_plan drop constraint monthly_plan_untaxed;
alter table monthly_plan drop column tax_percent;
