package org.tsudoi.freetimes.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tsudoi.freetimes.CalendarFeed.Why;

class FeedReadingTest {
    private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");
    private static final Interval YEAR =
            new Interval(Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2027-03-01T00:00:00Z"));

    private static FeedReading.Read read(String file) {
        return new FeedReading(TOKYO, YEAR, "tsudoi.example").read(file.getBytes(StandardCharsets.UTF_8));
    }

    private static String calendar(String... events) {
        return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Test//EN\r\n"
                + String.join("", events).replace("\n", "\r\n") + "END:VCALENDAR\r\n";
    }

    private static String event(String lines) {
        return "BEGIN:VEVENT\nUID:1@test\nDTSTAMP:20260101T000000Z\n"
                + lines.strip().replace(" | ", "\n") + "\nEND:VEVENT\n";
    }

    /// Written as `2026-12-01T01:00Z/02:00` or, on another day, with the day.
    private static List<String> busy(String file) {
        return ((FeedReading.Read.Busy) read(file))
                .busy().stream().map(FeedReadingTest::written).toList();
    }

    private static String written(Interval one) {
        var until = one.until().toString().replace(":00Z", "");
        var from = one.from().toString().replace(":00Z", "");
        return from + "/" + (until.startsWith(from.substring(0, 10)) ? until.substring(11) : until);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
            DTSTART:20261201T010000Z | DTEND:20261201T020000Z ~ 2026-12-01T01:00/02:00
            DTSTART:20261201T010000Z | DURATION:PT90M ~ 2026-12-01T01:00/02:30
            DTSTART;TZID=Europe/Berlin:20261201T100000 | DTEND;TZID=Europe/Berlin:20261201T110000 ~ 2026-12-01T09:00/10:00
            DTSTART;TZID=America/New_York:20261201T100000 | DTEND;TZID=Europe/Berlin:20261201T170000 ~ 2026-12-01T15:00/16:00
            DTSTART:20261201T100000 | DTEND:20261201T110000 ~ 2026-12-01T01:00/02:00
            DTSTART;VALUE=DATE:20261201 | DTEND;VALUE=DATE:20261203 ~ 2026-11-30T15:00/2026-12-02T15:00
            DTSTART;VALUE=DATE:20261201 ~ 2026-11-30T15:00/2026-12-01T15:00
            DTSTART:20261201T010000Z ~
            DTSTART:20261201T010000Z | DTEND:20261201T020000Z | DTEND:20261201T090000Z ~ 2026-12-01T01:00/02:00
            DTSTART:20270228T230000Z | DTEND:99991231T235959Z ~ 2027-02-28T23:00/2027-03-01T00:00
            DTSTART;VALUE=DATE:20270228 | DTEND;VALUE=DATE:99991231 ~ 2027-02-27T15:00/2027-03-01T00:00
            DTSTART:20261201T010000Z | DTEND:20261201T020000Z | TRANSP:TRANSPARENT ~
            DTSTART:20261201T010000Z | DTEND:20261201T020000Z | STATUS:CANCELLED ~
            DTSTART:20261201T010000Z | DTEND:20261201T020000Z | X-MICROSOFT-CDO-BUSYSTATUS:FREE ~
            DTSTART:20261201T010000Z | DTEND:20261201T020000Z | STATUS:TENTATIVE ~ 2026-12-01T01:00/02:00
            DTSTART;TZID=Moon/Crater:20261201T100000 | DTEND;TZID=Moon/Crater:20261201T110000 ~ 2026-12-01T01:00/02:00
            """)
    void oneEventIsBusyWhenItIs(String lines, String expected) {
        assertThat(busy(calendar(event(lines)))).isEqualTo(expected == null ? List.of() : List.of(expected));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
            RRULE:FREQ=WEEKLY ~ 2026-03-18T09:00/10:00 2026-03-25T09:00/10:00 2026-04-01T08:00/09:00 2026-04-08T08:00/09:00
            RRULE:FREQ=WEEKLY;COUNT=2 ~ 2026-03-18T09:00/10:00 2026-03-25T09:00/10:00
            RRULE:FREQ=WEEKLY;UNTIL=20260401T080000Z ~ 2026-03-18T09:00/10:00 2026-03-25T09:00/10:00 2026-04-01T08:00/09:00
            RRULE:FREQ=WEEKLY;UNTIL=20260401T075959Z ~ 2026-03-18T09:00/10:00 2026-03-25T09:00/10:00
            RRULE:FREQ=WEEKLY;UNTIL=20260331 ~ 2026-03-18T09:00/10:00 2026-03-25T09:00/10:00
            RRULE:FREQ=WEEKLY | EXDATE;TZID=Europe/Berlin:20260325T100000,20260401T100000 ~ 2026-03-18T09:00/10:00 2026-04-08T08:00/09:00
            RRULE:FREQ=WEEKLY | EXDATE:20260325T090000Z ~ 2026-03-18T09:00/10:00 2026-04-01T08:00/09:00 2026-04-08T08:00/09:00
            RRULE:FREQ=WEEKLY | EXDATE;VALUE=DATE:20260401 ~ 2026-03-18T09:00/10:00 2026-03-25T09:00/10:00 2026-04-08T08:00/09:00
            RRULE:FREQ=MONTHLY;BYDAY=3WE ~ 2026-03-18T09:00/10:00 2026-04-15T08:00/09:00
            RDATE;TZID=Europe/Berlin:20260320T100000 ~ 2026-03-18T09:00/10:00 2026-03-20T09:00/10:00
            """)
    void whatRepeatsKeepsItsPlaceOnTheWallClock(String rules, String expected) {
        var window = new Interval(Instant.parse("2026-03-01T00:00:00Z"), Instant.parse("2026-04-15T12:00:00Z"));
        var lines = "DTSTART;TZID=Europe/Berlin:20260318T100000 | DTEND;TZID=Europe/Berlin:20260318T110000 | " + rules;
        var read = new FeedReading(TOKYO, window, "tsudoi.example")
                .read(calendar(event(lines)).getBytes(StandardCharsets.UTF_8));
        var found = ((FeedReading.Read.Busy) read)
                .busy().stream()
                        .map(FeedReadingTest::written)
                        .filter(one -> !one.startsWith("2026-04-15") || rules.contains("MONTHLY"));
        assertThat(found).containsExactly(expected.strip().split(" "));
    }

    @Test
    void aTimeOfASeriesThatWasMovedOrCancelledIsNotWhereItWas() {
        var series = event("DTSTART:20261201T010000Z | DTEND:20261201T020000Z | RRULE:FREQ=DAILY;COUNT=4");
        var moved = event("RECURRENCE-ID:20261202T010000Z | DTSTART:20261202T050000Z | DTEND:20261202T060000Z");
        var cancelled = event("RECURRENCE-ID:20261203T010000Z | DTSTART:20261203T010000Z | DTEND:20261203T020000Z"
                + " | STATUS:CANCELLED");
        assertThat(busy(calendar(moved, series, cancelled)))
                .containsExactly("2026-12-01T01:00/02:00", "2026-12-02T05:00/06:00", "2026-12-04T01:00/02:00");
    }

    @Test
    void namesThatLookLikeDaysAreNames() {
        var series = event("DTSTART:20261201T010000Z | DTEND:20261201T020000Z | RRULE:FREQ=DAILY;COUNT=2");
        var moved = event("RECURRENCE-ID:20261202T010000Z | DTSTART:20261202T050000Z | DTEND:20261202T060000Z");
        assertThat(busy(calendar(series.replace("1@test", "30000101"), moved.replace("1@test", "40000101"))))
                .containsExactly("2026-12-01T01:00/02:00", "2026-12-02T01:00/02:00", "2026-12-02T05:00/06:00");
    }

    @Test
    void aZoneThatOnlyTheFileKnowsIsReadFromIt() {
        var zone = """
                BEGIN:VTIMEZONE
                TZID:W. Europe Standard Time
                BEGIN:STANDARD
                DTSTART:16010101T030000
                TZOFFSETFROM:+0200
                TZOFFSETTO:+0100
                RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10
                END:STANDARD
                BEGIN:DAYLIGHT
                DTSTART:16010101T020000
                TZOFFSETFROM:+0100
                TZOFFSETTO:+0200
                RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3
                END:DAYLIGHT
                END:VTIMEZONE
                """;
        var event = event("DTSTART;TZID=W. Europe Standard Time:20261023T100000"
                + " | DTEND;TZID=W. Europe Standard Time:20261023T110000 | RRULE:FREQ=DAILY;COUNT=4");
        assertThat(busy(calendar(zone, event)))
                .containsExactly(
                        "2026-10-23T08:00/09:00",
                        "2026-10-24T08:00/09:00",
                        "2026-10-25T09:00/10:00",
                        "2026-10-26T09:00/10:00");
    }

    @Test
    void ourOwnEntriesAreLeftOut() {
        var ours = event("DTSTART:20261201T010000Z | DTEND:20261201T020000Z").replace("1@test", "bkg_1@tsudoi.example");
        assertThat(busy(calendar(ours))).isEmpty();
        assertThat(busy(calendar(ours.replace("tsudoi", "other")))).hasSize(1);
    }

    @Test
    void whatTouchesIsOneAndWhatIsFarAwayIsLeftOut() {
        assertThat(busy(calendar(
                        event("DTSTART:20261201T010000Z | DTEND:20261201T020000Z"),
                        event("DTSTART:20261201T013000Z | DTEND:20261201T030000Z"),
                        event("DTSTART:20190101T010000Z | DTEND:20190101T020000Z"),
                        event("DTSTART:20290101T010000Z | DTEND:20290101T020000Z"))))
                .containsExactly("2026-12-01T01:00/03:00");
    }

    @Test
    void aSeriesFromLongAgoIsStillThere() {
        var lines = "DTSTART;TZID=Asia/Tokyo:19990104T090000 | DTEND;TZID=Asia/Tokyo:19990104T100000"
                + " | RRULE:FREQ=WEEKLY;BYDAY=MO";
        assertThat(busy(calendar(event(lines))))
                .hasSize(60)
                .startsWith("2026-01-05T00:00/01:00")
                .endsWith("2027-02-22T00:00/01:00");
    }

    /// As of birthdays whose year is not known.
    @Test
    void aSeriesFromVeryLongAgoIsThereToo() {
        assertThat(busy(calendar(event("DTSTART;VALUE=DATE:16040501 | RRULE:FREQ=YEARLY"))))
                .containsExactly("2026-04-30T15:00/2026-05-01T15:00");
        assertThat(busy(calendar(event("DTSTART:19000101T010000Z | DURATION:PT1H | RRULE:FREQ=WEEKLY;COUNT=9999"))))
                .hasSize(60);
        assertThat(busy(calendar(event("DTSTART:19000101T010000Z | DURATION:PT1H | RRULE:FREQ=WEEKLY;COUNT=6500"))))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html><body>Sign in</body></html>",
                "BEGIN:VCALENDAR",
                "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:yesterday\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
                "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:20261350T990000\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
                "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nEND:VCALENDAR\r\n",
            })
    void nonsenseNeverThrows(String file) {
        assertThat(read(file)).isNotNull();
        assertThat(read("")).isEqualTo(new FeedReading.Read.Failed(Why.NO_CALENDAR));
    }

