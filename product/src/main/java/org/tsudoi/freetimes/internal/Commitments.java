package org.tsudoi.freetimes.internal;

import static org.tsudoi.freetimes.internal.Columns.at;
import static org.tsudoi.freetimes.internal.Columns.instant;

import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tsudoi.freetimes.Booking;
import org.tsudoi.freetimes.BookingId;
import org.tsudoi.freetimes.BookingSubjects;
import org.tsudoi.members.MemberId;

/// What binds the two parties besides the host's own calendar: nobody is in two places at a time,
/// whoever's guest they are, and nothing is booked twice.
@Component
class Commitments {
    /// Times that are agreed on, and those that wait for a payment; what is only proposed binds nobody.
    private static final String TIMES = """
            select t.starts_at as from_at, t.starts_at + t.length_minutes * interval '1 minute' as until_at
            from booking b join booking_time t on t.booking = b.id
            where (b.state in ('agreed', 'moved') or b.state = 'proposed' and b.waits_for = 'payment')
                and t.starts_at < :until and t.starts_at + t.length_minutes * interval '1 minute' > :from
                and b.id is distinct from cast(:besides as uuid) and b.""";

    private final JdbcClient jdbc;
    private final ObjectProvider<BookingSubjects> subjects;

    Commitments(JdbcClient jdbc, ObjectProvider<BookingSubjects> subjects) {
        this.jdbc = jdbc;
        this.subjects = subjects;
    }

    /// Until the end of the transaction nobody else decides about what these two do, or about what this
    /// is for. To be called once the host's row is locked: those who hold that wait for no other row.
    void hold(Booking.Terms terms) {
        Stream.of("for " + terms.reference(), "of " + terms.host(), "of " + terms.guest())
                .sorted()
                .forEach(key -> jdbc.sql("select 1 from pg_advisory_xact_lock(hashtextextended(:key, 0))")
                        .param("key", "booking " + key)
                        .query(Integer.class)
                        .single());
    }

    boolean mayBeBooked(String reference, BookingId besides) {
        return !isBooked(reference, besides) && subjects.stream().allMatch(subject -> subject.isOpen(reference));
    }

    boolean isBooked(String reference, BookingId besides) {
        return jdbc.sql("""
                        select exists (select from booking
                            where reference = :reference and state in ('agreed', 'moved', 'held') and id <> :besides)""")
                .param("reference", reference)
                .param("besides", besides.value())
                .query(Boolean.class)
                .single();
    }

    /// Of the guest whatever they have, of the host what they have as somebody's guest.
    boolean isElsewhere(Booking.Terms terms, Instant startsAt, @Nullable BookingId besides) {
        return !elsewhere(terms, new Interval(startsAt, startsAt.plus(terms.length())), besides)
                .isEmpty();
    }

    List<Interval> elsewhere(Booking.Terms terms, Interval within, @Nullable BookingId besides) {
        var all = new ArrayList<>(asGuest(terms.host(), within, besides));
        all.addAll(ofWhoever(terms.guest(), within, besides));
        return all;
    }

    List<Interval> ofWhoever(MemberId who, Interval within, @Nullable BookingId besides) {
        var all = new ArrayList<>(asGuest(who, within, besides));
        all.addAll(times("host", who, within, besides));
        return all;
    }

    List<Interval> asGuest(MemberId who, Interval within, @Nullable BookingId besides) {
        return times("guest", who, within, besides);
    }

    private List<Interval> times(String side, MemberId who, Interval within, @Nullable BookingId besides) {
        return jdbc.sql(TIMES + side + " = :who")
                .param("who", who.value())
                .param("from", at(within.from()))
                .param("until", at(within.until()))
                .param("besides", besides == null ? null : besides.value().toString(), Types.VARCHAR)
                .query((row, _) -> new Interval(instant(row, "from_at"), instant(row, "until_at")))
                .list();
    }
}
