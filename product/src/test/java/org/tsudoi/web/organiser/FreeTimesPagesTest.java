package org.tsudoi.web.organiser;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tsudoi.freetimes.Availability;
import org.tsudoi.freetimes.BookingCalendar;
import org.tsudoi.freetimes.BookingRules;
import org.tsudoi.freetimes.BookingRules.Buffers;
import org.tsudoi.freetimes.BookingRules.Changes;
import org.tsudoi.freetimes.CalendarFeeds;
import org.tsudoi.freetimes.DayHours;
import org.tsudoi.freetimes.FreeTimes;
import org.tsudoi.freetimes.Span;
import org.tsudoi.members.MemberId;
import org.tsudoi.orders.Market;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestBrowser;
import org.tsudoi.testing.TestClock;
import org.tsudoi.web.PageRules;

/// A host's free times over real HTTP, as somebody without scripts sends them.
@ProductTest
class FreeTimesPagesTest {
    private final FreeTimes times;
    private final CalendarFeeds feeds;
    private final BookingCalendar calendar;
    private final TestClock clock;
    private final MemberId host;
    private final String page;
    private final TestBrowser browser;

    FreeTimesPagesTest(
            Market market, FreeTimes times, CalendarFeeds feeds, BookingCalendar calendar, TestClock clock, Desk desk) {
        this.times = times;
        this.feeds = feeds;
        this.calendar = calendar;
        this.clock = clock;
        var organiser = market.organiser();
        this.host = desk.owner(organiser).id();
        this.page = "/organise/" + desk.organiser(organiser).slug() + "/free-times";
        this.browser = desk.browserOf(organiser);
    }

    @AfterEach
    void close() {
        browser.close();
    }

    private static Map<String, String> filled() {
        return new HashMap<>(Map.ofEntries(
                Map.entry("zone", "Europe/Berlin"),
                Map.entry("d1s0from", "09:00"),
                Map.entry("d1s0until", "12:00"),
                Map.entry("d1s1from", "22:00"),
                Map.entry("d1s1until", "01:00"),
                Map.entry("step", "15"),
                Map.entry("before", "0"),
                Map.entry("after", "15"),
                Map.entry("notice", "2"),
                Map.entry("ahead", "30"),
                Map.entry("most", "5"),
                Map.entry("changesUntil", "24"),
                Map.entry("changesMax", "2")));
    }

