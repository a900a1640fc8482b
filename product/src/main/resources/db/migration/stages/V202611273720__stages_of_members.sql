-- Who may teach: the rules of the operator, the stage of each member, the guidelines and who accepted them. Only ever added to.
create table stage_rule (
    id                bigint generated always as identity primary key,
    needed            boolean     not null,
    full_members_only boolean     not null,
    guidelines        boolean     not null,
    fee               bigint      not null check (fee >= 0),
    currency          char(3)     not null check (currency ~ '^[A-Z]{3}$'),
    tax_percent       int         not null check (tax_percent between 0 and 30),
    set_by            uuid        not null references member,
    set_at            timestamptz not null
);

create table stage_change (
    id        bigint generated always as identity primary key,
    step      text        not null unique,
    member    uuid        not null references member,
    stage     text        not null check (stage in ('learn', 'teach')),
    why       text        not null check (why in ('before', 'paid', 'raised', 'fee-back', 'lowered')),
    reference text        not null check (char_length(reference) <= 500),
    done_by   text        not null,
    at        timestamptz not null,
    constraint stage_change_leads_there check ((stage = 'teach') = (why in ('before', 'paid', 'raised'))),
    constraint stage_change_is_told check (why = 'before' or reference <> ''),
    constraint stage_change_of_another check (done_by <> 'mem_' || member::text)
);
create index stage_change_of_member on stage_change (member, id desc);

comment on column stage_change.step is 'names it: the same again is one';

create table guideline (
    version    int primary key check (version >= 1),
    valid_from timestamptz not null,
    text_ja    text        not null check (char_length(text_ja) between 1 and 20000),
    text_en    text        not null check (char_length(text_en) between 1 and 20000),
    text_th    text        not null check (char_length(text_th) between 1 and 20000),
    written_by uuid        not null references member,
    written_at timestamptz not null,
    constraint guideline_is_never_of_the_past check (valid_from >= written_at),
    constraint guideline_gives_notice check (version = 1 or valid_from >= written_at + interval '7 days')
);

create table guideline_acceptance (
    member  uuid        not null references member,
    version int         not null references guideline,
    at      timestamptz not null,
    primary key (member, version)
);

create function stages_stay_as_they_were() returns trigger language plpgsql as $$
begin
    raise exception '% is only ever added to', tg_table_name using errcode = 'integrity_constraint_violation';
end $$;
create trigger stage_rule_stays before update or delete on stage_rule for each row execute function stages_stay_as_they_were();
create trigger stage_change_stays before update or delete on stage_change for each row execute function stages_stay_as_they_were();
create trigger guideline_stays before update or delete on guideline for each row execute function stages_stay_as_they_were();
create trigger guideline_acceptance_stays before update or delete on guideline_acceptance
    for each row execute function stages_stay_as_they_were();
revoke update, delete, truncate on stage_rule, stage_change, guideline, guideline_acceptance from tsudoi_app;

-- Who acts for an organiser, or leads an event, teaches from before.
insert into stage_change (step, member, stage, why, reference, done_by, at)
select 'before:' || member, member, 'teach', 'before', '', 'program', since
from (
    select p.member_id as member, min(p.since) as since from organiser_person p group by p.member_id
    union
    select h.member, min(e.drafted_at) from event_host h join event e on e.id = h.event
    where exists (select from member m where m.id = h.member)
      and not exists (select from organiser_person p where p.member_id = h.member)
    group by h.member) taught;

