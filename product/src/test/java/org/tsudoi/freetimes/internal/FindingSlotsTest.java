package org.tsudoi.freetimes.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tsudoi.freetimes.Availability;
import org.tsudoi.freetimes.BookingRules;
import org.tsudoi.freetimes.BookingRules.Buffers;
import org.tsudoi.freetimes.BookingRules.Changes;
import org.tsudoi.freetimes.DayHours;
import org.tsudoi.freetimes.Slot;
import org.tsudoi.freetimes.Span;

class FindingSlotsTest {
    private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");
    private static final Instant LONG_BEFORE = Instant.parse("2026-01-01T00:00:00Z");

    private static Span span(String written) {
        var times = written.split("-", -1);
        return new Span(LocalTime.parse(times[0]), LocalTime.parse(times[1]));
    }

    private static DayHours hours(String written) {
        return new DayHours(
                written.isBlank()
                        ? List.of()
                        : Arrays.stream(written.split(" ", -1))
                                .map(FindingSlotsTest::span)
                                .toList());
    }

    private static Map<DayOfWeek, DayHours> everyDay(String hours) {
        var week = new EnumMap<DayOfWeek, DayHours>(DayOfWeek.class);
        for (var day : DayOfWeek.values()) week.put(day, hours(hours));
        return week;
    }

    private static BookingRules rules(int step, int before, int after, int daysAhead) {
        return new BookingRules(
                Duration.ofMinutes(step),
                new Buffers(Duration.ofMinutes(before), Duration.ofMinutes(after)),
                Duration.ZERO,
                daysAhead,
                8,
                new Changes(Duration.ofHours(24), 2));
    }

    private static Availability open(ZoneId zone, String hours) {
        return new Availability(zone, everyDay(hours), new TreeMap<>(), rules(30, 0, 0, 365));
    }

    private static List<String> starts(Availability host, LocalDate day, int minutes, Interval... busy) {
        var wanted = new Interval(
                day.atStartOfDay(host.zone()).toInstant(),
                day.plusDays(1).atStartOfDay(host.zone()).toInstant());
        var written = DateTimeFormatter.ofPattern("HH:mmXXX");
        return new FindingSlots(host, List.of(busy), Set.of(), LONG_BEFORE)
                .find(Duration.ofMinutes(minutes), wanted).stream()
                        .map(slot -> written.format(slot.startsAt().atZone(host.zone())))
                        .toList();
    }

