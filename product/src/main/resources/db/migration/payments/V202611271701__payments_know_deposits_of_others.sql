-- A deposit may be known elsewhere: a payout that came back. It is nobody's payment then, and no person has to look for one.
alter table bank_deposit add column known_elsewhere boolean not null default false;
alter table bank_deposit drop constraint bank_deposit_decided_once;
alter table bank_deposit add constraint bank_deposit_decided_once check (
    (payment_id is null) = (matched_by is null) and (set_aside_by is null or payment_id is null)
    and (not known_elsewhere or (payment_id is null and set_aside_by is null))
) not valid;
alter table bank_deposit validate constraint bank_deposit_decided_once;
