package org.tsudoi.conduct.internal;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tsudoi.offerings.EventId;

/// Rows of `held_sale`.
@Component
class HeldSaleTable {
    private static final int BATCH = 500;

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

    List<EventId> held() {
        return jdbc.sql("select event from held_sale order by since, event limit :batch")
                .param("batch", BATCH)
                .query((row, _) -> new EventId(row.getObject("event", UUID.class)))
                .list();
    }

    void insert(EventId event, Instant now) {
        jdbc.sql("insert into held_sale (event, since) values (:event, :now) on conflict do nothing")
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
