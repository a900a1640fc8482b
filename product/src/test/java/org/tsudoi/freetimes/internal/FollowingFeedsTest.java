package org.tsudoi.freetimes.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;
import org.tsudoi.contact.EmailAddress;
import org.tsudoi.freetimes.Availability;
import org.tsudoi.freetimes.BookingRules;
import org.tsudoi.freetimes.CalendarFeed;
import org.tsudoi.freetimes.CalendarFeed.Why;
import org.tsudoi.freetimes.CalendarFeeds;
import org.tsudoi.freetimes.CalendarFeeds.Adding;
import org.tsudoi.freetimes.DayHours;
import org.tsudoi.freetimes.FeedId;
import org.tsudoi.freetimes.FeedNews;
import org.tsudoi.freetimes.FreeTimes;
import org.tsudoi.freetimes.Slot;
import org.tsudoi.freetimes.Span;
import org.tsudoi.members.MemberId;
import org.tsudoi.members.Members;
import org.tsudoi.platform.Problem;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestClock;
import org.tsudoi.testing.TownProcess;
import org.tsudoi.texts.CalendarLines;
import tools.jackson.databind.json.JsonMapper;

@ProductTest
@RecordApplicationEvents
class FollowingFeedsTest {
    private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");
    private static final Duration HALF = Duration.ofMinutes(30);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final CalendarFeeds feeds;
    private final FollowingFeeds following;
    private final FeedTable table;
    private final FreeTimes times;
    private final TestClock clock;
    private final JdbcClient sql;
    private final TownProcess town = TownProcess.running();
    private final String name = "cal" + UUID.randomUUID().toString().substring(0, 8);
    private final MemberId host;

    FollowingFeedsTest(
            CalendarFeeds feeds,
            FollowingFeeds following,
            FeedTable table,
            FreeTimes times,
            Members members,
            TestClock clock,
            JdbcClient sql) {
        this.feeds = feeds;
        this.following = following;
        this.table = table;
        this.times = times;
        this.clock = clock;
        this.sql = sql;
        this.host = members.findOrCreate(
                        new EmailAddress(name + "@freetimes.example"), Optional.empty(), Locale.ENGLISH, TOKYO)
                .id();
        var week = new EnumMap<DayOfWeek, DayHours>(DayOfWeek.class);
        for (var day : DayOfWeek.values()) {
            week.put(day, DayHours.of(new Span(LocalTime.of(9, 0), LocalTime.of(12, 0))));
        }
        times.keep(host, new Availability(TOKYO, week, new TreeMap<>(), BookingRules.USUAL));
    }

    @BeforeEach
    @AfterEach
    void fairWeather() {
        town.fair();
        town.sameTimeAs(clock);
    }

    private Instant nine() {
        return clock.instant()
                .atZone(TOKYO)
                .truncatedTo(ChronoUnit.DAYS)
                .plusDays(4)
                .plusHours(9)
                .toInstant();
    }

    private String write(Instant from, Instant until) {
        return put("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Town//EN\r\nBEGIN:VEVENT\r\nUID:1@town\r\nDTSTAMP:"
                + CalendarLines.utc(from) + "\r\nDTSTART:" + CalendarLines.utc(from) + "\r\nDTEND:"
                + CalendarLines.utc(until) + "\r\nSUMMARY:Dentist\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n");
    }

    private String put(String file) {
        var shown = town.call("PUT", "/town/calendars/" + name, JSON.valueToTree(Map.of("file", file)));
        return town.provider("").resolve(shown.path("path").asString()).toString();
    }

    private FeedId add(String address) {
        return switch (feeds.add(host, "Work", address)) {
            case Adding.Added(var feed) -> feed;
            case Adding.Refused(var reason) -> throw new IllegalStateException("refused: " + reason);
        };
    }

    private void readAgain() {
        clock.forward(Duration.ofMinutes(16));
        following.run();
    }

    private CalendarFeed feed() {
        return feeds.of(host).getFirst();
    }

    private Optional<Why> trouble() {
        return feed().trouble().map(CalendarFeed.Trouble::why);
    }

    private List<Instant> free() {
        var day = nine().atZone(TOKYO).toLocalDate();
        return times.slots(new FreeTimes.Question(host, HALF, TOKYO, day, day)).getOrDefault(day, List.of()).stream()
                .map(Slot::startsAt)
                .toList();
    }

