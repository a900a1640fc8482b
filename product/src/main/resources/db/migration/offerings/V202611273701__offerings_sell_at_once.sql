-- What the house sells itself has no time either: it is given at once, and to whoever was asked.
alter table event
    drop constraint event_kind,
    drop constraint event_has_its_time,
    add constraint event_kind check (kind in ('meeting', 'session', 'month', 'at_once')),
    add constraint event_has_its_time check (
        (kind = 'meeting' and num_nonnulls(starts_local, minutes, starts_at, ends_at) = 4)
        or (kind in ('session', 'month', 'at_once') and num_nonnulls(starts_local, minutes, starts_at, ends_at) = 0));
