-- What papers say of a seller as it was when they sold: a late or reissued paper says what held at the sale. Sealed as in organiser, whose row they are of.
create table organiser_version (
    id                       bigint generated always as identity primary key,
    organiser                uuid        not null references organiser,
    since                    timestamptz not null,
    name                     text        not null,
    country                  char(2)     not null,
    legal_seller_sealed      bytea,
    legal_address_sealed     bytea,
    legal_address_on_request boolean,
    invoice_number           text,
    thai_tax_number_sealed   bytea,
    thai_branch              text
);
create index organiser_version_of on organiser_version (organiser, since, id);
revoke update, delete, truncate on organiser_version from tsudoi_app;

-- Of those who are there already nothing older is known than what they are now.
insert into organiser_version (organiser, since, name, country, legal_seller_sealed, legal_address_sealed,
    legal_address_on_request, invoice_number, thai_tax_number_sealed, thai_branch)
select id, created_at, name, country, legal_seller_sealed, legal_address_sealed, legal_address_on_request, invoice_number,
    thai_tax_number_sealed, thai_branch from organiser;
