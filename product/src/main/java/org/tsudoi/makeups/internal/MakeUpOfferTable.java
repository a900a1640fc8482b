package org.tsudoi.makeups.internal;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tsudoi.makeups.MakeUpOffers.Offer;
import org.tsudoi.makeups.OccasionId;
import org.tsudoi.offerings.DateId;
import org.tsudoi.offerings.EventId;

/// Rows of `makeup_offer`.
@Component
class MakeUpOfferTable {
    private final JdbcClient jdbc;

    MakeUpOfferTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(Offer offer, EventId course, Instant now) {
        jdbc.sql("""
                        insert into makeup_offer (missed, course, occasion, event, offered_at, until)
                        values (:missed, :course, :occasion, :event, :now, :until)""")
                .param("missed", offer.missed().value())
                .param("course", course.value())
                .param("occasion", offer.instead().value())
                .param("event", offer.event().value())
                .param("now", Timestamp.from(now))
                .param("until", Timestamp.from(offer.until()))
                .update();
    }

    Optional<Offer> find(DateId missed) {
        return jdbc.sql("select occasion, event, until from makeup_offer where missed = :missed")
                .param("missed", missed.value())
                .query((row, _) -> new Offer(
                        missed,
                        new EventId(row.getObject("event", UUID.class)),
                        new OccasionId(row.getObject("occasion", UUID.class)),
                        row.getTimestamp("until").toInstant()))
                .optional();
    }
}
