package org.tsudoi.makeups;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tsudoi.documents.Calendars;
import org.tsudoi.door.Door;
import org.tsudoi.door.DoorState;
import org.tsudoi.members.OrganiserId;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.CourseDate;
import org.tsudoi.offerings.CourseRules;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.Events;
import org.tsudoi.orders.CourseMarket;
import org.tsudoi.orders.Market;
import org.tsudoi.orders.Orders;
import org.tsudoi.orders.Ticket;
import org.tsudoi.orders.TicketId;
import org.tsudoi.platform.Problem;
import org.tsudoi.platform.outbox.OutboxRunner;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestClock;
import org.tsudoi.testing.TownProcess;

@ProductTest
class MakeUpsTest {
    private static final String PHONE = "phone-phone-phone-phone1";
    private static final MakeUps.Rules RULES = new MakeUps.Rules(1, Duration.ofHours(24), true);

    private final Market market;
    private final CourseMarket courses;
    private final MakeUps makeUps;
    private final Orders orders;
    private final Events events;
    private final Door door;
    private final Around around;
    private OrganiserId organiser;
    private Event course;
    private Event other;

    record Around(Calendars calendars, OutboxRunner outbox, JdbcClient sql, TestClock clock) {}

    MakeUpsTest(
            Market market,
            CourseMarket courses,
            MakeUps makeUps,
            Orders orders,
            Events events,
            Door door,
            Calendars calendars,
            OutboxRunner outbox,
            JdbcClient sql,
            TestClock clock) {
        this.market = market;
        this.courses = courses;
        this.makeUps = makeUps;
        this.orders = orders;
        this.events = events;
        this.door = door;
        this.around = new Around(calendars, outbox, sql, clock);
    }

    /// Two runs of the same course, of which one is a day behind the other.
    @BeforeEach
    void twoCourses() {
        TownProcess.running().fair();
        TownProcess.running().sameTimeAs(around.clock);
        organiser = market.organiser();
        var rules = CourseMarket.late(CourseRules.Joining.NEVER, 0, CourseMarket.keeping(0));
        course = courses.course(organiser, 3, Money.jpy(9_000), rules);
        other = courses.course(organiser, 3, Money.jpy(9_000), rules);
        for (int number = 3; number >= 1; number--) courses.move(other.id(), number, Duration.ofDays(1));
        makeUps.rule(course.id(), RULES);
        around.outbox.runDue();
    }

    private CourseDate date(Event of, int number) {
        return courses.date(of.id(), number);
    }

    private OccasionId occasion(Event of, int number) {
        return OccasionId.of(date(of, number).id());
    }

    private TicketId bought() {
        return orders.tickets(market.paid(course.id(), 1).id()).getFirst().id();
    }

    private MakeUps.Taking take(TicketId ticket, int missed, OccasionId instead) {
        return makeUps.take(ticket, date(course, missed).id(), instead);
    }

    private MakeUps.Places places(Event of, int number) {
        return makeUps.places(of.id()).getOrDefault(occasion(of, number), MakeUps.Places.NONE);
    }

    private void shortlyBefore(CourseDate date) {
        around.clock.forwardTo(date.begin().minus(Duration.ofMinutes(5)));
    }

    @Test
    void theDoorOfTheMissedDateStaysShutAndThatOfTheOtherOpens() {
        makeUps.open(other.id(), occasion(other, 2), 1);
        var ticket = bought();
        assertThat(makeUps.choices(ticket, date(course, 2).id()))
                .extracting(choice -> choice.date().id())
                .containsExactly(occasion(other, 2));
        assertThat(take(ticket, 2, occasion(other, 2))).isInstanceOf(MakeUps.Taking.Taken.class);
        shortlyBefore(date(course, 1));
        assertThat(door.enter(ticket, PHONE, false))
                .as("the first date is theirs")
                .isInstanceOf(Door.Entering.Welcome.class);
        shortlyBefore(date(course, 2));
        assertThat(door.look(orders.ticket(ticket).orElseThrow(), PHONE))
                .isEqualTo(new DoorState.NotYetOpen(date(other, 2).begin().minus(Duration.ofMinutes(10))));
        shortlyBefore(date(other, 2));
        assertThat(door.enter(ticket, PHONE, false)).isInstanceOf(Door.Entering.Welcome.class);
        door.guard();
        assertThat(door.look(orders.ticket(ticket).orElseThrow(), "tablet-tablet-tablet-tab"))
                .as("the guard lets the guest stay")
                .isInstanceOf(DoorState.InsideElsewhere.class);
        shortlyBefore(date(course, 3));
        assertThat(door.enter(ticket, PHONE, false)).isInstanceOf(Door.Entering.Welcome.class);
    }

