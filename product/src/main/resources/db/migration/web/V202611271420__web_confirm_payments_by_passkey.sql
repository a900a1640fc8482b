-- What a member is asked to confirm with a passkey: the challenge is bound to the order, the amount, the card and the session, is
-- good for minutes, and is spent by the first answer, right or wrong.
create table payment_consent (
    challenge       bytea       primary key check (octet_length(challenge) between 16 and 64),
    member_id       uuid        not null references member on delete cascade,
    session         text        not null,
    order_reference text        not null,
    card_id         uuid        not null references saved_card,
    amount          bigint      not null check (amount > 0),
    currency        char(3)     not null check (currency ~ '^[A-Z]{3}$'),
    expires_at      timestamptz not null,
    spent_at        timestamptz
);
create index on payment_consent (expires_at);

comment on column payment_consent.session is 'a hash of the session''s id';
