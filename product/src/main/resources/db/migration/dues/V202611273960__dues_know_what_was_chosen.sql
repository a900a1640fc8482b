-- A wallet that is kept late is what a member chose only if they have chosen nothing else since.
alter table due
    add column paid_by text check (paid_by in ('stored', 'points', 'invoice')),
    add column paid_reference text,
    add constraint due_stored_means_is_named check (coalesce(paid_by, '') = 'stored' and paid_reference is not null
        or coalesce(paid_by, '') <> 'stored' and paid_reference is null) not valid;
alter table due validate constraint due_stored_means_is_named;
comment on column due.paid_by is 'what its membership was to be paid by when it was paid; null: not paid, or before this was noted';
