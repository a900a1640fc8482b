-- Cards that providers keep for people who agreed to it: what they are called there, and what is needed to know them again. The
-- holder is an id of the business above; numbers and codes are the provider's alone.
create table card_holder (
    holder   uuid        not null,
    provider text        not null check (provider ~ '^[a-z]{2,20}$'),
    customer text        not null,
    since    timestamptz not null,
    primary key (holder, provider),
    unique (provider, customer)
);
revoke update, delete on card_holder from tsudoi_app;

create table saved_card (
    id               uuid        primary key,
    holder           uuid        not null,
    provider         text        not null,
    payment_id       uuid        not null references payment,
    method           text        not null,
    brand            card_word   not null,
    last4            text        not null check (last4 ~ '^[0-9]{4}$'),
    expires          date        not null check (extract(day from expires) = 1),
    kept_at          timestamptz not null,
    forget_wished_at timestamptz,
    forgotten_at     timestamptz,
    foreign key (holder, provider) references card_holder,
    unique (provider, method),
    check (forgotten_at is null or forget_wished_at is not null)
);
create index on saved_card (holder);
revoke delete on saved_card from tsudoi_app;

comment on column saved_card.payment_id is 'with which the holder agreed that it is remembered';
comment on column saved_card.forget_wished_at is 'not offered any more; whether the provider has forgotten it is not known until forgotten_at';
