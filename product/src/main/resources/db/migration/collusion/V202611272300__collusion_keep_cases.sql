-- Members who may have dealt with each other for show: what was found is kept as it was, and each step about it with who and why.
create table collusion_case (
    id            uuid primary key,
    members       uuid[]      not null,
    closed_before int         not null check (closed_before >= 0),
    level         text        not null check (level in ('look', 'hold', 'act')),
    state         text        not null,
    step          int         not null default 0 check (step >= 0),
    measure       text check (measure in ('no-earn', 'hold', 'reversal', 'suspension')),
    measured_by   text,
    opened_at     timestamptz not null,
    moved_at      timestamptz not null,
    unique (members, closed_before),
    check (cardinality(members) between 2 and 50),
    constraint collusion_case_state_holds_what_is_known check (
        (state = 'opened' and step = 0 and measure is null and measured_by is null)
        or (state = 'looked_at' and measure is null and measured_by is null)
        or (state = 'earning_stopped' and measure = 'no-earn' and measured_by is not null)
        or (state = 'points_held' and measure = 'hold' and measured_by is not null)
        or (state = 'bonus_reversed' and measure = 'reversal' and measured_by is not null)
        or (state = 'suspended' and measure = 'suspension' and measured_by is not null)
        or (state = 'appealed' and measure is not null and measured_by is not null)
        or (state = 'upheld' and measure is not null and measured_by is not null)
        or (state = 'dismissed' and measure is null and measured_by is null)
        or (state = 'lifted' and measure is null and measured_by is null)
    ),
    -- What was found carries the measure.
    constraint collusion_case_level_carries_measure check (
        measure is null
        or measure = 'no-earn'
        or (measure = 'hold' and level in ('hold', 'act'))
        or (measure in ('reversal', 'suspension') and level = 'act')
    )
);

-- One open case of a group, whatever the code says.
create unique index collusion_case_open on collusion_case (members) where state not in ('dismissed', 'lifted');
create index collusion_case_of_member on collusion_case using gin (members);
create index collusion_case_moved on collusion_case (moved_at);
revoke delete on collusion_case from tsudoi_app;

create table collusion_case_event (
    id         uuid primary key,
    case_id    uuid        not null references collusion_case,
    step       int         not null check (step >= 0),
    at         timestamptz not null,
    to_state   text        not null,
    who        text        not null check (who ~ '^(tsudoi|mem_[0-9a-z]{26})$'),
    why_sealed bytea       not null check (octet_length(why_sealed) > 0),
    unique (case_id, step),
    -- By itself the program opens, and gives an appeal that nobody decided.
    constraint collusion_by_a_person check (who <> 'tsudoi' or to_state in ('opened', 'lifted'))
);
-- Each of the group appeals once.
create unique index collusion_appealed_once on collusion_case_event (case_id, who) where to_state = 'appealed';
revoke update, delete on collusion_case_event from tsudoi_app;

create table collusion_suspicion (
    id       uuid primary key,
    case_id  uuid        not null references collusion_case,
    found_at timestamptz not null,
    score    int         not null check (score between 1 and 100),
    level    text        not null check (level in ('look', 'hold', 'act')),
    evidence jsonb       not null check (jsonb_array_length(evidence) > 0),
    dealings jsonb       not null check (jsonb_array_length(dealings) > 0)
);
comment on table collusion_suspicion is 'what was found, as it was then: never changed';
create index on collusion_suspicion (case_id, found_at);
revoke update, delete on collusion_suspicion from tsudoi_app;

create table collusion_look (
    id       uuid primary key,
    at       timestamptz not null,
    dealings int         not null,
    found    int         not null,
    opened   int         not null,
    whole    boolean     not null
);
create index on collusion_look (at);
revoke update, delete on collusion_look from tsudoi_app;

