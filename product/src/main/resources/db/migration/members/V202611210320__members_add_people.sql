-- People and the organisers they act for: who sells, who buys, who runs the instance.
create table member (
    id             uuid primary key,
    email_sealed   bytea not null,
    email_index    bytea not null unique,
    name_sealed    bytea,
    locale         text not null check (locale in ('ja', 'en', 'th')),
    zone           text not null,
    operator_since timestamptz,
    created_at     timestamptz not null
);

comment on column member.email_index is 'blind index of the address in lower case';
comment on column member.name_sealed is 'null until told';

create table organiser (
    id                       uuid primary key,
    slug                     text not null unique check (slug ~ '^[a-z0-9][a-z0-9-]{1,38}[a-z0-9]$'),
    name                     text not null check (length(name) between 1 and 80),
    currency                 char(3) not null check (currency ~ '^[A-Z]{3}$'),
    country                  char(2) not null check (country ~ '^[A-Z]{2}$'),
    about                    text not null check (length(about) <= 2000),
    legal_seller_sealed      bytea,
    legal_address_sealed     bytea,
    legal_address_on_request boolean not null default true,
    legal_contact_sealed     bytea,
    created_at               timestamptz not null,
    constraint legal_display_is_whole_or_absent
        check ((legal_seller_sealed is null) = (legal_contact_sealed is null)),
    constraint legal_address_is_shown_or_on_request
        check (legal_seller_sealed is null or legal_address_sealed is not null or legal_address_on_request)
);

create table organiser_person (
    organiser_id uuid not null references organiser,
    member_id    uuid not null references member,
    standing     text not null check (standing in ('OWNER', 'HOST')),
    since        timestamptz not null,
    primary key (organiser_id, member_id)
);

create index on organiser_person (member_id);
