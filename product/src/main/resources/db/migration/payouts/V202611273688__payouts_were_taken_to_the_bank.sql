-- A file is "made" until somebody downloads it; of those that were made before that was noted down, all were taken.
insert into payout_event (run, at, who, what)
select id, handed_in_at, 'tsudoi', 'file_taken' from payout_run
where handed_in_at is not null
    and not exists (select from payout_event e where e.run = payout_run.id and e.what = 'file_taken');
