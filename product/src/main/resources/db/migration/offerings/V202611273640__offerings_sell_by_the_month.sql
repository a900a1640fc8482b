-- Besides meetings and sessions there is what is paid for by the month: it has no time, and is sold period by period.
alter table event
    drop constraint event_kind_check,
    drop constraint event_has_its_time,
    add constraint event_kind check (kind in ('meeting', 'session', 'month')),
    add constraint event_has_its_time check (
        (kind = 'meeting' and num_nonnulls(starts_local, minutes, starts_at, ends_at) = 4)
        or (kind in ('session', 'month') and num_nonnulls(starts_local, minutes, starts_at, ends_at) = 0));
