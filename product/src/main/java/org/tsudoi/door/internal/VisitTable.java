package org.tsudoi.door.internal;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tsudoi.meetings.AdmissionId;
import org.tsudoi.offerings.DateId;
import org.tsudoi.orders.TicketId;

/// Rows of `door_visit`: who was let in to which date of a course. A pass remembers the last time only.
@Component
class VisitTable {
    private final JdbcClient jdbc;

    VisitTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record Visit(AdmissionId admission, TicketId ticket, DateId date) {}

    void insert(Visit visit, Instant now) {
        jdbc.sql("""
                        insert into door_visit (admission, ticket, course_date, since)
                        values (:admission, :ticket, :date, :now)""")
                .param("admission", visit.admission.value())
                .param("ticket", visit.ticket.value())
                .param("date", visit.date.value())
                .param("now", Timestamp.from(now))
                .update();
    }

    List<Visit> of(List<DateId> dates) {
        return read("where course_date = any(:ids)", dates.stream().map(DateId::value));
    }

    List<Visit> by(Collection<TicketId> tickets) {
        return read("where ticket = any(:ids)", tickets.stream().map(TicketId::value));
    }

    private List<Visit> read(String where, Stream<UUID> ids) {
        return jdbc.sql("select admission, ticket, course_date from door_visit " + where)
                .param("ids", ids.toArray(UUID[]::new))
                .query((row, _) -> new Visit(
                        new AdmissionId(row.getObject("admission", UUID.class)),
                        new TicketId(row.getObject("ticket", UUID.class)),
                        new DateId(row.getObject("course_date", UUID.class))))
                .list();
    }
}
