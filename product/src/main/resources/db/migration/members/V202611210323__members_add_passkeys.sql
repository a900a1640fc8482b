-- Passkeys: public keys only, nothing here signs anybody in by itself.
create table passkey (
    id               uuid primary key,
    member_id        uuid not null references member,
    credential_id    bytea not null unique,
    public_key       bytea not null,
    name_sealed      bytea not null,
    signature_count  bigint not null check (signature_count >= 0),
    user_verified    boolean not null,
    backup_eligible  boolean not null,
    backed_up        boolean not null,
    transports       text not null,
    attestation      bytea not null,
    client_data      bytea not null,
    created_at       timestamptz not null,
    used_at          timestamptz
);

comment on column passkey.name_sealed is 'what the owner calls it';

create index on passkey (member_id);

-- An answer to a challenge is taken once. Rows are only made by answers, so visitors who merely look leave none.
create table passkey_challenge_spent (
    challenge_hash bytea primary key,
    spent_at       timestamptz not null
);

create index on passkey_challenge_spent (spent_at);
