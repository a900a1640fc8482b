-- Every paper that was issued, as it was issued: numbered without gaps for each issuer and kind, and never changed.
create table document (
    id           uuid primary key,
    kind         text        not null check (kind in ('receipt', 'tax-invoice', 'short-tax-invoice', 'credit-note')),
    number       bigint      not null check (number > 0),
    issuer       uuid        not null,
    orders       uuid        not null,
    payment      uuid,
    refund       uuid,
    language     text        not null check (language in ('ja', 'en', 'th')),
    wish_index   bytea       not null,
    first        uuid references document,
    corrects     uuid references document,
    issued_at    timestamptz not null,
    traded_at    timestamptz not null,
    amount       bigint      not null check (amount > 0),
    currency     char(3)     not null,
    sha256       bytea       not null check (octet_length(sha256) = 32),
    recipient_sealed bytea   not null,
    bytes_sealed bytea       not null,
    unique (issuer, kind, number),
    constraint document_of_a_refund check ((kind = 'credit-note') = (refund is not null)),
    constraint document_corrects check (corrects is null or kind = 'credit-note')
);
-- One original of each, and one of each wording: who asks again is given what there is.
create unique index document_first_of_order on document (orders) where refund is null and first is null;
create unique index document_first_of_refund on document (refund) where first is null;
create unique index document_wish_of_order on document (orders, wish_index) where refund is null;
create unique index document_wish_of_refund on document (refund, wish_index) where refund is not null;
create index document_of_issuer on document (issuer, traded_at);
create index document_of_order on document (orders, issued_at);

create function document_has_the_next_number() returns trigger language plpgsql as $$
begin
    if new.number <> coalesce(
            (select max(number) from document where issuer = new.issuer and kind = new.kind), 0) + 1 then
        raise exception 'documents are numbered without gaps' using errcode = 'integrity_constraint_violation';
    end if;
    return new;
end $$;
create trigger document_has_the_next_number before insert on document
    for each row execute function document_has_the_next_number();

create function document_never_changes() returns trigger language plpgsql as $$
begin
    raise exception 'what was issued never changes' using errcode = 'integrity_constraint_violation';
end $$;
create trigger document_never_changes before update on document
    for each statement execute function document_never_changes();

revoke update, delete, truncate on document from tsudoi_app;