    @ParameterizedTest
    @Timeout(20)
    @ValueSource(
            strings = {
                "RRULE:FREQ=SECONDLY",
                "RRULE:FREQ=MINUTELY;INTERVAL=7;BYHOUR=25",
                "RRULE:FREQ=HOURLY;INTERVAL=1",
                "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
                "RRULE:FREQ=HOURLY;BYMINUTE=61",
                "RRULE:FREQ=DAILY;BYSETPOS=366;BYHOUR=1,2,3,4,5,6,7,8,9,10,11,12",
                "RRULE:FREQ=DAILY;INTERVAL=2147483647",
                "RRULE:FREQ=WEEKLY;COUNT=2147483647",
                "RRULE:FREQ=HOURLY;COUNT=99999999;BYSECOND=0,1,2,3,4,5,6,7,8,9;BYMINUTE=1,2,3,4,5,6,7,8,9",
                "RRULE:FREQ=DAILY;BYSETPOS=366;BYHOUR=1,2,3;BYMINUTE=1,2,3,4,5;BYSECOND=1,2,3,4,5",
                "RRULE:FREQ=HOURLY;BYSETPOS=2",
                "RRULE:FREQ=HOURLY;BYMONTH=2;BYMONTHDAY=30",
                "RRULE:INTERVAL=2"
            })
    void noRuleKeepsUsBusyForEver(String rule) {
        assertThat(read(calendar(event("DTSTART:19000101T010000Z | DURATION:PT1H | " + rule))))
                .isNotNull();
    }