-- What operators decide about members who broke the rules. What follows from it is worked out again and again until it is done.
create table sanction (
    id             uuid primary key,
    member         uuid        not null references member,
    kind           text        not null check (kind in ('suspension', 'expulsion')),
    state          text        not null,
    reason_sealed  bytea       not null,
    starts_at      timestamptz not null,
    ends_at        timestamptz check (ends_at > starts_at),
    cancel_hosted  boolean     not null,
    cancel_booked  boolean     not null,
    decided_by     uuid        not null references member,
    decided_at     timestamptz not null,
    second         uuid references member,
    second_at      timestamptz,
    appeal_sealed  bytea,
    appealed_at    timestamptz,
    answer_sealed  bytea,
    answered_by    uuid references member,
    answered_at    timestamptz,
    ended_by       text,
    ended_at       timestamptz,
    ended_why      text check (ended_why in ('refused', 'over', 'lifted', 'appeal')),
    constraint sanction_state check (
        (state = 'proposed' and kind = 'expulsion' and second is null and ended_at is null)
        or (state = 'refused' and kind = 'expulsion' and second is not null and ended_at is not null and ended_why = 'refused')
        or (state = 'in_force' and (kind = 'suspension') = (second is null) and ended_at is null and ended_why is null)
        or (state = 'ended' and (kind = 'suspension') = (second is null) and ended_at is not null and ended_by is not null
            and ended_why in ('over', 'lifted', 'appeal'))),
    constraint sanction_expulsion_is_whole check (kind <> 'expulsion' or (ends_at is null and cancel_hosted and cancel_booked)),
    constraint sanction_of_another check (decided_by <> member and second is distinct from member and answered_by is distinct from member),
    constraint sanction_by_two check (second <> decided_by),
    constraint sanction_second_is_dated check ((second is null) = (second_at is null)),
    constraint sanction_appeal_is_answered_by_another check (answered_by <> decided_by),
    constraint sanction_answer check (num_nonnulls(answer_sealed, answered_by, answered_at) in (0, 3)),
    constraint sanction_appeal check ((appeal_sealed is null) = (appealed_at is null) and (answered_at is null or appealed_at is not null))
);
create unique index sanction_one_at_a_time on sanction (member, kind) where state in ('proposed', 'in_force');
create index sanction_in_force on sanction (member) where state = 'in_force';

create table sanction_event (
    id       bigint generated always as identity primary key,
    sanction uuid        not null references sanction,
    what     text        not null,
    done_by  text        not null,
    at       timestamptz not null
);
create index sanction_event_of on sanction_event (sanction, id);
create trigger sanction_event_stays before update or delete on sanction_event for each row execute function stages_stay_as_they_were();
revoke update, delete, truncate on sanction_event from tsudoi_app;
revoke update, delete, truncate on sanction from tsudoi_app;
grant update (state, second, second_at, appeal_sealed, appealed_at, answer_sealed, answered_by, answered_at, ended_by, ended_at, ended_why)
    on sanction to tsudoi_app;

create function is_barred(who uuid, at timestamptz) returns boolean language sql stable as $$
    select exists (
        select from sanction s
        where s.member = who and s.state = 'in_force' and s.starts_at <= at and (s.ends_at is null or s.ends_at > at))
$$;

create function member_may_teach(who uuid, at timestamptz) returns boolean language sql stable as $$
    select not is_barred(who, at)
        and coalesce((
            select (not r.needed or coalesce(
                        (select c.stage from stage_change c where c.member = who order by c.id desc limit 1), 'learn') = 'teach')
                and (not r.full_members_only or exists (
                        select from membership m join monthly_plan p on p.id = m.plan
                        where m.member = who and p.kind = 'platform' and m.state not in ('joining', 'suspended', 'ended')))
                and (not r.guidelines or not exists (
                        select from (
                            select g.version from guideline g where g.valid_from <= at
                            order by g.valid_from desc, g.version desc limit 1) held
                        where not exists (
                            select from guideline_acceptance a where a.member = who and a.version >= held.version)))
            from stage_rule r order by r.id desc limit 1), true)
$$;

-- Of one whom nobody owns there is nobody to ask.
create function organiser_may_teach(which uuid, at timestamptz) returns boolean language sql stable as $$
    select exists (
            select from organiser_person p
            where p.organiser_id = which and p.standing = 'OWNER' and member_may_teach(p.member_id, at))
        or (not exists (select from organiser_person p where p.organiser_id = which and p.standing = 'OWNER')
            and not coalesce((select r.needed from stage_rule r order by r.id desc limit 1), false))
$$;

-- The second lock: whoever may not teach makes nothing public. By the month it is the plan that is opened.
create function event_is_published_by_who_may() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and old.state = 'published' then
        return new;
    end if;
    perform from member m join organiser_person p on p.member_id = m.id
        where p.organiser_id = new.organiser and p.standing = 'OWNER' order by m.id for share of m;
    if not organiser_may_teach(new.organiser,
            case when tg_op = 'UPDATE' then greatest(new.published_at, old.closed_at) else new.published_at end) then
        raise exception 'event_is_published_by_who_may: %', new.id using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger event_is_published_by_who_may before insert or update of state on event
    for each row when (new.state = 'published' and new.kind not in ('month', 'at_once')) execute function event_is_published_by_who_may();

create function monthly_plan_is_opened_by_who_may() returns trigger language plpgsql as $$
begin
    if not organiser_may_teach(new.organiser, new.opened_at) then
        raise exception 'monthly_plan_is_opened_by_who_may: %', new.id using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger monthly_plan_is_opened_by_who_may before insert on monthly_plan
    for each row when (new.kind <> 'platform') execute function monthly_plan_is_opened_by_who_may();