    @Test
    void hoursAndOtherDaysAreKeptAndShownAgain() {
        assertThat(PageRules.broken(browser.get(page).body())).isEmpty();
        var holiday = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).plusDays(20);
        var fields = filled();
        fields.put("x0day", holiday.toString());
        fields.put("x1day", holiday.plusDays(1).toString());
        fields.put("x1from", "10:00");
        fields.put("x1until", "11:30");
        assertThat(browser.post(page, fields).statusCode()).isEqualTo(303);
        var kept = times.of(host);
        assertThat(kept.zone().getId()).isEqualTo("Europe/Berlin");
        assertThat(kept.week())
                .containsExactly(Map.entry(
                        DayOfWeek.MONDAY,
                        DayHours.of(
                                new Span(LocalTime.of(9, 0), LocalTime.of(12, 0)),
                                new Span(LocalTime.of(22, 0), LocalTime.of(1, 0)))));
        assertThat(kept.on(holiday)).isEqualTo(DayHours.CLOSED);
        assertThat(kept.on(holiday.plusDays(1)))
                .isEqualTo(DayHours.of(new Span(LocalTime.of(10, 0), LocalTime.of(11, 30))));
        var shown = browser.get(page).body();
        assertThat(PageRules.broken(shown)).isEmpty();
        assertThat(shown).contains("value=\"" + holiday + "\"", "value=\"22:00\"", "value=\"11:30\"");
    }

    @Test
    void aHolidayIsFromADayToAnotherAndNothingIsLost() {
        var first = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).plusDays(20);
        browser.get(page);
        var fields = filled();
        fields.put("x0day", first.toString());
        fields.put("x0last", first.plusDays(89).toString());
        fields.put("x1day", first.plusDays(100).toString());
        fields.put("x1last", first.plusDays(99).toString());
        var wrong = browser.post(page, fields);
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("id=\"x1last-error\"");
        assertThat(PageRules.broken(wrong.body())).isEmpty();
        fields.put("x1last", first.plusDays(101).toString());
        fields.put("x1from", "10:00");
        fields.put("x1until", "11:00");
        assertThat(browser.post(page, fields).statusCode()).isEqualTo(303);
        var kept = times.of(host);
        assertThat(kept.exceptions()).hasSize(92);
        assertThat(kept.spells(first)).hasSize(2);
        var shown = browser.get(page).body();
        assertThat(shown).contains("value=\"" + first.plusDays(89) + "\"");
        assertThat(FreeTimesForm.read(FreeTimesForm.filled(kept, first))).contains(kept);
        fields.put("x2day", first.plusDays(200).toString());
        fields.put("x2last", first.plusDays(599).toString());
        var many = browser.post(page, fields);
        assertThat(many.statusCode()).isEqualTo(422);
        assertThat(many.body()).contains("id=\"x0day-error\"");
        assertThat(times.of(host)).isEqualTo(kept);
    }

    @Test
    void whatIsNotAmongTheOfferedStaysAsItIs() {
        var before = times.of(host);
        var odd = new BookingRules(
                Duration.ofMinutes(10),
                new Buffers(Duration.ofMinutes(25), Duration.ofMinutes(35)),
                Duration.ofHours(5),
                33,
                7,
                new Changes(Duration.ofHours(9), 3));
        times.keep(host, new Availability(before.zone(), before.week(), before.exceptions(), odd));
        assertThat(browser.get(page).body()).contains("value=\"25\" selected", "value=\"35\" selected");
        var kept = times.of(host);
        assertThat(FreeTimesForm.read(FreeTimesForm.filled(kept, LocalDate.EPOCH)))
                .contains(kept);
        assertThat(browser.get(page.replace("/free-times", "")).body()).contains("href=\"" + page + "\"");
    }

    @Test
    void whatIsWrongIsToldBesideItsFieldAndNothingTypedIsLost() {
        browser.get(page);
        var fields = filled();
        fields.put("d1s1from", "11:00");
        fields.put("d2s0from", "08:15");
        fields.put("most", "1000");
        var answer = browser.post(page, fields);
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body())
                .contains("id=\"d1s0from-error\"", "id=\"d2s0until-error\"", "id=\"most-error\"")
                .contains("value=\"08:15\"");
        assertThat(PageRules.broken(answer.body())).isEmpty();
        assertThat(times.of(host).week()).isEmpty();
    }

    @Test
    void aCalendarIsAddedAndRemovedAndItsAddressNeverShown() {
        browser.get(page);
        var wrong = browser.post(page + "/calendars", Map.of("name", "Work", "address", "http://calendar.example/a"));
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("id=\"address-error\"");
        assertThat(browser.post(
                                page + "/calendars",
                                Map.of("name", "Work", "address", "https://calendar.example/private-abc123/basic.ics"))
                        .statusCode())
                .isEqualTo(303);
        var shown = browser.get(page).body();
        assertThat(shown).contains("Work", "calendar.example").doesNotContain("abc123");
        assertThat(PageRules.broken(shown)).isEmpty();
        var feed = feeds.of(host).getFirst().id();
        assertThat(browser.post(page + "/calendars/" + feed + "/read", Map.of()).statusCode())
                .isEqualTo(303);
        assertThat(browser.post(page + "/calendars/" + feed + "/remove", Map.of())
                        .statusCode())
                .isEqualTo(303);
        assertThat(browser.post(page + "/calendars/" + feed + "/remove", Map.of())
                        .statusCode())
                .isEqualTo(404);
        assertThat(feeds.of(host)).isEmpty();
    }

    @Test
    void bookingsAreSubscribedToByASecretAddress() {
        var file = "/calendar/" + calendar.secret(host) + ".ics";
        assertThat(browser.get(page).body()).contains(file);
        var answer = browser.get(file);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/calendar");
        assertThat(answer.body()).startsWith("BEGIN:VCALENDAR\r\n");
        var tag = answer.headers().firstValue("ETag").orElseThrow();
        assertThat(browser.with("If-None-Match", tag).get(file).statusCode()).isEqualTo(304);
        assertThat(browser.post(page + "/address", Map.of()).statusCode()).isEqualTo(303);
        assertThat(browser.get(file).statusCode()).isEqualTo(404);
    }
}
