package org.tsudoi.freetimes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.tsudoi.freetimes.Booking.Party;
import org.tsudoi.freetimes.BookingRules.Buffers;
import org.tsudoi.freetimes.BookingRules.Changes;
import org.tsudoi.members.MemberId;

class BookingRulesTest {
    private static final LocalDate DAY = LocalDate.of(2026, 12, 1);

    @ParameterizedTest
    @CsvSource({
        "09:00, 12:00, 2026-12-01T12:00, false",
        "22:00, 02:00, 2026-12-02T02:00, true",
        "22:00, 00:00, 2026-12-02T00:00, false",
        "00:00, 00:00, 2026-12-02T00:00, false",
        "08:00, 08:00, 2026-12-02T08:00, true"
    })
    void aSpanMayEndOnTheNextDay(LocalTime from, LocalTime until, String end, boolean overMidnight) {
        var span = new Span(from, until);
        assertThat(span.endFrom(DAY)).hasToString(end);
        assertThat(span.runsOverMidnight()).isEqualTo(overMidnight);
    }

    @Test
    void spansOfADayAreInOrderAndDoNotOverlap() {
        var early = new Span(LocalTime.of(9, 0), LocalTime.of(12, 0));
        var touching = new Span(LocalTime.of(12, 0), LocalTime.of(13, 0));
        var overlapping = new Span(LocalTime.of(11, 59), LocalTime.of(13, 0));
        assertThat(DayHours.of(touching, early).spans()).containsExactly(early, touching);
        assertThatThrownBy(() -> DayHours.of(early, overlapping)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Span(LocalTime.of(9, 0, 1), LocalTime.of(10, 0)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    static Stream<Runnable> outOfBounds() {
        return Stream.of(
                () -> rules(Duration.ofMinutes(7), 60, 8),
                () -> rules(Duration.ofMinutes(30), 0, 8),
                () -> rules(Duration.ofMinutes(30), 366, 8),
                () -> rules(Duration.ofMinutes(30), 60, 0),
                () -> new Buffers(Duration.ofMinutes(-1), Duration.ZERO),
                () -> new Buffers(Duration.ZERO, Duration.ofHours(5)),
                () -> new Changes(Duration.ofDays(15), 1),
                () -> new Changes(Duration.ZERO, -1));
    }

    private static void rules(Duration step, int daysAhead, int aDayMax) {
        var usual = BookingRules.USUAL;
        new BookingRules(step, usual.buffers(), usual.notice(), daysAhead, aDayMax, usual.changes());
    }

    @ParameterizedTest
    @MethodSource("outOfBounds")
    void rulesKeepTheirBounds(Runnable making) {
        assertThatThrownBy(making::run).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"PT9M, false", "PT10M, true", "PT8H, true", "PT8H1M, false", "PT30M30S, false"})
    void bookingsLastWholeMinutesAndNotForEver(Duration length, boolean may) {
        assertThat(BookingRules.isLength(length)).isEqualTo(may);
    }

    @Test
    void aGuestIsLateAfterTheAgreedTimeUnlessTheHostAskedForAnother() {
        var usual = BookingRules.USUAL;
        var terms = new Booking.Terms(
                new MemberId(UUID.randomUUID()),
                new MemberId(UUID.randomUUID()),
                "ord_1",
                Duration.ofMinutes(60),
                usual.buffers(),
                usual.changes());
        var start = Instant.parse("2026-12-02T01:00:00Z");
        var limit = start.minus(usual.changes().until());
        var agreed = new Booking.Agreed(new BookingId(UUID.randomUUID()), terms, start, false);
        assertThat(agreed.cancelled(Party.GUEST, limit).late()).isFalse();
        assertThat(agreed.cancelled(Party.GUEST, limit.plusMillis(1)).late()).isTrue();
        assertThat(agreed.cancelled(Party.HOST, limit.plusMillis(1)).late()).isFalse();
        assertThat(agreed.moveAsked()
                        .cancelled(Party.GUEST, limit.plusMillis(1))
                        .late())
                .isFalse();
        assertThat(agreed.moved(start.plusSeconds(60), start.minusSeconds(60)).ownMoves())
                .isEqualTo(1);
        assertThat(agreed.moveAsked()
                        .moved(start.plusSeconds(60), start.minusSeconds(60))
                        .ownMoves())
                .isZero();
        assertThatThrownBy(() -> new Booking.Terms(
                        terms.host(), terms.host(), "ord_1", terms.length(), terms.buffers(), terms.changes()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
