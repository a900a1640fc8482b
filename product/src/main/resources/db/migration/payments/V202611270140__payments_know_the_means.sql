-- Buyers choose what they pay with, and some of it is a number or a code that we show and that is paid elsewhere.
alter table payment add column means text not null default 'card';
alter table payment alter column means drop default;
alter table payment add constraint payment_means_is_a_choice check (means ~ '^[a-z]([a-z-]{0,30}[a-z])?(\.[a-z][a-z0-9-]{0,31})?$');
alter table payment add column issued_sealed bytea;

comment on column payment.means is 'what the buyer chose: card, konbini.lawson';
comment on column payment.issued_sealed is 'the number or code to pay by; gone when the payment is over';

alter table payment drop constraint payment_state_holds_what_is_known;
alter table payment add constraint payment_state_holds_what_is_known check (
    (state = 'requested' and reference is null and captured_at is null)
    or (state = 'submitted' and reference is not null and pay_url is not null and captured_at is null)
    or (state = 'issued' and reference is not null and issued_sealed is not null and captured_at is null)
    or (state = 'processing' and reference is not null and captured_at is null)
    or (state = 'unknown' and why is not null and captured_at is null)
    or (state = 'captured' and reference is not null and charge is not null and captured_at is not null)
    or (state = 'failed' and why is not null and captured_at is null)
    or (state = 'withdrawn' and withdrawn_at is not null and captured_at is null)
) not valid;
alter table payment validate constraint payment_state_holds_what_is_known;
