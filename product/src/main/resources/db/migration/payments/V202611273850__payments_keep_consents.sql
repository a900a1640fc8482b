-- By which words, in which language, a card's holder agreed that it is charged without them: when it was kept with a payment, or later.
create table card_consent (
    id       uuid        primary key,
    holder   uuid        not null,
    card     uuid        references saved_card,
    about    text,
    words    text        not null check (length(words) between 1 and 2000),
    language text        not null check (language ~ '^[a-z]{2}$'),
    at       timestamptz not null,
    check (num_nonnulls(card, about) = 1)
);
create index on card_consent (holder);
revoke update, delete on card_consent from tsudoi_app;

comment on column card_consent.about is 'what was being paid for when the card was to be kept with it, as payment.order_reference';
