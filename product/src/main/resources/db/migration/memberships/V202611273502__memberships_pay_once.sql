-- A charge has one try that is open or was taken; what was taken besides went back, and so does what was paid for a period never used.
alter table membership_try
    add column resends int not null default 0 check (resends >= 0),
    add column last_sent_at timestamptz;

update membership_try set last_sent_at = sent_at;
alter table membership_try alter column last_sent_at set not null;

comment on column membership_try.resends is 'how often it was made again, since nobody had heard of it';

alter table membership_try drop constraint membership_try_outcome_check;
alter table membership_try add constraint membership_try_outcome_check
    check (outcome in ('open', 'taken', 'refused', 'returned'));

drop index membership_try_one_open;
drop index membership_try_one_taken;
create unique index membership_try_one_payment on membership_try (charge) where outcome in ('open', 'taken');
grant update (resends, last_sent_at) on membership_try to tsudoi_app;

alter table membership_charge
    add column unused boolean not null default false,
    add column remedy text check (remedy in ('retry', 'new_means'));

comment on column membership_charge.unused is 'the member was kept out for all of it: whatever is paid goes back';

update membership_charge set remedy = 'retry' where state = 'declined';
alter table membership_charge add constraint membership_charge_declined_has_a_remedy
    check ((state = 'declined') = (remedy is not null));
grant update (unused, remedy) on membership_charge to tsudoi_app;
