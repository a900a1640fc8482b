package org.tsudoi.web.participant;

import static org.assertj.core.api.Assertions.assertThat;

import biweekly.Biweekly;
import biweekly.component.VEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tsudoi.appointments.SessionMarket;
import org.tsudoi.freetimes.BookingCalendar;
import org.tsudoi.makeups.MakeUps;
import org.tsudoi.makeups.OccasionId;
import org.tsudoi.members.MemberId;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.CourseRules;
import org.tsudoi.offerings.EventId;
import org.tsudoi.offerings.Events;
import org.tsudoi.offerings.Schedule;
import org.tsudoi.orders.CourseMarket;
import org.tsudoi.orders.Market;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.Orders;
import org.tsudoi.orders.Ticket;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestBrowser;
import org.tsudoi.testing.TestClock;
import org.tsudoi.testing.TownProcess;
import org.tsudoi.web.SecureHeaders;
import org.tsudoi.web.SignedIn;

/// One address for all that somebody has a place in, and all that they lead.
@ProductTest
class PlacesInCalendarTest {
    private final SessionMarket selling;
    private final Market market;
    private final CourseMarket courses;
    private final Sold sold;
    private final BookingCalendar calendar;
    private final TestClock clock;
    private final TestBrowser browser;

    record Sold(Orders orders, Events events, MakeUps makeUps) {}

    PlacesInCalendarTest(
            SessionMarket selling,
            Market market,
            CourseMarket courses,
            Orders orders,
            Events events,
            MakeUps makeUps,
            BookingCalendar calendar,
            SignedIn signedIn,
            TestClock clock) {
        this.selling = selling;
        this.market = market;
        this.courses = courses;
        this.sold = new Sold(orders, events, makeUps);
        this.calendar = calendar;
        this.clock = clock;
        this.browser = signedIn.nobody();
    }

    @BeforeEach
    void fairWeather() {
        TownProcess.running().fair();
        TownProcess.running().sameTimeAs(clock);
    }

    @AfterEach
    void close() {
        browser.close();
    }

    private String address(MemberId member) {
        return "/calendar/" + calendar.secret(member) + ".ics";
    }

