package org.tsudoi.journeys;

import java.time.Duration;

/// The clock of the product is the machine's. So what is waited for does not come nearer: what was agreed is put
/// back in its database, as if it had been agreed for earlier, and jobs are made due.
record Past(World world) {
    /// The newest booking of all began so long ago, and what was said of it was said as much earlier.
    void bookingBegan(Duration ago) {
        world.administer("""
                set session_replication_role = replica;
                create temporary table back as
                select id, starts_at - (date_trunc('minute', now()) - %s) as far
                from booking order by made_at desc limit 1;
                update booking_time t set starts_at = starts_at - far, taken = tstzrange(
                    starts_at - far - before_minutes * interval '1 minute',
                    starts_at - far + (length_minutes + after_minutes) * interval '1 minute')
                from back where back.id = t.booking;
                update booking b set starts_at = starts_at - far from back where back.id = b.id;
                update booking_event e set at = at - far from back where back.id = e.booking;
                drop table back""".formatted(interval(ago)));
    }

    /// It began so long ago, with its further dates as much earlier, and so its buyers were told.
    void eventBegan(Organiser.Offer offer, Duration ago) {
        world.administer("""
                set session_replication_role = replica;
                create temporary table back as
                select id, starts_at - (date_trunc('minute', now()) - %s) as far from event where id = '%s';
                update event e set starts_local = starts_local - far, starts_at = starts_at - far,
                    ends_at = ends_at - far, due_from = due_from - far
                from back where back.id = e.id;
                update orders o set starts_at = starts_at - far from back where back.id = o.event;
                update meeting m set starts_at = starts_at - far from back
                where back.id = m.id or m.id in (select d.id from event_date d where d.event = back.id);
                update event_date d set starts_local = starts_local - far, starts_at = starts_at - far
                from back where back.id = d.event;
                drop table back""".formatted(interval(ago), offer.id()));
    }

    /// The time in which its owner may say whether it was held is over.
    void answerIsLate(Organiser.Offer offer) {
        world.administer("""
                set session_replication_role = replica;
                update event_outcome set looked_at = looked_at - interval '30 days',
                    answer_by = answer_by - interval '30 days' where event = '%s'""".formatted(offer.id()));
    }

    /// The newest membership of all began a month earlier, and what comes with its next month was told: that month
    /// begins today.
    void membershipBeganAMonthEarlier() {
        world.administer("""
                set session_replication_role = replica;
                create temporary table back as select id from membership order by joined_at desc limit 1;
                update membership m set joined_at = joined_at - interval '1 month',
                    joined_on = (joined_on - interval '1 month')::date, warned = 1, next_at = now()
                from back where back.id = m.id;
                update membership_charge c set period_from = (period_from - interval '1 month')::date,
                    period_until = (period_until - interval '1 month')::date,
                    whole_from = (whole_from - interval '1 month')::date, opened_at = opened_at - interval '1 month'
                from back where back.id = c.membership;
                drop table back""");
    }

    /// What is looked at from time to time is looked at now.
    void due(String job) {
        world.administer("update scheduled_tasks set execution_time = now() where task_name = '" + job + "'");
    }

    private static String interval(Duration ago) {
        return "interval '" + ago.toMinutes() + " minutes'";
    }
}
