-- What people look for: themes that operators keep, pages of people who lead something, and by what an offering is found.
create table finding_theme (
    word     text primary key check (word ~ '^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$'),
    name_ja  text    not null check (char_length(name_ja) between 1 and 40),
    name_en  text    not null check (char_length(name_en) between 1 and 40),
    name_th  text    not null check (char_length(name_th) between 1 and 40),
    position int     not null,
    retired  boolean not null default false
);

-- Shown only by its member's own choice, and gone with its member.
create table coach_page (
    member          uuid primary key references member on delete cascade,
    slug            text        not null unique check (slug ~ '^[a-z0-9][a-z0-9-]{1,38}[a-z0-9]$'),
    shown           boolean     not null default false,
    shown_at        timestamptz,
    told_sealed     bytea       not null,
    picture_sealed  bytea,
    picture_version int         not null default 0,
    changed_at      timestamptz not null,
    constraint coach_page_shown check (not shown or shown_at is not null)
);

create table found_by (
    kind       text        not null check (kind in ('event', 'salon')),
    subject    uuid        not null,
    themes     text[]      not null check (cardinality(themes) <= 5),
    words      text[]      not null check (cardinality(words) <= 5),
    languages  text[]      not null check (cardinality(languages) <= 5),
    changed_at timestamptz not null,
    primary key (kind, subject)
);