    /// The clocks go from 02:00 to 03:00 on 2026-03-29 in Berlin and on 2026-03-08 in New York, and from
    /// 03:00 (02:00) back to 02:00 (01:00) on 2026-10-25 (2026-11-01).
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Europe/Berlin    | 2026-03-29 | 01:00-04:00 | 60 | 01:00+01:00 01:30+01:00 03:00+02:00
            Europe/Berlin    | 2026-03-29 | 02:00-03:00 | 30 |
            Europe/Berlin    | 2026-03-29 | 02:30-04:00 | 30 | 03:00+02:00 03:30+02:00
            Europe/Berlin    | 2026-03-29 | 01:00-02:30 | 60 | 01:00+01:00
            Europe/Berlin    | 2026-03-28 | 23:30-02:30 | 90 | 00:00+01:00 00:30+01:00 01:00+01:00 23:30+01:00
            Europe/Berlin    | 2026-10-25 | 01:30-03:00 | 60 | 01:30+02:00 02:00+02:00 02:30+02:00 02:00+01:00
            Europe/Berlin    | 2026-10-25 | 02:30-03:30 | 30 | 02:30+02:00 02:30+01:00 03:00+01:00
            Europe/Berlin    | 2026-10-25 | 02:30-03:30 | 60 | 02:30+01:00
            America/New_York | 2026-03-08 | 01:30-03:30 | 60 | 01:30-05:00
            America/New_York | 2026-03-08 | 02:15-02:45 | 30 |
            America/New_York | 2026-11-01 | 00:30-02:00 | 60 | 00:30-04:00 01:00-04:00 01:30-04:00 01:00-05:00
            America/New_York | 2026-11-01 | 01:00-01:30 | 30 | 01:00-04:00 01:00-05:00
            Asia/Tokyo       | 2026-03-29 | 01:00-04:00 | 90 | 01:00+09:00 01:30+09:00 02:00+09:00 02:30+09:00
            Asia/Bangkok     | 2026-10-25 | 22:00-01:00 | 60 | 00:00+07:00 22:00+07:00 22:30+07:00 23:00+07:00 23:30+07:00
            Australia/Lord_Howe | 2026-04-05 | 01:00-02:30 | 30 | 01:00+11:00 01:30+11:00 01:30+10:30 02:00+10:30
            """)
    void startsAreWhereTheWallClockIsWithinTheHours(
            String zone, LocalDate day, String hours, int minutes, String expected) {
        assertThat(starts(open(ZoneId.of(zone), hours), day, minutes))
                .containsExactly(expected == null ? new String[0] : expected.split(" ", -1));
    }

    @Test
    void spansThatTouchAreOneAndStartsAreAtWholeSteps() {
        var day = LocalDate.of(2026, 12, 1);
        assertThat(starts(open(TOKYO, "09:10-10:00 10:00-11:00"), day, 60))
                .containsExactly("09:30+09:00", "10:00+09:00");
    }

    @Test
    void aWholeDayIsOpenFromMidnightToMidnight() {
        assertThat(starts(open(TOKYO, "00:00-00:00"), LocalDate.of(2026, 12, 1), 30))
                .hasSize(48);
    }

    @Test
    void anExceptionIsAWholeDayAndEndsTheNightBefore() {
        SortedMap<LocalDate, DayHours> exceptions = new TreeMap<>();
        var closed = LocalDate.of(2026, 12, 25);
        var other = LocalDate.of(2026, 12, 28);
        exceptions.put(closed, DayHours.CLOSED);
        exceptions.put(other, hours("23:00-01:00"));
        var host = new Availability(TOKYO, everyDay("22:00-02:00"), exceptions, rules(60, 0, 0, 365));
        assertThat(starts(host, closed.minusDays(1), 60))
                .containsExactly("00:00+09:00", "01:00+09:00", "22:00+09:00", "23:00+09:00");
        assertThat(starts(host, closed, 60)).isEmpty();
        assertThat(starts(host, closed.plusDays(1), 60)).containsExactly("22:00+09:00", "23:00+09:00");
        assertThat(starts(host, other, 60)).containsExactly("23:00+09:00");
        assertThat(starts(host, other.plusDays(1), 60)).containsExactly("00:00+09:00", "22:00+09:00", "23:00+09:00");
    }

    @Test
    void buffersKeepTheirDistanceFromWhatIsBusyOnBothSides() {
        var host = new Availability(TOKYO, everyDay("09:00-13:00"), new TreeMap<>(), rules(30, 15, 30, 365));
        var busy = new Interval(Instant.parse("2026-12-01T01:45:00Z"), Instant.parse("2026-12-01T02:15:00Z"));
        assertThat(starts(host, LocalDate.of(2026, 12, 1), 30, busy))
                .containsExactly("09:00+09:00", "09:30+09:00", "11:30+09:00", "12:00+09:00", "12:30+09:00");
    }

    @Test
    void noticeDaysAheadAndFullDaysAreKept() {
        var now = Instant.parse("2026-12-01T00:20:00Z");
        var rules = new BookingRules(
                Duration.ofMinutes(30),
                new Buffers(Duration.ZERO, Duration.ZERO),
                Duration.ofHours(1),
                3,
                1,
                new Changes(Duration.ZERO, 0));
        var host = new Availability(TOKYO, everyDay("10:00-12:00"), new TreeMap<>(), rules);
        var finding = new FindingSlots(host, List.of(), Set.of(LocalDate.of(2026, 12, 3)), now);
        assertThat(finding.find(Duration.ofHours(1), new Interval(LONG_BEFORE, LONG_BEFORE.plus(Duration.ofDays(400)))))
                .extracting(slot -> slot.startsAt().toString())
                .containsExactly(
                        "2026-12-01T01:30:00Z",
                        "2026-12-01T02:00:00Z",
                        "2026-12-02T01:00:00Z",
                        "2026-12-02T01:30:00Z",
                        "2026-12-02T02:00:00Z",
                        "2026-12-04T01:00:00Z",
                        "2026-12-04T01:30:00Z",
                        "2026-12-04T02:00:00Z");
        assertThat(finding.isOffered(Instant.parse("2026-12-02T01:30:00Z"), Duration.ofHours(1)))
                .isTrue();
        assertThat(finding.isOffered(Instant.parse("2026-12-02T01:45:00Z"), Duration.ofHours(1)))
                .isFalse();
        assertThat(finding.isOffered(Instant.parse("2026-12-05T01:30:00Z"), Duration.ofHours(1)))
                .isFalse();
    }

    /// Every minute of some days around a change of clocks is asked by itself whether it is open and
    /// free.
    @ParameterizedTest
    @CsvSource({
        "Europe/Berlin, 2026-03-27",
        "Europe/Berlin, 2026-10-23",
        "America/New_York, 2026-03-06",
        "America/New_York, 2026-10-30",
        "Asia/Tokyo, 2026-06-01",
        "Asia/Bangkok, 2026-10-23",
        "Asia/Kathmandu, 2026-10-23",
        "Australia/Lord_Howe, 2026-04-03",
        "America/Havana, 2026-10-30",
        "Africa/Cairo, 2026-04-22"
    })
    void anythingIsFoundThatAMinuteByMinuteLookFindsAndNothingElse(String zone, LocalDate around) {
        for (long seed = 1; seed <= 60; seed++) {
            var chance = new RandomHost(ZoneId.of(zone), around, seed);
            var found = new FindingSlots(chance.availability(), chance.busy(), Set.of(), chance.now())
                    .find(chance.length(), chance.wanted());
            assertThat(found).as("seed " + seed + ": " + chance).isEqualTo(minuteByMinute(chance));
        }
    }

    private static List<Slot> minuteByMinute(RandomHost chance) {
        return Stream.iterate(chance.wanted().from(), start -> start.plusSeconds(60))
                .takeWhile(start -> start.isBefore(chance.wanted().until()))
                .filter(start -> isOffered(start, chance))
                .map(start -> new Slot(start, start.plus(chance.length())))
                .toList();
    }

    private static boolean isOffered(Instant start, RandomHost chance) {
        var rules = chance.availability().rules();
        var local = start.atZone(chance.availability().zone());
        if (local.toLocalTime().toSecondOfDay() % rules.step().toSeconds() != 0) return false;
        if (start.isBefore(chance.now().plus(rules.notice()))) return false;
        if (local.toLocalDate()
                .isAfter(chance.now().atZone(local.getZone()).toLocalDate().plusDays(rules.daysAhead()))) return false;
        var whole = new Interval(start, start.plus(chance.length()))
                .widened(rules.buffers().before(), rules.buffers().after());
        if (chance.busy().stream().anyMatch(whole::overlaps)) return false;
        return Stream.iterate(start, at -> at.plusSeconds(60))
                .takeWhile(at -> at.isBefore(start.plus(chance.length())))
                .allMatch(at -> isOpen(at, chance.availability()));
    }

    private static boolean isOpen(Instant at, Availability host) {
        var local = at.atZone(host.zone()).toLocalDateTime();
        var day = local.toLocalDate();
        boolean today = host.on(day).spans().stream()
                .anyMatch(span -> !local.isBefore(span.startOn(day)) && local.isBefore(span.endFrom(day)));
        boolean sinceYesterday = !host.isException(day)
                && host.on(day.minusDays(1)).spans().stream()
                        .anyMatch(span -> local.isBefore(span.endFrom(day.minusDays(1))));
        return today || sinceYesterday;
    }
}
