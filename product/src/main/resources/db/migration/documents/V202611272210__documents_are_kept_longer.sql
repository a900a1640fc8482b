-- Books and losses ask for ten years in Japan, and five in Thailand count from the closing of the accounts: nothing goes before, whatever clock asks.
alter table document disable trigger document_never_changes;
update document d set kept_until = greatest(d.kept_until, (
    -- The month in which it is traded wherever that is.
    date_trunc('month', (d.traded_at at time zone 'UTC') + interval '14 hours') + interval '3 months'
    + case when coalesce((select c.kind from document c where c.id = d.corrects), d.kind)
            in ('tax-invoice', 'short-tax-invoice')
        then interval '6 years' else interval '11 years' end
    - interval '1 day')::date);
alter table document enable trigger document_never_changes;
alter table document drop constraint document_kept_five_years_at_least;
alter table document add constraint document_kept_as_the_law_asks check (kept_until >= (
    (traded_at at time zone 'UTC') + case when kind = 'receipt' then interval '11 years' else interval '6 years' end)::date);

create or replace function document_goes_after_its_time() returns trigger language plpgsql as $$
begin
    if old.kept_until >= (now() at time zone 'UTC')::date or not exists (
        select from document_deletion d
        where d.document = old.id and d.kept_until = old.kept_until and d.sha256 = old.sha256)
    then
        raise exception 'what was issued is kept until its time' using errcode = 'integrity_constraint_violation';
    end if;
    return old;
end $$;
