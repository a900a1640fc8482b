-- A file tells of a transfer days after it: buyers are told an hour that leaves this much before their places go.
alter table bank_transfer add column told_until timestamptz;
alter table bank_transfer add constraint bank_transfer_is_told_no_later check (told_until <= payable_until) not valid;
alter table bank_transfer validate constraint bank_transfer_is_told_no_later;

comment on column bank_transfer.told_until is 'until when the buyer is asked to transfer; null for those from before: as payable_until';