    @Test
    void whatIsBusyElsewhereIsNotFreeHere() {
        assertThat(free()).hasSize(6);
        add(write(nine(), nine().plus(HALF)));
        assertThat(feed().readAt()).isEmpty();
        following.run();
        assertThat(trouble()).isEmpty();
        assertThat(free()).doesNotContain(nine()).hasSize(5);
        write(nine().plus(HALF), nine().plus(Duration.ofHours(3)));
        readAgain();
        // The host keeps a quarter of an hour free after a booking.
        assertThat(free()).isEmpty();
        write(nine().minus(Duration.ofDays(20)), nine().minus(Duration.ofDays(19)));
        readAgain();
        assertThat(free()).hasSize(6);
    }

    @Test
    void whatHasNotChangedStaysAndAnAddressThatLeadsOnIsFollowed() {
        write(nine(), nine().plus(HALF));
        var shown = town.call("GET", "/town/calendars/" + name, null);
        add(town.provider("").resolve(shown.path("published").asString()).toString());
        following.run();
        var readAt = feed().readAt();
        assertThat(readAt.orElseThrow()).isCloseTo(clock.instant(), within(1, ChronoUnit.MICROS));
        readAgain();
        // They said that it is the same.
        assertThat(feed().readAt().orElseThrow()).isAfter(readAt.orElseThrow());
        assertThat(free()).hasSize(5);
        clock.forward(Duration.ofDays(15));
        following.run();
        assertThat(feed().readAt().orElseThrow()).isCloseTo(clock.instant(), within(1, ChronoUnit.MICROS));
    }

    @Test
    void whatCannotBeReadKeepsWhatItSaidAndItsHostIsTold(ApplicationEvents events) {
        var id = add(write(nine(), nine().plus(HALF)));
        following.run();
        town.weather("calendars", "*", "error-before", null);
        readAgain();
        assertThat(trouble()).contains(Why.SILENT);
        assertThat(free()).doesNotContain(nine());
        assertThat(events.stream(FeedNews.class).filter(news -> news.feed().equals(id)))
                .isEmpty();
        clock.forward(Duration.ofHours(7));
        following.run();
        clock.forward(Duration.ofHours(7));
        following.run();
        assertThat(events.stream(FeedNews.class).filter(news -> news.feed().equals(id)))
                .containsExactly(new FeedNews.FeedInTrouble(id, host, Why.SILENT, clock.instant()));
        town.fair();
        clock.forward(Duration.ofHours(7));
        following.run();
        assertThat(trouble()).isEmpty();
        assertThat(events.stream(FeedNews.class).filter(news -> news.feed().equals(id)))
                .last()
                .isEqualTo(new FeedNews.FeedReadAgain(id, host));
    }

    @Test
    void anAddressThatWasMadeVoidIsGoneAndNonsenseIsNoCalendar() {
        add(write(nine(), nine().plus(HALF)));
        following.run();
        put("<html>Sign in</html>");
        readAgain();
        assertThat(trouble()).contains(Why.NO_CALENDAR);
        town.call("POST", "/town/calendars/" + name + "/secret", null);
        clock.forward(Duration.ofHours(7));
        following.run();
        assertThat(trouble()).contains(Why.GONE);
    }

    @Test
    void timesWithoutAZoneMoveWithTheirHost() {
        var day = nine().atZone(TOKYO).toLocalDate();
        var written = DateTimeFormatter.BASIC_ISO_DATE.format(day);
        add(put("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1@town\r\nDTSTART:" + written
                + "T090000\r\nDTEND:" + written + "T093000\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"));
        following.run();
        assertThat(free()).doesNotContain(nine()).hasSize(5);
        var before = times.of(host);
        var bangkok = ZoneId.of("Asia/Bangkok");
        times.keep(host, new Availability(bangkok, before.week(), before.exceptions(), before.rules()));
        following.run();
        assertThat(times.slots(new FreeTimes.Question(host, HALF, bangkok, day, day))
                        .get(day))
                .extracting(slot -> slot.startsAt().atZone(bangkok).toLocalTime())
                .doesNotContain(LocalTime.of(9, 0))
                .hasSize(5);
    }

