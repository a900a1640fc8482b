-- What a provider cannot give back our own bank transfers; from then on nobody else gives it back.
alter table refund drop constraint refund_state_holds_what_is_known;
alter table refund add constraint refund_state_holds_what_is_known check (
    (state = 'requested' and settled_at is null)
    or (state = 'submitted' and reference is not null and settled_at is null)
    or (state = 'unknown' and code is not null and settled_at is null)
    or (state = 'succeeded' and reference is not null and settled_at is not null)
    or (state = 'failed' and code is not null and settled_at is not null)
    or (state = 'settled_outside' and note is not null and settled_at is not null)
    or (state = 'transferring' and reference is not null and settled_at is null)
    or (state = 'transferred' and reference is not null and settled_at is not null)
) not valid;
alter table refund validate constraint refund_state_holds_what_is_known;