    @Test
    void nobodyTakesThePlaceThatSomebodyElseHas() throws Exception {
        makeUps.open(other.id(), occasion(other, 2), 1);
        var tickets = List.of(bought(), bought(), bought(), bought());
        var tries = new ArrayList<Callable<MakeUps.Taking>>();
        for (var ticket : tickets) tries.add(() -> take(ticket, 2, occasion(other, 2)));
        var answers = new ArrayList<MakeUps.Taking>();
        try (var all = Executors.newFixedThreadPool(tickets.size())) {
            for (var answer : all.invokeAll(tries)) answers.add(answer.get());
        }
        assertThat(answers).filteredOn(MakeUps.Taking.Taken.class::isInstance).hasSize(1);
        assertThat(answers).filteredOn(MakeUps.Taking.Full.class::isInstance).hasSize(3);
        assertThat(places(other, 2)).isEqualTo(new MakeUps.Places(1, 0, 1));
        assertThat(places(course, 2)).isEqualTo(new MakeUps.Places(0, 1, 0));
        var more = around.sql.sql("update makeup_place set taken = 2 where occasion = :occasion");
        assertThatThrownBy(
                        () -> more.param("occasion", occasion(other, 2).value()).update())
                .hasMessageContaining("makeup_place_is_there");
    }

    @Test
    void oneTicketTakesNoMoreThanItsCourseAllowsHoweverOftenItIsTried() throws Exception {
        makeUps.open(other.id(), occasion(other, 2), 3);
        makeUps.open(other.id(), occasion(other, 3), 3);
        var ticket = bought();
        var tries = List.<Callable<MakeUps.Taking>>of(
                () -> take(ticket, 2, occasion(other, 2)), () -> take(ticket, 3, occasion(other, 3)));
        try (var all = Executors.newFixedThreadPool(2)) {
            for (var answer : all.invokeAll(tries)) answer.get();
        }
        assertThat(makeUps.of(List.of(ticket))).filteredOn(MakeUp::holds).hasSize(1);
        assertThat(take(ticket, 1, occasion(other, 2))).isNotInstanceOf(MakeUps.Taking.Taken.class);
    }

    @Test
    void whatIsTooNearNotOpenOrOfAnotherOrganiserIsNotTaken() {
        var ticket = bought();
        assertThat(take(ticket, 2, occasion(other, 2))).as("nothing is open").isInstanceOf(MakeUps.Taking.Full.class);
        var foreign = courses.course(3, Money.jpy(9_000), CourseRules.USUAL);
        makeUps.open(foreign.id(), occasion(foreign, 2), 5);
        assertThat(take(ticket, 2, occasion(foreign, 2))).isInstanceOf(MakeUps.Taking.NotOffered.class);
        makeUps.open(course.id(), occasion(course, 3), 1);
        assertThat(take(ticket, 2, occasion(course, 3))).as("it is theirs").isInstanceOf(MakeUps.Taking.TooLate.class);
        makeUps.open(other.id(), occasion(other, 1), 1);
        assertThatThrownBy(() -> makeUps.take(ticket, date(other, 1).id(), occasion(other, 2)))
                .isInstanceOf(Problem.class);
        around.clock.forwardTo(date(course, 1).begin().minus(Duration.ofHours(23)));
        assertThat(take(ticket, 1, occasion(other, 1))).isInstanceOf(MakeUps.Taking.TooLate.class);
    }