    /// As long as somebody is asked for a calendar its host may change what it means, or remove it.
    @Test
    void whatWasAskedForBeforeSomethingChangedDoesNotCount() {
        var id = add(write(nine(), nine().plus(HALF)));
        var nothing = new FeedReading.Read.Busy(List.of(), 0);
        var later = clock.instant().plus(HALF);
        var asked = takeDue(id);
        var before = times.of(host);
        times.keep(
                host, new Availability(ZoneId.of("Asia/Bangkok"), before.week(), before.exceptions(), before.rules()));
        assertThat(table.read(asked, new FeedClient.Marks("\"1\"", null), nothing, clock.instant(), later))
                .isFalse();
        assertThat(table.same(asked, clock.instant(), later)).isFalse();
        assertThat(table.failed(asked, Why.SILENT, clock.instant(), later, false))
                .isFalse();
        assertThat(feed().readAt()).isEmpty();
        var again = takeDue(id);
        assertThat(again.marks()).isEqualTo(FeedClient.Marks.NONE);
        feeds.readSoon(host, id);
        assertThat(table.read(again, FeedClient.Marks.NONE, nothing, clock.instant(), later))
                .isFalse();
        assertThat(table.read(takeDue(id), FeedClient.Marks.NONE, nothing, clock.instant(), later))
                .isTrue();
    }

    /// Others wait, too.
    private FeedTable.Due takeDue(FeedId id) {
        var now = clock.instant();
        return Stream.generate(() -> table.takeDue(now, now.plus(HALF)).orElseThrow())
                .filter(due -> due.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void oddEntriesAreCountedAndWhatNeverEndsIsBusyAsFarAsAnybodyLooks() {
        add(put("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1@town\r\nDTSTART:" + CalendarLines.utc(nine())
                + "\r\nDTEND:99991231T235959Z\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:2@town\r\nDTSTART:tomorrow\r\n"
                + "END:VEVENT\r\nEND:VCALENDAR\r\n"));
        following.run();
        assertThat(trouble()).isEmpty();
        assertThat(feed().odd()).isEqualTo(1);
        assertThat(free()).isEmpty();
    }

    @Test
    void nothingIsAskedInsideThePrivateNetwork() {
        add("https://localhost/a.ics");
        following.run();
        assertThat(trouble()).contains(Why.NOT_ALLOWED);
    }

    @Test
    void whatCannotBeReadIsRefusedAndNobodySeesAnothersCalendars() {
        assertThat(feeds.add(host, "Work", "http://calendar.example/a.ics"))
                .isEqualTo(new Adding.Refused(CalendarFeeds.Reason.NO_ADDRESS));
        assertThat(feeds.add(host, " ", "https://calendar.example/a.ics"))
                .isEqualTo(new Adding.Refused(CalendarFeeds.Reason.NAME_MISSING));
        var id = add("https://calendar.example/a.ics");
        assertThat(feeds.add(host, "Work", "webcal://calendar.example/a.ics"))
                .isEqualTo(new Adding.Refused(CalendarFeeds.Reason.ALREADY_THERE));
        var stranger = new MemberId(UUID.randomUUID());
        assertThatThrownBy(() -> feeds.remove(stranger, id)).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> feeds.readSoon(stranger, id)).isInstanceOf(Problem.class);
        for (int i = 1; i < CalendarFeeds.FEEDS_MAX; i++) add("https://calendar.example/" + i + ".ics");
        assertThat(feeds.add(host, "Work", "https://calendar.example/more.ics"))
                .isEqualTo(new Adding.Refused(CalendarFeeds.Reason.TOO_MANY));
        for (var feed : feeds.of(host)) feeds.remove(host, feed.id());
        assertThat(feeds.of(host)).isEmpty();
    }

    @Test
    void theAddressIsNowhereInTheClear() {
        add("https://calendar.example/private-0123456789abcdef/basic.ics");
        var row = sql.sql("select address_sealed || name_sealed || address_index from calendar_feed where host = :host")
                .param("host", host.value())
                .query(byte[].class)
                .single();
        assertThat(new String(row, StandardCharsets.ISO_8859_1)).doesNotContain("0123456789abcdef", "Work");
        assertThat(feed().toString()).doesNotContain("0123456789abcdef");
        feeds.remove(host, feed().id());
    }
}
