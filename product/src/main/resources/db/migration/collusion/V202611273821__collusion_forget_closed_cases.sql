-- What was found about somebody is not kept for ever: closed cases go, with all that was written about them. Nothing else can be deleted.
create function collusion_forget(closed_before timestamptz) returns int language plpgsql
    security definer set search_path = public, pg_temp as $$
declare
    gone uuid[];
begin
    select coalesce(array_agg(id), '{}') into gone from collusion_case
    where state in ('dismissed', 'lifted') and moved_at < closed_before;
    delete from collusion_suspicion where case_id = any (gone);
    delete from collusion_case_event where case_id = any (gone);
    delete from collusion_case where id = any (gone);
    return cardinality(gone);
end $$;
revoke execute on function collusion_forget(timestamptz) from public;
grant execute on function collusion_forget(timestamptz) to tsudoi_app;