    /// The library lays out all changes of a zone's clocks, and has no end of them here.
    @ParameterizedTest
    @Timeout(20)
    @ValueSource(
            strings = {
                "RRULE:FREQ=SECONDLY",
                "RRULE:FREQ=YEARLY;BYSECOND=1,2,3",
                "RRULE:FREQ=YEARLY;BYHOUR=0,1,2,3,4,5,6,7,8,9,10,11,12;BYMONTHDAY=1,2,3,4,5,6,7,8,9",
                "RRULE:FREQ=DAILY"
            })
    void aZoneThatChangesItsClocksLikeNoOtherIsNotRead(String rule) {
        var zone = "BEGIN:VTIMEZONE\nTZID:%s\nBEGIN:STANDARD\nDTSTART:19700101T000000\nTZOFFSETFROM:+0000\n"
                + "TZOFFSETTO:+0100\n" + rule + "\nEND:STANDARD\nEND:VTIMEZONE\n";
        var event = event("DTSTART;TZID=Odd:20261201T100000 | DTEND;TZID=Odd:20261201T110000");
        assertThat(read(calendar(zone.formatted("Odd"), event)))
                .isEqualTo(new FeedReading.Read.Failed(Why.NO_CALENDAR));
        // One that Java knows is not taken from the file.
        assertThat(busy(calendar(zone.formatted("Asia/Tokyo"), event.replace("Odd", "Asia/Tokyo"))))
                .containsExactly("2026-12-01T01:00/02:00");
    }

