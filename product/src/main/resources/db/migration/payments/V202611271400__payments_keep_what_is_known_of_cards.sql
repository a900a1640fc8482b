-- The card that a payment was made with, as far as buyers may recognise it and banks argue about it: never its number. What the
-- buyer's bank answered to 3-D Secure is the proof in a dispute.
create domain card_word as text check (value ~ '^[A-Za-z0-9_.-]{1,40}$');

create table payment_card (
    payment_id        uuid        primary key references payment,
    brand             card_word   not null,
    last4             text        not null check (last4 ~ '^[0-9]{4}$'),
    funding           card_word,
    country           card_word,
    wallet            card_word,
    instalments       int         not null check (instalments between 1 and 99),
    secure_result     card_word,
    secure_flow       card_word,
    secure_version    card_word,
    secure_indicator  card_word,
    secure_exemption  card_word,
    code_check        card_word,
    postal_code_check card_word,
    seen_at           timestamptz not null,
    check (secure_result is not null
           or (secure_flow is null and secure_version is null and secure_indicator is null and secure_exemption is null))
);
revoke update, delete on payment_card from tsudoi_app;

comment on column payment_card.instalments is 'in how many monthly parts the buyer pays their bank; 1: at once';
comment on column payment_card.secure_result is 'null: the bank was not asked';
