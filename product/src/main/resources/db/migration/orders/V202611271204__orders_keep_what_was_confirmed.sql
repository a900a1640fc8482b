-- What a buyer read on the page with the button that orders with payment (特商法12条の6): each text once, and who pressed the button under it.
create table confirmation_text (
    hash     bytea primary key,
    language text        not null check (language in ('ja', 'en', 'th')),
    text     text        not null check (char_length(text) between 1 and 10000),
    first_at timestamptz not null,
    check (hash = sha256(convert_to(text, 'UTF8')))
);

-- named: whether the button that was pressed carried the name of this very text.
create table order_confirmation (
    orders uuid        not null references orders,
    hash   bytea       not null references confirmation_text,
    named  boolean     not null,
    at     timestamptz not null,
    primary key (orders, hash)
);

revoke update, delete, truncate on confirmation_text, order_confirmation from tsudoi_app;