    @Test
    void howeverManyZonesThereAreTheyAreNotLaidOut() {
        var many = new StringBuilder();
        for (int i = 0; i < 130; i++) {
            many.append("BEGIN:VTIMEZONE\nTZID:Odd")
                    .append(i)
                    .append("\nBEGIN:STANDARD\nDTSTART:00010101T000000\nTZOFFSETFROM:+0000\nTZOFFSETTO:+0100\n")
                    .append("RRULE:FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=1,2,3,4,5,6,7\nEND:STANDARD\nEND:VTIMEZONE\n");
        }
        assertThat(read(calendar(many.toString()))).isEqualTo(new FeedReading.Read.Failed(Why.TOO_LARGE));
    }

    @ParameterizedTest
    @Timeout(20)
    @ValueSource(
            strings = {
                "BEGIN:VEVENT\r\nDTSTART:20261201T010000Z\r\nEND:VEVENT\r\n",
                "BEGIN:VEVENT\r\nDTSTART:20261201T010000Z\r\nRRULE:FREQ=DAILY\r\nRRULE:FREQ=DAILY\r\nEND:VEVENT\r\n",
            })
    void moreThanAnybodyHasIsNotRead(String event) {
        assertThat(read(calendar(event.repeat(10_001)))).isEqualTo(new FeedReading.Read.Failed(Why.TOO_LARGE));
        var dates = "EXDATE:" + "20261201T010000Z,".repeat(20_001) + "20261201T010000Z";
        assertThat(read(calendar(event("DTSTART:20261201T010000Z | RRULE:FREQ=DAILY | " + dates))))
                .isEqualTo(new FeedReading.Read.Failed(Why.TOO_LARGE));
    }

    /// Each is little by itself; together they are more than is kept in mind.
    @Test
    void timesAreCountedWhileTheyAreFound() {
        var often = event("DTSTART:20200101T000000Z | DURATION:PT1M | RRULE:FREQ=HOURLY");
        assertThat(((FeedReading.Read.Busy) read(calendar(often))).busy()).hasSizeGreaterThan(10_000);
        assertThat(read(calendar(often.repeat(3)))).isEqualTo(new FeedReading.Read.Failed(Why.TOO_LARGE));
    }

    @Test
    void propertiesThatSayNothingOfTimesAreNotTakenIn() {
        var much = event("DTSTART:20261201T010000Z | DURATION:PT1H | " + "A:b | ".repeat(200_000) + "C:d");
        assertThat(FeedFile.cutDown(calendar(much).getBytes(StandardCharsets.UTF_8)))
                .hasValueSatisfying(text -> assertThat(text).hasSizeLessThan(200));
        assertThat(busy(calendar(much))).containsExactly("2026-12-01T01:00/02:00");
    }

