-- Wallets that providers keep beside cards, known again by a masked address; and what became of each wish that the wallet a payment came
-- from is kept, of which the provider may tell only later.
alter table saved_card
    alter column brand drop not null,
    alter column last4 drop not null,
    alter column expires drop not null,
    add column wallet_sealed bytea,
    add constraint saved_card_is_card_or_wallet check (
        case when wallet_sealed is null then num_nulls(brand, last4, expires) = 0
             else num_nonnulls(brand, last4, expires, fingerprint, added) = 0 end) not valid;
alter table saved_card validate constraint saved_card_is_card_or_wallet;

comment on column saved_card.wallet_sealed is 'of a wallet: the masked address of its account; null: it is a card';

create table wallet_wish (
    payment_id uuid        primary key references payment,
    holder     uuid        not null,
    alone      boolean     not null,
    state      text        not null check (state in ('pending', 'kept', 'none')),
    means      uuid        references saved_card,
    since      timestamptz not null,
    over_at    timestamptz,
    check ((means is not null) = (state = 'kept')),
    check ((over_at is null) = (state = 'pending'))
);
create index on wallet_wish (since) where state = 'pending';
create index on wallet_wish (means);
revoke delete on wallet_wish from tsudoi_app;

comment on column wallet_wish.state is 'pending: what the provider calls the wallet is not known yet; none: it keeps none for this holder';
comment on column wallet_wish.alone is 'whether its holder agreed that it is charged without them';

alter table payment_webhook
    drop constraint payment_webhook_about_check,
    add constraint payment_webhook_about_check check (about in ('payment', 'refund', 'dispute', 'means', 'nothing')) not valid;
alter table payment_webhook validate constraint payment_webhook_about_check;
