package org.tsudoi.freetimes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.core.NestedRuntimeException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsudoi.members.MemberId;
import org.tsudoi.members.Members;
import org.tsudoi.platform.Ids;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestClock;

/// What the database refuses by itself, whatever the program believes.
@ProductTest
class BookingSecondLocksTest {
    private static final Pattern STATE = Pattern.compile("state = '(\\w+)'");

    private final JdbcClient sql;
    private final TransactionTemplate transactions;
    private final Calendar calendar;
    private final MemberId host;
    private final Booking first;
    private final Booking second;

    BookingSecondLocksTest(
            Bookings bookings,
            FreeTimes times,
            Members members,
            Ids ids,
            TestClock clock,
            JdbcClient sql,
            TransactionTemplate transactions) {
        this.sql = sql;
        this.transactions = transactions;
        this.calendar = new Calendar(members, times, bookings, ids, clock);
        this.host = calendar.host();
        this.first = calendar.taken(host, calendar.somebody(), calendar.at(5, 10));
        this.second = calendar.taken(host, calendar.somebody(), calendar.at(5, 14));
    }

    private void refuses(String constraint, String statement) {
        assertThatThrownBy(() -> transactions.executeWithoutResult(_ -> sql.sql(statement)
                        .param("first", first.id().value())
                        .param("second", second.id().value())
                        .param("start", at(10))
                        .param("host", host.value())
                        .update()))
                .isInstanceOf(NestedRuntimeException.class)
                .hasStackTraceContaining(constraint);
    }

    private OffsetDateTime at(int hour) {
        return calendar.at(5, hour).atOffset(ZoneOffset.UTC);
    }

    @Test
    void twoBookingsOfAHostDoNotOverlapNotEvenTheirBuffers() {
        // The first one ends at 11:00 and has a quarter of an hour after it.
        for (int minutes : new int[] {0, 30, 60, 74, -30, -74}) {
            refuses("booking_time_of_a_host_never_overlaps", """
                            insert into booking_time (booking, host, length_minutes, before_minutes, after_minutes, starts_at, taken)
                            select booking, host, length_minutes, before_minutes, after_minutes, s,
                                tstzrange(s, s + interval '75 minutes')
                            from booking_time t, (select :start + %d * interval '1 minute' as s) as x
                            where booking = :second and host = :host""".formatted(minutes));
        }
    }

    @Test
    void aTimeTakesWhatItSaysAndWhatItsBookingSays() {
        refuses(
                "booking_time_takes_what_it_says",
                "update booking_time set taken = tstzrange(lower(taken), lower(taken) + interval '1 minute')"
                        + " where booking = :first");
        refuses(
                "booking_time_booking_host_length_minutes",
                "update booking_time set after_minutes = 0, taken = tstzrange(lower(taken), upper(taken)"
                        + " - interval '15 minutes')"
                        + " where booking = :first");
    }

    @Test
    void whatIsToTakePlaceKeepsItsTime() {
        refuses("booking_keeps_its_time", "delete from booking_time where booking = :first");
        refuses(
                "booking_keeps_its_time",
                "update booking set starts_at = :start + interval '1 hour' where id = :first");
    }

    @Test
    void limitsHoldInTheDatabaseToo() {
        refuses(
                "booking_moves_within_limits",
                "update booking set state = 'moved', moves = 3, own_moves = 3 where id = :first");
        refuses("booking_day_check", "update booking_day set bookings = bookings_max + 1 where host = :host");
    }

    @Test
    void historyIsWrittenOnceAndNeverChanged() {
        refuses("permission denied", "update booking_event set what = 'other' where booking = :first");
        refuses("permission denied", "delete from booking_event where booking = :first");
    }

    @Test
    void theDatabaseKnowsTheStatesOfTheType() {
        var constraint = sql.sql("select pg_get_constraintdef(oid) from pg_constraint where conname = 'booking_state'")
                .query(String.class)
                .single();
        Set<String> there = STATE.matcher(constraint)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> here = Arrays.stream(Booking.class.getPermittedSubclasses())
                .map(state -> state.getSimpleName()
                        .replaceAll("(?<=[a-z])(?=[A-Z])", "_")
                        .toLowerCase(Locale.ROOT))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(there).isEqualTo(here);
    }
}