    /// By the names of the entries, of which none may be there twice.
    private Map<String, VEvent> entries(MemberId member) {
        var answer = browser.get(address(member));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body().replace("\r\n ", ""))
                .as("others read it, too")
                .doesNotContain(SecureHeaders.SECRET_ADDRESSES);
        var calendars = Biweekly.parse(answer.body()).all();
        assertThat(calendars).hasSize(1);
        return calendars.getFirst().getEvents().stream()
                .collect(Collectors.toMap(one -> one.getUid().getValue().replaceFirst("@.*", ""), Function.identity()));
    }

    private static VEvent entry(Map<String, VEvent> entries, String name) {
        return Objects.requireNonNull(entries.get(name), name);
    }

    private static Instant start(VEvent entry) {
        return entry.getDateStart().getValue().toInstant();
    }

    private static boolean isCancelled(VEvent entry) {
        return entry.getStatus().isCancelled();
    }

    private Order bought(EventId event, SessionMarket.Two two) {
        var placed = (Orders.Placing.Placed)
                market.place(event, 0, 1, two.buyer().email(), UUID.randomUUID().toString());
        var id = placed.order().id();
        sold.orders.pay(id);
        market.payAtProvider(market.session(id));
        return sold.orders.askAgain(id);
    }

    private MemberId leader(EventId event) {
        return sold.events.hosts(event).iterator().next();
    }

    private void move(EventId event, Duration by) {
        var told = sold.events.get(event).particulars();
        var times = (Schedule.Fixed) told.schedule();
        sold.events.change(event, told.with(new Schedule.Fixed(times.start().plus(by), times.length(), times.zone())));
    }

    @Test
    void anEventIsMovedAndCalledOffForWhoTakesPartAndForWhoLeadsIt() {
        var two = selling.two();
        var event = market.event(3);
        var order = bought(event.id(), two);
        var begins = event.particulars().startsAt().orElseThrow().truncatedTo(ChronoUnit.SECONDS);
        var place = entry(entries(two.buyer().id()), order.id().toString());
        assertThat(start(place)).isEqualTo(begins);
        assertThat(place.getUrl().getValue()).endsWith("/tickets");
        assertThat(isCancelled(place)).isFalse();
        var led = entry(entries(leader(event.id())), event.id() + "-led");
        assertThat(start(led)).isEqualTo(begins);
        assertThat(led.getUrl().getValue()).endsWith("/host/" + event.id());
        move(event.id(), Duration.ofHours(2));
        for (var entry : new VEvent[] {
            entry(entries(two.buyer().id()), order.id().toString()),
            entry(entries(leader(event.id())), event.id() + "-led")
        }) {
            assertThat(start(entry)).isEqualTo(begins.plus(Duration.ofHours(2)));
            assertThat(entry.getSequence().getValue()).isEqualTo(1);
        }
        sold.events.cancel(event.id(), "ill");
        assertThat(isCancelled(entry(entries(leader(event.id())), event.id() + "-led")))
                .isTrue();
    }

    @Test
    void aPlaceThatIsGivenBackGoesFromTheCalendar() {
        var two = selling.two();
        var order = bought(market.event(3).id(), two);
        var tickets = sold.orders.tickets(order.id()).stream()
                .map(ticket -> ticket.id())
                .collect(Collectors.toSet());
        var quote = sold.orders.quote(order.id(), tickets, Ticket.CancelledBy.PARTICIPANT);
        sold.orders.cancel(order.id(), tickets, quote.refund(), Ticket.CancelledBy.PARTICIPANT);
        var entry = entry(entries(two.buyer().id()), order.id().toString());
        assertThat(isCancelled(entry)).isTrue();
        assertThat(entry.getSequence().getValue()).isEqualTo(1);
    }

    @Test
    void datesOfACourseAndTheOneThatIsComeToInsteadAreThere() {
        var two = selling.two();
        var organiser = market.organiser();
        var rules = CourseMarket.late(CourseRules.Joining.NEVER, 0, CourseMarket.keeping(0));
        var course = courses.course(organiser, 3, Money.jpy(9_000), rules);
        var other = courses.course(organiser, 3, Money.jpy(9_000), rules);
        for (int number = 3; number >= 1; number--) courses.move(other.id(), number, Duration.ofDays(1));
        sold.makeUps.rule(course.id(), new MakeUps.Rules(1, Duration.ofHours(24), true));
        var instead = courses.date(other.id(), 2);
        sold.makeUps.open(other.id(), OccasionId.of(instead.id()), 1);
        var order = bought(course.id(), two);
        var ticket = sold.orders.tickets(order.id()).getFirst().id();
        assertThat(entries(two.buyer().id())).hasSize(3);
        var missed = courses.date(course.id(), 2);
        assertThat(sold.makeUps.take(ticket, missed.id(), OccasionId.of(instead.id())))
                .isInstanceOf(MakeUps.Taking.Taken.class);
        var entries = entries(two.buyer().id());
        assertThat(isCancelled(entry(entries, order.id() + "-" + missed.id()))).isTrue();
        var made = entry(entries, order.id() + "-" + OccasionId.of(instead.id()));
        assertThat(start(made)).isEqualTo(instead.begin().truncatedTo(ChronoUnit.SECONDS));
        assertThat(isCancelled(made)).isFalse();
        assertThat(entries(leader(course.id())))
                .containsKeys(course.id() + "-led-" + missed.id(), other.id() + "-led-" + instead.id());
    }

    @Test
    void aCourseGoesFromTheCalendarOnceItsLastDateIsLongOver() {
        var two = selling.two();
        var rules = CourseMarket.late(CourseRules.Joining.NEVER, 0, CourseMarket.keeping(0));
        var course = courses.course(market.organiser(), 3, Money.jpy(9_000), rules);
        bought(course.id(), two);
        assertThat(entries(two.buyer().id())).hasSize(3);
        var last = courses.date(course.id(), 3).begin();
        clock.forwardTo(last.plus(Duration.ofDays(29)));
        assertThat(entries(two.buyer().id())).hasSize(3);
        clock.forwardTo(last.plus(Duration.ofDays(32)));
        assertThat(entries(two.buyer().id())).isEmpty();
    }

    @Test
    void sessionsAreInTheSameFileAndWhatIsTheSameIsNotSentAgain() {
        var two = selling.two();
        bought(market.event(3).id(), two);
        var place = selling.tickets(selling.bought(two, 0, 1).id()).getFirst();
        var booking = selling.booked(two, place, selling.free(two).getFirst().startsAt());
        assertThat(start(entry(entries(two.buyer().id()), booking.id().toString())))
                .isEqualTo(booking.start().orElseThrow());
        assertThat(entries(two.buyer().id())).hasSize(2);
        var address = address(two.buyer().id());
        var tag = browser.get(address).headers().firstValue("ETag").orElseThrow();
        clock.forward(Duration.ofMinutes(1));
        assertThat(browser.with("If-None-Match", tag).get(address).statusCode()).isEqualTo(304);
    }
}
