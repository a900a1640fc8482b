package org.tsudoi.freetimes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.tsudoi.members.MemberId;
import org.tsudoi.members.Members;
import org.tsudoi.members.Organisers;
import org.tsudoi.offerings.Events;
import org.tsudoi.orders.Market;
import org.tsudoi.platform.Ids;
import org.tsudoi.platform.Problem;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestClock;

@ProductTest
class FreeTimesTest {
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    private final FreeTimes times;
    private final TestClock clock;
    private final Bookings bookings;
    private final Calendar calendar;

    private final Market market;
    private final Events events;
    private final Organisers organisers;

    FreeTimesTest(
            FreeTimes times,
            Bookings bookings,
            Members members,
            Ids ids,
            TestClock clock,
            Market market,
            Events events,
            Organisers organisers) {
        this.market = market;
        this.events = events;
        this.organisers = organisers;
        this.times = times;
        this.clock = clock;
        this.bookings = bookings;
        this.calendar = new Calendar(members, times, bookings, ids, clock);
    }

    @Test
    void beforeAHostSaysAnythingTheyAreClosed() {
        var host = calendar.somebody();
        assertThat(times.of(host)).isEqualTo(Availability.closed(Calendar.TOKYO));
        assertThat(calendar.free(host, 3)).isEmpty();
        assertThatThrownBy(() -> times.of(new MemberId(UUID.randomUUID()))).isInstanceOf(Problem.class);
    }

    @Test
    void nobodyIsFreeWhileTheyLeadAMeeting() {
        var organiser = market.organiser();
        var owner = organisers.people(organiser).getFirst().member();
        times.keep(owner, Calendar.dayAndNight(7));
        var start = calendar.at(3, 10);
        assertThat(calendar.free(owner, 3)).contains(start);
        var event = market.event(organiser, 5, Duration.between(clock.instant(), start));
        assertThat(calendar.free(owner, 3)).isNotEmpty().doesNotContain(start);
        events.letLead(event.id(), calendar.somebody());
        assertThat(calendar.free(owner, 3)).as("somebody else leads it").contains(start);
    }

    @Test
    void whatIsKeptIsWhatIsRead() {
        var host = calendar.somebody();
        var exceptions = new TreeMap<LocalDate, DayHours>();
        exceptions.put(LocalDate.of(2026, 12, 25), DayHours.CLOSED);
        exceptions.put(
                LocalDate.of(2026, 12, 26),
                DayHours.of(
                        new Span(LocalTime.of(22, 0), LocalTime.of(2, 0)),
                        new Span(LocalTime.of(8, 0), LocalTime.of(9, 30))));
        var kept = new Availability(
                NEW_YORK,
                Map.of(
                        DayOfWeek.MONDAY,
                        DayHours.of(
                                new Span(LocalTime.of(9, 0), LocalTime.of(12, 0)),
                                new Span(LocalTime.of(13, 0), LocalTime.MIDNIGHT)),
                        DayOfWeek.SUNDAY,
                        DayHours.of(new Span(LocalTime.MIDNIGHT, LocalTime.MIDNIGHT))),
                exceptions,
                Calendar.rules(3));
        times.keep(host, Calendar.dayAndNight(5));
        times.keep(host, kept);
        assertThat(times.of(host)).isEqualTo(kept);
    }

    /// Whoever locks a host who has said nothing yet keeps something for them.
    @Test
    void whatIsKeptFirstStaysWhateverElseBeginsThen() throws Exception {
        try (var crowd = Executors.newFixedThreadPool(4)) {
            for (int i = 0; i < 25; i++) {
                var host = calendar.somebody();
                var start = calendar.at(5, 10);
                var guest = calendar.somebody();
                var doing = new ArrayList<Callable<Object>>();
                for (int j = 0; j < 3; j++) doing.add(() -> bookings.take(calendar.wish(host, guest, start)));
                doing.add(keeping(host));
                for (var one : crowd.invokeAll(doing)) one.get();
                assertThat(times.of(host)).isEqualTo(Calendar.dayAndNight(7));
            }
        }
    }

    private Callable<Object> keeping(MemberId host) {
        return () -> {
            times.keep(host, Calendar.dayAndNight(7));
            return host;
        };
    }

    @Test
    void timesStandUnderTheReadersDay() {
        var week = Map.of(DayOfWeek.MONDAY, DayHours.of(new Span(LocalTime.of(9, 0), LocalTime.of(11, 0))));
        var host = calendar.host(new Availability(Calendar.TOKYO, week, new TreeMap<>(), Calendar.rules(8)));
        var monday = clock.instant().atZone(Calendar.TOKYO).toLocalDate().plusDays(1);
        while (monday.getDayOfWeek() != DayOfWeek.MONDAY) monday = monday.plusDays(1);
        var question = new FreeTimes.Question(host, Calendar.HOUR, NEW_YORK, monday.minusDays(2), monday.plusDays(1));
        // Nine in Tokyo is seven or eight in the evening before in New York.
        assertThat(times.slots(question).keySet()).containsExactly(monday.minusDays(1));
        assertThat(times.slots(question).get(monday.minusDays(1)))
                .extracting(Slot::startsAt)
                .containsExactly(
                        monday.atTime(9, 0).atZone(Calendar.TOKYO).toInstant(),
                        monday.atTime(9, 30).atZone(Calendar.TOKYO).toInstant(),
                        monday.atTime(10, 0).atZone(Calendar.TOKYO).toInstant());
    }
}
