-- Agents send a notice again in another file, with another day on which the file was made or the money sent on. It is known by what it
-- says of the payment; and what the agent keeps of a slip stays as it was when the slip was paid.
alter table slip_report rename column line_sha256 to notice_sha256;
alter table slip_report add column line text;
alter table slip_report add column fee int;

-- As reconciliation knows them already.
update slip_report set line = encode(notice_sha256, 'hex') || '.' || occurrence;

update slip_report r set notice_sha256 = n.identity, occurrence = n.nth
from (
    select line, identity, row_number() over (partition by identity order by heard_at, line) as nth
    from (
        select line, heard_at, sha256(convert_to(concat_ws(
            '|', kind, to_char(paid_at at time zone 'Asia/Tokyo', 'YYYYMMDDHH24MI'), code, yen, chain, store), 'UTF8')) as identity
        from slip_report
    ) notices
) n
where n.line = r.line;

update slip_report r set fee = least(r.yen, coalesce((
    select p.fee from payment p where p.id = (
        select s.payment_id from slip s where s.code = r.code
        union all select i.payment_id from slip_reissue i where i.code = r.code)), 0))
where kind in ('settled', 'postal');

alter table slip_report alter column line set not null;
alter table slip_report add constraint slip_report_line_is_its_own unique (line);
alter table slip_report add constraint slip_report_settles_with_its_fee check (
    (kind in ('settled', 'postal')) = (fee is not null) and (fee is null or fee between 0 and yen)
);

comment on column slip_report.notice_sha256 is 'of what identifies the payment: kind, time, code, amount and store';
comment on column slip_report.occurrence is 'of the same notice within one file: the same again in another file is the same notice';
comment on column slip_report.line is 'what reconciliation calls it: never changed';
comment on column slip_report.fee is 'what the agent kept of it, as the contract was then';
