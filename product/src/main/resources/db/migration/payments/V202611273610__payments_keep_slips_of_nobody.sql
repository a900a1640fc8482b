-- What an agent has confirmed of a slip that is none of ours stands on the books, and two people say whose it is.
alter table slip add column yen int generated always as (substring(code from 38 for 6)::int) stored;
alter table slip add constraint slip_yen_is_its_own unique (payment_id, yen);

create table slip_stray (
    id             uuid primary key,
    code           text not null unique check (code ~ '^91[0-9]{42}$'),
    yen            int not null check (yen = substring(code from 38 for 6)::int),
    heard_at       timestamptz not null,
    booked         bigint not null default 0 check (booked >= 0 and booked % yen = 0),
    booked_fee     bigint not null default 0 check (booked_fee between 0 and booked),
    settlings      int not null default 0 check (settlings >= 0),
    wished_by      text,
    wished_payment uuid references payment,
    wished_note    text,
    payment_id     uuid,
    matched_by     text,
    set_aside_by   text,
    note           text,
    -- The second lock: money by a slip of nobody is another slip's only when that is for just as much.
    foreign key (payment_id, yen) references slip (payment_id, yen),
    constraint slip_stray_decided_once check (
        (payment_id is null) = (matched_by is null) and (set_aside_by is null or payment_id is null)
    ),
    constraint slip_stray_wish_is_somebodys check (
        (wished_by is null) = (wished_note is null) and (wished_by is not null or wished_payment is null)
    ),
    constraint slip_stray_decided_by_two check (
        (matched_by is null or (wished_by is not null and wished_by <> matched_by and wished_payment = payment_id))
        and (set_aside_by is null or (wished_by is not null and wished_by <> set_aside_by and wished_payment is null))
    )
);

comment on table slip_stray is 'numbers that the agent has confirmed and that no slip of ours has';
comment on column slip_stray.booked is 'what the books have of it that is nobody''s, or the operator''s when it was set aside';
comment on column slip_stray.booked_fee is 'what the agent kept of that';
comment on column slip_stray.settlings is 'how often that changed';
comment on column slip_stray.payment_id is 'for which it is: two people said so';
create index on slip_stray (payment_id);
create index on slip_stray (heard_at) where payment_id is null and set_aside_by is null;
revoke delete on slip_stray from tsudoi_app;

create function slip_stray_stays_decided() returns trigger language plpgsql as $$
begin
    raise exception 'it was decided about % before', old.id using errcode = 'restrict_violation';
end $$;

create trigger slip_stray_stays_decided before update of id, code, yen, payment_id, matched_by, set_aside_by, wished_by,
    wished_payment, wished_note on slip_stray
    for each row when (old.payment_id is not null or old.set_aside_by is not null)
    execute function slip_stray_stays_decided();

-- Those that were told before are booked when somebody decides about them.
insert into slip_stray (id, code, yen, heard_at)
select gen_random_uuid(), r.code, min(r.yen), min(r.heard_at)
from slip_report r
where r.kind in ('settled', 'postal')
    and not exists (select from slip s where s.code = r.code)
    and not exists (select from slip_reissue i where i.code = r.code)
group by r.code;
