-- The moment has the name of a column, so it says whose it is.
create or replace function collusion_forget(closed_before timestamptz) returns int language plpgsql
    security definer set search_path = public, pg_temp as $$
declare
    gone uuid[];
begin
    select coalesce(array_agg(c.id), '{}') into gone from collusion_case c
    where c.state in ('dismissed', 'lifted') and c.moved_at < collusion_forget.closed_before;
    delete from collusion_suspicion s where s.case_id = any (gone);
    delete from collusion_case_event e where e.case_id = any (gone);
    delete from collusion_case c where c.id = any (gone);
    return cardinality(gone);
end $$;
