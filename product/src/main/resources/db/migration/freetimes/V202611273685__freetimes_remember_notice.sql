-- How long before its start its guest gave a time back or moved it by their own wish, at the least: what comes back for
-- what was sold follows that, however late the new time is.
alter table booking add column notice_seconds bigint check (notice_seconds >= 0);
update booking set notice_seconds = greatest(0, floor(extract(epoch from starts_at - ended_at)))
    where state = 'cancelled' and ended_by = 'guest';
alter table booking add constraint booking_notice check (
    notice_seconds is null or state = 'moved' or (state = 'cancelled' and ended_by = 'guest'));
