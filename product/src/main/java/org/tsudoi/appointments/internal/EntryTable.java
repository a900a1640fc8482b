package org.tsudoi.appointments.internal;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tsudoi.freetimes.BookingId;
import org.tsudoi.meetings.AdmissionId;
import org.tsudoi.members.MemberId;

/// Rows of `session_entry`.
@Component
class EntryTable {
    private final JdbcClient jdbc;

    EntryTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record Entry(AdmissionId admission, MemberId member) {}

    void insert(BookingId booking, Entry entry, Instant now) {
        jdbc.sql("""
                        insert into session_entry (admission, booking, member, entered_at)
                        values (:admission, :booking, :member, :now)""")
                .param("admission", entry.admission.value())
                .param("booking", booking.value())
                .param("member", entry.member.value())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    record Entered(BookingId booking, AdmissionId admission, MemberId member, Instant at) {}

    List<Entered> of(Collection<BookingId> bookings) {
        if (bookings.isEmpty()) return List.of();
        return jdbc.sql("""
                        select booking, admission, member, entered_at from session_entry
                        where booking = any(:bookings) order by entered_at, admission""")
                .param("bookings", bookings.stream().map(BookingId::value).toArray(UUID[]::new))
                .query((row, _) -> new Entered(
                        new BookingId(row.getObject("booking", UUID.class)),
                        new AdmissionId(row.getObject("admission", UUID.class)),
                        new MemberId(row.getObject("member", UUID.class)),
                        row.getTimestamp("entered_at").toInstant()))
                .list();
    }

    List<Entry> of(BookingId booking) {
        return jdbc.sql("select admission, member from session_entry where booking = :booking order by entered_at")
                .param("booking", booking.value())
                .query((row, _) -> new Entry(
                        new AdmissionId(row.getObject("admission", UUID.class)),
                        new MemberId(row.getObject("member", UUID.class))))
                .list();
    }
}
