package org.tsudoi.freetimes;

import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.tsudoi.contact.EmailAddress;
import org.tsudoi.contact.PersonName;
import org.tsudoi.freetimes.BookingRules.Buffers;
import org.tsudoi.freetimes.BookingRules.Changes;
import org.tsudoi.members.MemberId;
import org.tsudoi.members.Members;
import org.tsudoi.platform.Ids;

/// Hosts who are there day and night, and guests who want something of it.
final class Calendar {
    static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");
    static final Duration HOUR = Duration.ofHours(1);

    private final Members members;
    private final FreeTimes times;
    private final Bookings bookings;
    private final Ids ids;
    private final Clock clock;

    Calendar(Members members, FreeTimes times, Bookings bookings, Ids ids, Clock clock) {
        this.members = members;
        this.times = times;
        this.bookings = bookings;
        this.ids = ids;
        this.clock = clock;
    }

    MemberId somebody() {
        var mail = new EmailAddress("someone-" + UUID.randomUUID() + "@freetimes.example");
        return members.findOrCreate(mail, Optional.of(new PersonName("森 みどり")), Locale.JAPANESE, TOKYO)
                .id();
    }

    static BookingRules rules(int aDayMax) {
        return new BookingRules(
                Duration.ofMinutes(30),
                new Buffers(Duration.ZERO, Duration.ofMinutes(15)),
                Duration.ZERO,
                60,
                aDayMax,
                new Changes(Duration.ofHours(24), 2));
    }

    static Availability dayAndNight(int aDayMax) {
        var week = new EnumMap<DayOfWeek, DayHours>(DayOfWeek.class);
        for (var day : DayOfWeek.values()) {
            week.put(day, DayHours.of(new Span(LocalTime.MIDNIGHT, LocalTime.MIDNIGHT)));
        }
        return new Availability(TOKYO, week, new TreeMap<>(), rules(aDayMax));
    }

    MemberId host() {
        return host(dayAndNight(20));
    }

    MemberId host(Availability availability) {
        var host = somebody();
        times.keep(host, availability);
        return host;
    }

    /// At that hour of the host's day so many days from now.
    Instant at(int days, int hour) {
        return clock.instant()
                .atZone(TOKYO)
                .truncatedTo(ChronoUnit.DAYS)
                .plusDays(days)
                .plusHours(hour)
                .toInstant();
    }

    BookingId newId() {
        return new BookingId(ids.next());
    }

    Bookings.Wish wish(MemberId host, MemberId guest, Instant start) {
        return new Bookings.Wish(newId(), host, guest, "ord_" + UUID.randomUUID(), HOUR, start);
    }

    Bookings.Answer take(MemberId host, Instant start) {
        return bookings.take(wish(host, somebody(), start));
    }

    Booking taken(MemberId host, MemberId guest, Instant start) {
        return done(bookings.take(wish(host, guest, start)));
    }

    static Booking done(Bookings.Answer answer) {
        return switch (answer) {
            case Bookings.Answer.Done(var booking) -> booking;
            case Bookings.Answer.Refused(var reason, var _) -> throw new IllegalStateException("refused: " + reason);
        };
    }

    List<Instant> free(MemberId host, int days) {
        var day = at(days, 0).atZone(TOKYO).toLocalDate();
        return times.slots(new FreeTimes.Question(host, HOUR, TOKYO, day, day)).getOrDefault(day, List.of()).stream()
                .map(Slot::startsAt)
                .toList();
    }
}
