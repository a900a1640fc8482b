-- Money goes back as an event was moved, as nobody held it, or as a member left. The second lock beside Refund.Reason and Ticket.CancelledBy.
alter table refund drop constraint refund_says_why;
alter table refund add constraint refund_says_why check (why in (
    'cancelled by participant', 'cancelled by organiser', 'event cancelled', 'paid too late', 'paid twice', 'paid another price',
    'not withheld any more', 'paid too much', 'paid in part', 'slip paid again',
    'rescheduled', 'host absent', 'member left')) not valid;
alter table refund validate constraint refund_says_why;

alter table ticket drop constraint ticket_cancelled_by_check;
alter table ticket add constraint ticket_cancelled_by_check check (
    cancelled_by in ('participant', 'organiser', 'event', 'moved', 'no_host', 'left')) not valid;
alter table ticket validate constraint ticket_cancelled_by_check;

-- All of it comes back for a move only where there was one after the order, and in the time that was told.
create function place_is_left_after_a_move() returns trigger language plpgsql as $$
begin
    if not exists (
        select from event_move m join orders o on o.id = new.orders
        where m.event = new.event and m.at > o.placed_at and new.cancelled_at < m.leave_until) then
        raise exception 'nobody may leave for a move that was not' using errcode = 'integrity_constraint_violation';
    end if;
    return new;
end $$;
create trigger place_is_left_after_a_move before update on ticket
    for each row when (old.state = 'valid' and new.cancelled_by = 'moved')
    execute function place_is_left_after_a_move();