-- The ladder, one step after the other: what is not listed is refused.
create function collusion_case_climbs() returns trigger language plpgsql as $$
begin
    if new.members <> old.members or new.closed_before <> old.closed_before or new.opened_at <> old.opened_at then
        raise exception 'the group of % never changes', old.id
            using errcode = 'check_violation', constraint = 'collusion_case_climbs';
    end if;
    if array_position(array['look', 'hold', 'act'], new.level) < array_position(array['look', 'hold', 'act'], old.level) then
        raise exception 'what was found in % is not forgotten', old.id
            using errcode = 'check_violation', constraint = 'collusion_case_climbs';
    end if;
    if new.state = old.state then
        if new.step <> old.step or new.measure is distinct from old.measure or new.measured_by is distinct from old.measured_by then
            raise exception '% did not move', old.id using errcode = 'check_violation', constraint = 'collusion_case_climbs';
        end if;
        return new;
    end if;
    if new.step <> old.step + 1 or (old.state, new.state) not in (
        ('opened', 'looked_at'), ('opened', 'dismissed'),
        ('looked_at', 'earning_stopped'), ('looked_at', 'dismissed'),
        ('earning_stopped', 'points_held'), ('earning_stopped', 'appealed'), ('earning_stopped', 'lifted'),
        ('points_held', 'bonus_reversed'), ('points_held', 'appealed'), ('points_held', 'lifted'),
        ('bonus_reversed', 'suspended'), ('bonus_reversed', 'appealed'), ('bonus_reversed', 'lifted'),
        ('suspended', 'appealed'), ('suspended', 'lifted'),
        ('appealed', 'upheld'), ('appealed', 'lifted'),
        ('upheld', 'appealed'), ('upheld', 'lifted'))
    then
        raise exception '% does not go from % to %', old.id, old.state, new.state
            using errcode = 'check_violation', constraint = 'collusion_case_climbs';
    end if;
    -- An appeal changes nothing of what is appealed against.
    if new.state in ('appealed', 'upheld')
        and (new.measure is distinct from old.measure or new.measured_by is distinct from old.measured_by)
    then
        raise exception 'an appeal in % changes the measure', old.id
            using errcode = 'check_violation', constraint = 'collusion_case_climbs';
    end if;
    return new;
end $$;
create trigger collusion_case_climbs before update on collusion_case
    for each row execute function collusion_case_climbs();

-- Ids are shown as texts of base 32 (`mem_…`); written here a second time, so that the rules below are the database's own.
create function collusion_shown(prefix text, id uuid) returns text language sql immutable as $$
    select prefix || '_' || string_agg(
        substr('0123456789abcdefghjkmnpqrstvwxyz', 1 + substr('00' || bits.b::text, place * 5 + 1, 5)::bit(5)::int, 1), ''
        order by place)
    from (select ('x' || replace(id::text, '-', ''))::bit(128) as b) bits, generate_series(0, 25) as place
$$;

-- Each state is there by an event, which is by whoever may.
create function collusion_case_is_audited() returns trigger language plpgsql as $$
declare
    now_is collusion_case;
    by_whom text;
    is_party boolean;
begin
    select * into now_is from collusion_case where id = new.id;
    select who into by_whom from collusion_case_event
    where case_id = now_is.id and step = now_is.step and to_state = now_is.state;
    if by_whom is null then
        raise exception 'nobody said why % is %', now_is.id, now_is.state
            using errcode = 'check_violation', constraint = 'collusion_case_is_audited';
    end if;
    select by_whom in (select collusion_shown('mem', member) from unnest(now_is.members) as member) into is_party;
    if is_party <> (now_is.state = 'appealed') then
        raise exception '% is not who may bring % to %', by_whom, now_is.id, now_is.state
            using errcode = 'check_violation', constraint = 'collusion_case_is_audited';
    end if;
    if now_is.state = 'upheld' and by_whom = now_is.measured_by then
        raise exception '% took the measure of %', by_whom, now_is.id
            using errcode = 'check_violation', constraint = 'collusion_case_is_audited';
    end if;
    if now_is.state in ('earning_stopped', 'points_held', 'bonus_reversed', 'suspended') and by_whom <> now_is.measured_by then
        raise exception 'the measure of % is by somebody else', now_is.id
            using errcode = 'check_violation', constraint = 'collusion_case_is_audited';
    end if;
    return null;
end $$;
create constraint trigger collusion_case_is_audited after insert or update on collusion_case
    deferrable initially deferred for each row execute function collusion_case_is_audited();