    @Test
    void aFileThatWasCutShortDoesNotSayThatNothingIsBusy() {
        var whole = calendar(event("DTSTART:20261201T010000Z | DURATION:PT1H"));
        assertThat(busy("\uFEFF" + whole)).hasSize(1);
        assertThat(busy("\uFEFF" + calendar())).isEmpty();
        for (int end = 1; end < whole.length() - "\r\n".length(); end++) {
            assertThat(read(whole.substring(0, end)))
                    .as(whole.substring(0, end))
                    .isEqualTo(new FeedReading.Read.Failed(Why.NO_CALENDAR));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DTSTART:20261202T010000Z | DURATION:PT1H | RRULE:FREQ=SECONDLY",
                "DTSTART:20261202T010000Z | DURATION:PT1H | RRULE:FREQ=FORTNIGHTLY",
                "DTSTART:20261202T010000Z | DURATION:PT1H | RRULE:D1 #0",
            })
    void anOddEntryHidesNoOtherAndCountsByItsFirstTime(String odd) {
        var plain = event("DTSTART:20261201T010000Z | DURATION:PT1H");
        var read = (FeedReading.Read.Busy) read(calendar(event(odd), plain));
        assertThat(read.odd()).isEqualTo(1);
        assertThat(read.busy().stream().map(FeedReadingTest::written))
                .containsExactly("2026-12-01T01:00/02:00", "2026-12-02T01:00/02:00");
        var none = (FeedReading.Read.Busy) read(calendar(event("DTSTART:yesterday"), plain));
        assertThat(none.odd()).isEqualTo(1);
        assertThat(none.busy()).hasSize(1);
    }

    /// Rules that people make, compared with going through all days by hand.
    @ParameterizedTest
    @ValueSource(strings = {"Europe/Berlin", "America/New_York", "Asia/Tokyo", "Asia/Bangkok"})
    void rulesMeanTheDaysThatCountingGives(String zone) {
        for (int seed = 0; seed < 200; seed++) {
            var rule = new RandomRule(ZoneId.of(zone), new Random(seed));
            assertThat(busy(calendar(event(rule.lines()))))
                    .as("seed " + seed + ": " + rule.lines())
                    .isEqualTo(rule.counted());
        }
    }

    private static final class RandomRule {
        private static final LocalTime NINE = LocalTime.of(9, 0);
        private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyyMMdd");

        private final ZoneId zone;
        private final LocalDate first;
        private final int kind;
        private final int interval;
        private final int count;
        private final List<DayOfWeek> weekdays = new ArrayList<>();

        RandomRule(ZoneId zone, Random random) {
            this.zone = zone;
            this.kind = random.nextInt(3);
            this.interval = 1 + random.nextInt(3);
            this.count = 1 + random.nextInt(40);
            this.first = LocalDate.of(2026, 1, 5).plusDays(random.nextInt(300));
            for (var day : DayOfWeek.values()) {
                if (day == first.getDayOfWeek() || random.nextInt(3) == 0) weekdays.add(day);
            }
        }

        String lines() {
            var rule = switch (kind) {
                case 0 -> "FREQ=DAILY";
                case 1 ->
                    "FREQ=WEEKLY;WKST=MO;BYDAY="
                            + weekdays.stream()
                                    .map(day -> day.name().substring(0, 2))
                                    .collect(Collectors.joining(","));
                default -> "FREQ=MONTHLY;BYMONTHDAY=" + first.getDayOfMonth();
            };
            return "DTSTART;TZID=" + zone + ":" + first.format(DAY) + "T090000 | DURATION:PT1H | RRULE:" + rule
                    + ";INTERVAL=" + interval + ";COUNT=" + count;
        }

        List<String> counted() {
            var found = new ArrayList<String>();
            int left = count;
            for (var day = first; left > 0; day = day.plusDays(1)) {
                if (!falls(day)) continue;
                left--;
                var at = day.atTime(NINE).atZone(zone).toInstant();
                var one = new Interval(at, at.plus(Duration.ofHours(1)));
                if (one.overlaps(YEAR)) found.add(written(one));
            }
            return found;
        }

        private boolean falls(LocalDate day) {
            return switch (kind) {
                case 0 -> ChronoUnit.DAYS.between(first, day) % interval == 0;
                case 1 ->
                    weekdays.contains(day.getDayOfWeek())
                            && ChronoUnit.WEEKS.between(monday(first), monday(day)) % interval == 0;
                default ->
                    day.getDayOfMonth() == first.getDayOfMonth()
                            && ChronoUnit.MONTHS.between(first.withDayOfMonth(1), day.withDayOfMonth(1)) % interval
                                    == 0;
            };
        }

        private static LocalDate monday(LocalDate day) {
            return day.with(DayOfWeek.MONDAY);
        }
    }
}
