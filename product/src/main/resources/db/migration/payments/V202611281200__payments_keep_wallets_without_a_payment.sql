-- Wallets are kept without a payment, too: who is kept a wallet for is known to its provider only once it is kept, so that new_card is no longer
-- asked for known holders alone. What was asked for has a purpose that is served once, whoever hears first that it is kept.
alter table new_card
    drop constraint new_card_holder_provider_fkey,
    add column means     uuid references saved_card,
    add column back_at   timestamptz,
    add column purpose   text check (length(purpose) between 1 and 500),
    add column served_at timestamptz;
update new_card set means = id where state = 'kept' and exists (select from saved_card c where c.id = new_card.id);
alter table new_card
    add constraint new_card_is_kept_as_something check (means is null or state = 'kept') not valid,
    add constraint new_card_serves_what_it_is_for check (served_at is null or (purpose is not null and state = 'kept')) not valid;
alter table new_card validate constraint new_card_is_kept_as_something;
alter table new_card validate constraint new_card_serves_what_it_is_for;
create index on new_card (means);

alter table saved_card
    drop constraint saved_card_is_card_or_wallet,
    add constraint saved_card_is_card_or_wallet check (
        case when wallet_sealed is null then num_nulls(brand, last4, expires) = 0
             else num_nonnulls(brand, last4, expires, fingerprint) = 0 end) not valid;
alter table saved_card validate constraint saved_card_is_card_or_wallet;

comment on column new_card.means is 'what is kept; another one than itself where its provider has one name for both';
comment on column new_card.back_at is 'when its holder came back from the provider, signed in: a wallet is taken up only then';
comment on column new_card.purpose is 'what it is kept for, in the words of whoever asked; null: nothing yet';
