-- What a buyer's bank wants back, and what the provider has taken from us for it up to now. It is read at the provider again and again
-- until the bank has decided.
create table payment_dispute (
    provider   text not null check (provider ~ '^[a-z]{2,20}$'),
    reference  text not null check (length(reference) between 1 and 255),
    payment_id uuid not null references payment,
    stage      text not null check (stage in ('inquiry', 'open', 'won', 'lost', 'closed')),
    amount     bigint not null check (amount > 0),
    taken      bigint not null check (taken >= 0),
    fee        bigint not null,
    uncovered  bigint not null check (uncovered between 0 and taken),
    currency   char(3) not null check (currency ~ '^[A-Z]{3}$'),
    opened_at  timestamptz not null,
    answer_by  timestamptz,
    revision   int not null check (revision > 0),
    read_at    timestamptz not null,
    primary key (provider, reference)
);

comment on column payment_dispute.taken is 'and not returned';
comment on column payment_dispute.uncovered is 'of taken: what had been given back to the buyer before';
comment on column payment_dispute.revision is 'one more each time it changed';

create index on payment_dispute (payment_id);
create index on payment_dispute (opened_at) where stage in ('inquiry', 'open');
revoke delete on payment_dispute from tsudoi_app;
