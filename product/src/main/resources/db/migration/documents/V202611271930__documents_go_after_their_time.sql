-- Papers are kept as long as the law asks and deleted after it; each leaves a row that says so, without which none can be deleted.
alter table document add column kept_until date;
alter table document disable trigger document_never_changes;
update document set kept_until = ((traded_at at time zone 'UTC') + interval '8 years 2 months')::date;
alter table document enable trigger document_never_changes;
alter table document alter column kept_until set not null;
alter table document add constraint document_kept_five_years_at_least
    check (kept_until >= ((traded_at at time zone 'UTC') + interval '5 years')::date);
create index document_over on document (kept_until);

create table document_deletion (
    document   uuid primary key,
    kind       text        not null,
    number     bigint      not null,
    issuer     uuid        not null,
    orders     uuid,
    issued_at  timestamptz not null,
    sha256     bytea       not null,
    kept_until date        not null,
    deleted_at timestamptz not null,
    constraint document_deletion_after_its_time check ((deleted_at at time zone 'UTC')::date > kept_until)
);
create index document_deletion_of_issuer on document_deletion (issuer, kind, number);
revoke update, delete, truncate on document_deletion from tsudoi_app;

create function document_goes_after_its_time() returns trigger language plpgsql as $$
begin
    if not exists (
        select from document_deletion d
        where d.document = old.id and d.kept_until = old.kept_until and d.sha256 = old.sha256)
    then
        raise exception 'what was issued is kept until its time' using errcode = 'integrity_constraint_violation';
    end if;
    return old;
end $$;
create trigger document_goes_after_its_time before delete on document
    for each row execute function document_goes_after_its_time();
grant delete on document to tsudoi_app;

-- A number is not given twice, though its paper is gone.
create or replace function document_has_the_next_number() returns trigger language plpgsql as $$
begin
    if new.number <> greatest(
            (select max(number) from document where issuer = new.issuer and kind = new.kind),
            (select max(number) from document_deletion where issuer = new.issuer and kind = new.kind), 0) + 1 then
        raise exception 'documents are numbered without gaps' using errcode = 'integrity_constraint_violation';
    end if;
    return new;
end $$;
