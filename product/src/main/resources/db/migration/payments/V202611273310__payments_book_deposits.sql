-- What comes by transfer stands on the books when it is told, and what is too much goes back as a refund, once. What a person says of a
-- deposit without a number is so when another person says the same.
alter table bank_deposit add column refund_id uuid unique references refund;
alter table bank_deposit add column told_by_bank boolean not null default true;
alter table bank_deposit add column at_virtual boolean not null default false;
alter table bank_deposit add column wished_by text;
alter table bank_deposit add column wished_payment uuid references payment;
alter table bank_deposit add column wished_note text;
update bank_deposit set told_by_bank = false where identity like 'sent back %';
update bank_deposit set at_virtual = true where matched_by = 'account';

alter table bank_deposit add constraint bank_deposit_goes_back_once check (
    told_by_bank or (yen < 0 and payment_id is not null)
) not valid;
alter table bank_deposit validate constraint bank_deposit_goes_back_once;
alter table bank_deposit add constraint bank_deposit_refund_is_ours check (refund_id is null or not told_by_bank) not valid;
alter table bank_deposit validate constraint bank_deposit_refund_is_ours;
alter table bank_deposit add constraint bank_deposit_wish_is_somebodys check (
    (wished_by is null) = (wished_note is null) and (wished_by is not null or wished_payment is null)
) not valid;
alter table bank_deposit validate constraint bank_deposit_wish_is_somebodys;
-- Not validated: what one person decided before stays as it is.
alter table bank_deposit add constraint bank_deposit_decided_by_two check (
    (matched_by is null or matched_by in ('number', 'account', 'tsudoi')
        or (wished_by is not null and wished_by <> matched_by and wished_payment = payment_id))
    and (set_aside_by is null or set_aside_by = 'tsudoi'
        or (wished_by is not null and wished_by <> set_aside_by and wished_payment is null))
) not valid;

comment on column bank_deposit.refund_id is 'to which this much was given';
comment on column bank_deposit.told_by_bank is 'false: no money moved at the bank, it is owed elsewhere from then on';
comment on column bank_deposit.at_virtual is 'it came to the account that virtual ones lead to';
comment on column bank_deposit.wished_payment is 'what one person says it is for, until another says the same; null: for nothing here';

alter table bank_transfer add column settled bigint not null default 0;
alter table bank_transfer add column settlings int not null default 0 check (settlings >= 0);
alter table bank_transfer add constraint bank_transfer_settles_its_price check (settled between 0 and yen) not valid;
alter table bank_transfer validate constraint bank_transfer_settles_its_price;

comment on column bank_transfer.settled is 'what the books say of what came: that it is this payment''s';
comment on column bank_transfer.settlings is 'how often that changed';
