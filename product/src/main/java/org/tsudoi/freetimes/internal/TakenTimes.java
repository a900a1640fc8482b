package org.tsudoi.freetimes.internal;

import static org.tsudoi.freetimes.internal.Columns.at;
import static org.tsudoi.freetimes.internal.Columns.instant;
import static org.tsudoi.freetimes.internal.Columns.minutes;

import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tsudoi.freetimes.Booking;
import org.tsudoi.freetimes.BookingId;
import org.tsudoi.members.MemberId;

/// Rows of `booking_time` and `booking_day`: what of a host's time is taken by their own bookings.
@Component
class TakenTimes {
    private final JdbcClient jdbc;

    TakenTimes(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// With their buffers.
    List<Interval> of(MemberId host, Interval within, @Nullable BookingId besides) {
        return jdbc.sql("""
                        select lower(taken) as from_at, upper(taken) as until_at from booking_time
                        where host = :host and taken && tstzrange(:from, :until)
                            and booking is distinct from cast(:besides as uuid)""")
                .param("host", host.value())
                .param("from", at(within.from()))
                .param("until", at(within.until()))
                .param("besides", besides == null ? null : besides.value().toString(), Types.VARCHAR)
                .query((row, _) -> new Interval(instant(row, "from_at"), instant(row, "until_at")))
                .list();
    }

    static Interval withBuffers(Booking.Terms terms, Instant startsAt) {
        return new Interval(startsAt, startsAt.plus(terms.length()))
                .widened(terms.buffers().before(), terms.buffers().after());
    }

    /// Once nobody else can take them any more: the database refuses whatever overlaps all the same.
    void take(Booking booking, Collection<Instant> starts) {
        var terms = booking.terms();
        for (var start : starts) {
            var taken = withBuffers(terms, start);
            jdbc.sql("""
                            insert into booking_time (booking, host, length_minutes, before_minutes, after_minutes, starts_at, taken)
                            values (:booking, :host, :length, :before, :after, :start, tstzrange(:from, :until))""")
                    .param("booking", booking.id().value())
                    .param("host", terms.host().value())
                    .param("length", minutes(terms.length()))
                    .param("before", minutes(terms.buffers().before()))
                    .param("after", minutes(terms.buffers().after()))
                    .param("start", at(start))
                    .param("from", at(taken.from()))
                    .param("until", at(taken.until()))
                    .update();
        }
    }

    void freeAllBut(BookingId booking, @Nullable Instant kept) {
        jdbc.sql("delete from booking_time where booking = :booking and starts_at is distinct from :kept")
                .param("booking", booking.value())
                .param("kept", at(kept), Types.TIMESTAMP_WITH_TIMEZONE)
                .update();
    }

    /// Days on which as many bookings begin as may.
    ///
    /// @param besides a day of a booking that does not count
    Set<LocalDate> full(MemberId host, int max, @Nullable LocalDate besides) {
        var days = new HashSet<LocalDate>();
        jdbc.sql("select day, bookings from booking_day where host = :host and bookings >= :max")
                .param("host", host.value())
                .param("max", max)
                .query(row -> {
                    var day = row.getObject("day", LocalDate.class);
                    if (row.getInt("bookings") > max || !Objects.equals(day, besides)) days.add(day);
                });
        return days;
    }

    /// One more on that day. Answers false when there are as many as may be.
    boolean count(MemberId host, LocalDate day, int max) {
        return jdbc.sql("""
                                insert into booking_day as d (host, day, bookings, bookings_max) values (:host, :day, 1, :max)
                                on conflict (host, day) do update set bookings = d.bookings + 1, bookings_max = :max
                                where d.bookings < :max""")
                        .param("host", host.value())
                        .param("day", day)
                        .param("max", max)
                        .update()
                == 1;
    }

    /// The same for what the host themselves agreed to: beyond their limit it is raised for that day.
    void countAgreed(MemberId host, LocalDate day, int max) {
        jdbc.sql("""
                        insert into booking_day as d (host, day, bookings, bookings_max) values (:host, :day, 1, :max)
                        on conflict (host, day) do update set bookings = d.bookings + 1,
                            bookings_max = greatest(d.bookings_max, d.bookings + 1)""")
                .param("host", host.value())
                .param("day", day)
                .param("max", max)
                .update();
    }

    void uncount(MemberId host, LocalDate day) {
        jdbc.sql("update booking_day set bookings = bookings - 1 where host = :host and day = :day")
                .param("host", host.value())
                .param("day", day)
                .update();
    }
}
