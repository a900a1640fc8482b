package org.tsudoi.conduct.internal;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tsudoi.offerings.EventId;

/// Rows of `held_sale`: each remembers the closing that was ours, so that no other is undone.
@Component
class HeldSaleTable {
    static final int BATCH = 500;

    private final JdbcClient jdbc;

    HeldSaleTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// On sale, of organisers of whom nobody may teach.
    List<EventId> toHold(Instant now) {
        return jdbc.sql("""
                        select e.id from event e
                        join (
                            select o.organiser from (
                                select distinct organiser from event
                                where state = 'published' and kind not in ('month', 'at_once')) o
                            where not organiser_may_teach(o.organiser, :now)) barred on barred.organiser = e.organiser
                        where e.state = 'published' and e.kind not in ('month', 'at_once')
                            and (e.ends_at is null or e.ends_at > :now)
                        limit :batch""")
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("batch", BATCH)
                .query((row, _) -> new EventId(row.getObject("id", UUID.class)))
                .list();
    }

    /// Nothing becomes of it before the caller's transaction ends. False when somebody closed it before us.
    boolean lockOnSale(EventId event) {
        return jdbc.sql("select id from event where id = :event and state = 'published' for update")
                .param("event", event.value())
                .query(UUID.class)
                .optional()
                .isPresent();
    }

    /// As of [#lockOnSale]. False when it was opened, closed anew or called off since we closed it.
    boolean lockAsWeClosedIt(EventId event) {
        return jdbc.sql("""
                        select e.id from event e join held_sale h on h.event = e.id
                        where e.id = :event and e.state = 'closed' and e.closed_at = h.closed_at
                        for update of e""")
                .param("event", event.value())
                .query(UUID.class)
                .optional()
                .isPresent();
    }

    /// By id from after one on.
    List<EventId> held(@Nullable EventId after) {
        return jdbc.sql("select event from held_sale where event > :after order by event limit :batch")
                .param("after", after == null ? new UUID(0, 0) : after.value())
                .param("batch", BATCH)
                .query((row, _) -> new EventId(row.getObject("event", UUID.class)))
                .list();
    }

    boolean isHeld(EventId event) {
        return jdbc.sql("select event from held_sale where event = :event")
                .param("event", event.value())
                .query(UUID.class)
                .optional()
                .isPresent();
    }

    /// One that has just been closed.
    void insert(EventId event, Instant now) {
        jdbc.sql("""
                        insert into held_sale (event, since, closed_at)
                        select id, :now, closed_at from event where id = :event
                        on conflict (event) do update set since = excluded.since, closed_at = excluded.closed_at""")
                .param("event", event.value())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    void delete(EventId event) {
        jdbc.sql("delete from held_sale where event = :event")
                .param("event", event.value())
                .update();
    }
}
