-- Bank files hold account numbers: they are kept as long as books are, and forgotten then. The hash of each stays with its run.
alter table payout_file add column kept_until date;
update payout_file set kept_until = (date_trunc('month', made_at at time zone 'UTC') + interval '11 years 3 months - 1 day')::date;
alter table payout_file alter column kept_until set not null;
alter table payout_file alter column file_sealed drop not null;
alter table payout_file add column forgotten_at timestamptz;
alter table payout_file add constraint payout_file_is_there_or_forgotten check ((file_sealed is null) = (forgotten_at is not null));
alter table payout_file add constraint payout_file_kept_ten_years_at_least
    check (kept_until >= ((made_at at time zone 'UTC') + interval '10 years')::date);
create index payout_file_over on payout_file (kept_until) where forgotten_at is null;

comment on column payout_file.kept_until is 'ten years from the return of the year (会社法 432条 2項, 法人税法施行規則 26条の3), whenever that year ends';

-- The second lock: nothing is forgotten before its time by the database's own clock, and nothing else ever changes.
create function payout_file_goes_after_its_time() returns trigger language plpgsql as $$
begin
    if old.forgotten_at is not null or new.file_sealed is not null or old.kept_until >= current_date
        or (new.run, new.made_at, new.kept_until) is distinct from (old.run, old.made_at, old.kept_until)
    then
        raise exception 'the file of run % is kept until its time', old.run
            using errcode = 'check_violation', constraint = 'payout_file_goes_after_its_time';
    end if;
    return new;
end $$;
create trigger payout_file_goes_after_its_time before update on payout_file
    for each row execute function payout_file_goes_after_its_time();
grant update (file_sealed, forgotten_at) on payout_file to tsudoi_app;
