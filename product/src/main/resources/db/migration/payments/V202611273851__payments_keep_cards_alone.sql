-- Cards that are kept without a payment: asked for by their holder, on a page of the provider's. The card gets the same id.
create table new_card (
    id        uuid        primary key,
    holder    uuid        not null,
    provider  text        not null check (provider ~ '^[a-z]{2,20}$'),
    state     text        not null check (state in ('asked', 'open', 'kept', 'closed')),
    reference text,
    words     text        check (length(words) between 1 and 2000),
    language  text        check (language ~ '^[a-z]{2}$'),
    asked_at  timestamptz not null,
    over_at   timestamptz,
    foreign key (holder, provider) references card_holder,
    unique (provider, reference),
    check ((words is null) = (language is null)),
    check ((reference is null) = (state = 'asked')),
    check ((over_at is null) = (state in ('asked', 'open')))
);
create index on new_card (holder);
revoke delete on new_card from tsudoi_app;

comment on column new_card.state is 'asked: whether there is a page is not known';
comment on column new_card.words is 'by which its holder agreed that it is charged without them; null: they did not';

alter table saved_card
    alter column payment_id drop not null,
    add column added uuid references new_card,
    add constraint saved_card_is_from_somewhere check (num_nonnulls(payment_id, added) = 1) not valid,
    add constraint saved_card_added_as_itself check (added is null or added = id) not valid;
alter table saved_card validate constraint saved_card_is_from_somewhere;
alter table saved_card validate constraint saved_card_added_as_itself;
create unique index on saved_card (added);