    @Test
    void aPlaceThatIsGivenUpServesAnotherAndCannotBeTakenBackThen() {
        makeUps.open(other.id(), occasion(other, 2), 1);
        makeUps.rule(other.id(), RULES);
        var ticket = bought();
        var guest = orders.tickets(market.paid(other.id(), 1).id()).getFirst().id();
        assertThat(makeUps.take(guest, date(other, 3).id(), occasion(course, 2)))
                .isInstanceOf(MakeUps.Taking.Full.class);
        take(ticket, 2, occasion(other, 2));
        assertThat(makeUps.take(guest, date(other, 3).id(), occasion(course, 2)))
                .isInstanceOf(MakeUps.Taking.Taken.class);
        assertThat(makeUps.undo(ticket, date(course, 2).id())).isInstanceOf(MakeUps.Undoing.PlaceIsTaken.class);
        assertThat(makeUps.undo(guest, date(other, 3).id())).isInstanceOf(MakeUps.Undoing.Undone.class);
        assertThat(makeUps.undo(ticket, date(course, 2).id())).isInstanceOf(MakeUps.Undoing.Undone.class);
        assertThat(places(course, 2)).isEqualTo(new MakeUps.Places(0, 0, 0));
        assertThat(places(other, 2)).isEqualTo(new MakeUps.Places(1, 0, 0));
    }

    @Test
    void aMeetingCanBeTakenInsteadAndItsCallingOffGivesTheDateBack() {
        var meeting = market.event(organiser, 5, Duration.ofDays(5));
        makeUps.open(meeting.id(), OccasionId.of(meeting.id()), 2);
        around.outbox.runDue();
        var ticket = bought();
        assertThat(take(ticket, 2, OccasionId.of(meeting.id()))).isInstanceOf(MakeUps.Taking.Taken.class);
        around.clock.forwardTo(date(course, 1).end().plus(Duration.ofHours(1)));
        assertThat(door.look(orders.ticket(ticket).orElseThrow(), PHONE))
                .isEqualTo(
                        new DoorState.NotYetOpen(meeting.particulars().doorsAt().orElseThrow()));
        events.cancel(meeting.id(), "台風");
        assertThat(door.look(orders.ticket(ticket).orElseThrow(), PHONE))
                .isEqualTo(new DoorState.NotYetOpen(date(course, 2).begin().minus(Duration.ofMinutes(10))));
        assertThat(places(course, 2)).isEqualTo(new MakeUps.Places(0, 0, 0));
    }

    @Test
    void whoCancelsThePlaceLeavesTheOtherDateToo() {
        makeUps.open(other.id(), occasion(other, 2), 1);
        var ticket = bought();
        take(ticket, 2, occasion(other, 2));
        var order = orders.ticket(ticket).map(Ticket::order).orElseThrow();
        orders.cancel(order, Set.of(ticket), Money.jpy(9_000), Ticket.CancelledBy.PARTICIPANT);
        assertThat(places(other, 2)).isEqualTo(new MakeUps.Places(1, 0, 0));
        assertThat(places(course, 2)).isEqualTo(new MakeUps.Places(0, 0, 0));
        shortlyBefore(date(other, 2));
        assertThat(door.enter(ticket, PHONE, false)).isInstanceOf(Door.Entering.NotNow.class);
    }

    @Test
    void whoHasBeenAtTheOtherDateDoesNotGetTheMissedOneBackInMoney() {
        makeUps.open(other.id(), occasion(other, 1), 1);
        var ticket = bought();
        // The other course's first date is before the third of their own.
        assertThat(take(ticket, 3, occasion(other, 1))).isInstanceOf(MakeUps.Taking.Taken.class);
        around.clock.forwardTo(date(other, 1).end());
        var order = orders.ticket(ticket).map(Ticket::order).orElseThrow();
        assertThat(orders.quote(order, Set.of(ticket), Ticket.CancelledBy.PARTICIPANT)
                        .refund())
                .as("one of three is left")
                .isEqualTo(Money.jpy(3_000));
    }

    @Test
    void theCalendarTellsTheMissedDateOffAndTheOtherOn() {
        makeUps.open(other.id(), occasion(other, 2), 1);
        var ticket = bought();
        var order = orders.ticket(ticket).map(Ticket::order).orElseThrow();
        take(ticket, 2, occasion(other, 2));
        var taken = around.calendars.of(order).orElseThrow().text().replace("\r\n ", "");
        assertThat(taken.split("STATUS:CANCELLED", -1)).hasSize(2);
        assertThat(taken).contains("UID:" + order + "-" + occasion(other, 2));
        makeUps.undo(ticket, date(course, 2).id());
        var undone = around.calendars.of(order).orElseThrow().text().replace("\r\n ", "");
        assertThat(undone.split("STATUS:CANCELLED", -1)).hasSize(2);
        assertThat(undone).contains("SEQUENCE:2");
    }
}
