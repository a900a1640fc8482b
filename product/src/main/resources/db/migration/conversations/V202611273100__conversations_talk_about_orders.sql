-- Each order has one thread, between its buyer and its organiser. No key leads to orders: checking it would wait for whoever is paying the order.
create table conversation (
    orders            uuid primary key,
    organiser         uuid        not null references organiser,
    opened_at         timestamptz not null,
    last_at           timestamptz not null,
    last_number       int         not null default 0,
    changes           int         not null default 0,
    buyer_said        int         not null default 0,
    organiser_said    int         not null default 0,
    buyer_read        int         not null default 0,
    organiser_read    int         not null default 0,
    buyer_mail_at     timestamptz,
    organiser_mail_at timestamptz,
    constraint conversation_said check (
        buyer_said between 0 and last_number and organiser_said between 0 and last_number),
    constraint conversation_read check (
        buyer_read between 0 and last_number and organiser_read between 0 and last_number)
);
create index conversation_newest on conversation (organiser, last_at desc, orders desc);
create index conversation_unread on conversation (organiser) where organiser_read < buyer_said;

-- What people wrote is sealed. A character has one to four bytes, and sealing adds 33: so the length that is told fits what is sealed.
create table conversation_message (
    id           uuid primary key,
    conversation uuid        not null references conversation,
    number       int         not null check (number > 0),
    at           timestamptz not null,
    side         text        check (side in ('buyer', 'organiser')),
    member       uuid references member,
    characters   int,
    body_sealed  bytea,
    note         text,
    parameters   jsonb,
    withdrawn_at timestamptz,
    forgotten_at timestamptz,
    unique (conversation, number),
    constraint conversation_message_kind check (
        (side is null and member is null and characters is null and body_sealed is null and withdrawn_at is null
            and forgotten_at is null and note is not null and parameters is not null)
        or (side is not null and characters is not null and note is null and parameters is null
            and num_nonnulls(body_sealed, withdrawn_at, forgotten_at) = 1)
    ),
    constraint conversation_message_organiser_is_somebody check (side <> 'organiser' or member is not null),
    constraint conversation_message_length check (
        characters between 1 and 4000
        and octet_length(body_sealed) between characters + 33 and 4 * characters + 33
    ),
    constraint conversation_message_note check (note in ('paid', 'cancelled')),
    constraint conversation_message_parameters check (
        jsonb_typeof(parameters) = 'object' and octet_length(parameters::text) <= 1000),
    constraint conversation_message_withdrawn_in_time check (withdrawn_at between at and at + interval '15 minutes'),
    constraint conversation_message_forgotten_after_its_time check (forgotten_at >= at + interval '5 years')
);
create index conversation_message_to_forget on conversation_message (at) where body_sealed is not null;

create function conversation_message_never_changes() returns trigger language plpgsql as $$
begin
    if row(new.id, new.conversation, new.number, new.at, new.side, new.member, new.characters, new.note, new.parameters)
            is distinct from
            row(old.id, old.conversation, old.number, old.at, old.side, old.member, old.characters, old.note, old.parameters)
        or old.body_sealed is null or new.body_sealed is not null
    then
        raise exception 'a message never changes, its text only goes' using errcode = 'integrity_constraint_violation';
    end if;
    return new;
end $$;
create trigger conversation_message_never_changes before update on conversation_message
    for each row execute function conversation_message_never_changes();
revoke delete, truncate on conversation_message from tsudoi_app;
revoke delete, truncate on conversation from tsudoi_app;
