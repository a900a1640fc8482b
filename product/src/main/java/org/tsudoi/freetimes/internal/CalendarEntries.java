package org.tsudoi.freetimes.internal;

import static org.tsudoi.freetimes.internal.Columns.instant;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tsudoi.contact.PersonName;
import org.tsudoi.freetimes.Booking;
import org.tsudoi.freetimes.BookingCalendar.Invitation;
import org.tsudoi.freetimes.BookingId;
import org.tsudoi.freetimes.BookingWords;
import org.tsudoi.members.Member;
import org.tsudoi.members.MemberId;
import org.tsudoi.texts.CalendarLines;

/// How bookings are written in calendar files (RFC 5545): each has a name that never changes, and what
/// was moved or cancelled is counted, so that one that is mailed and one that is subscribed to are the
/// same.
@Component
class CalendarEntries {
    private final JdbcClient jdbc;
    private final EntryWords words;
    private final String sender;

    CalendarEntries(
            JdbcClient jdbc,
            EntryWords words,
            @Value("${tsudoi.mail.from:tsudoi@localhost.localdomain}") String sender) {
        this.jdbc = jdbc;
        this.words = words;
        this.sender = sender;
    }

    /// @param status of what is or was to take place
    private record Entry(Booking booking, Instant startsAt, String status) {
        static Optional<Entry> of(Booking booking) {
            return switch (booking) {
                case Booking.Agreed it -> Optional.of(new Entry(it, it.startsAt(), "CONFIRMED"));
                case Booking.Moved it -> Optional.of(new Entry(it, it.startsAt(), "CONFIRMED"));
                case Booking.Held it -> Optional.of(new Entry(it, it.startsAt(), "CONFIRMED"));
                case Booking.NoShow it -> Optional.of(new Entry(it, it.startsAt(), "CONFIRMED"));
                case Booking.Cancelled it -> Optional.of(new Entry(it, it.startsAt(), "CANCELLED"));
                // Only proposed times are nobody's appointment.
                case Booking.Proposed _, Booking.Lapsed _ -> Optional.empty();
            };
        }

        boolean isCancelled() {
            return status.equals("CANCELLED");
        }
    }

    void write(Collection<Booking> bookings, MemberId reader, CalendarLines lines) {
        var entries = bookings.stream().flatMap(one -> Entry.of(one).stream()).toList();
        var histories = histories(
                entries.stream().map(entry -> entry.booking.id().value()).toList());
        var told = words.of(entries.stream().map(Entry::booking).toList(), reader);
        for (var entry : entries) {
            var id = entry.booking.id();
            lines.add("BEGIN:VEVENT");
            write(entry, Objects.requireNonNull(histories.get(id)), Objects.requireNonNull(told.get(id)), lines);
            lines.add("END:VEVENT");
        }
    }

    private void write(Entry entry, History history, BookingWords.Words told, CalendarLines lines) {
        lines.add("UID:" + entry.booking.id() + "@" + words.ourHost());
        lines.add("SEQUENCE:" + history.changes());
        lines.add("DTSTAMP:" + CalendarLines.utc(history.last()));
        lines.add("DTSTART:" + CalendarLines.utc(entry.startsAt));
        lines.add("DTEND:"
                + CalendarLines.utc(entry.startsAt.plus(entry.booking.terms().length())));
        lines.add("SUMMARY:" + CalendarLines.escaped(told.title()));
        lines.add("LOCATION:" + CalendarLines.escaped(told.page()));
        lines.add("URL:" + told.page());
        lines.add("STATUS:" + entry.status);
    }

    /// To be mailed to one of its parties (RFC 5546).
    Optional<Invitation> invitation(Booking booking, Member reader) {
        return Entry.of(booking).map(entry -> {
            var method = entry.isCancelled() ? "CANCEL" : "REQUEST";
            var history = Objects.requireNonNull(
                    histories(List.of(booking.id().value())).get(booking.id()));
            var told = Objects.requireNonNull(
                    words.of(List.of(booking), reader.id()).get(booking.id()));
            var lines = new CalendarLines();
            begin(method, lines);
            lines.add("BEGIN:VEVENT");
            write(entry, history, told, lines);
            lines.add("ORGANIZER;CN=Tsudoi:mailto:" + sender);
            var name = reader.displayName()
                    .map(PersonName::value)
                    .map(known -> ";CN=" + CalendarLines.parameter(known))
                    .orElse("");
            lines.add("ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED" + name + ":mailto:"
                    + reader.email().value());
            lines.add("END:VEVENT");
            lines.add("END:VCALENDAR");
            return new Invitation(method, lines.toString());
        });
    }

    static void begin(String method, CalendarLines lines) {
        lines.add("BEGIN:VCALENDAR");
        lines.add("VERSION:2.0");
        lines.add("PRODID:-//Tsudoi//EN");
        lines.add("CALSCALE:GREGORIAN");
        lines.add("METHOD:" + method);
    }

    /// @param changes of its time, and its cancelling: what calendars count
    private record History(Instant last, int changes) {}

    private Map<BookingId, History> histories(List<UUID> bookings) {
        var histories = new HashMap<BookingId, History>();
        if (bookings.isEmpty()) return histories;
        jdbc.sql("""
                        select booking, max(at) as last, count(*) filter (where what in ('moved', 'cancelled')) as changes
                        from booking_event where booking in (:bookings) group by booking""").param("bookings", bookings).query(row -> {
            histories.put(
                    new BookingId(row.getObject("booking", UUID.class)),
                    new History(instant(row, "last"), row.getInt("changes")));
        });
        return histories;
    }
}
