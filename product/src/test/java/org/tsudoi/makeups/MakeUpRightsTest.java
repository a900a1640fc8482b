package org.tsudoi.makeups;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tsudoi.dues.Salon;
import org.tsudoi.members.OrganiserId;
import org.tsudoi.members.Organisers;
import org.tsudoi.memberships.Anchor;
import org.tsudoi.memberships.FirstMonth;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.CircleId;
import org.tsudoi.offerings.CourseDate;
import org.tsudoi.offerings.CourseRules;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.Events;
import org.tsudoi.orders.CourseMarket;
import org.tsudoi.orders.Market;
import org.tsudoi.orders.Orders;
import org.tsudoi.orders.Ticket;
import org.tsudoi.orders.TicketId;
import org.tsudoi.payments.Payments;
import org.tsudoi.platform.Problem;
import org.tsudoi.platform.outbox.OutboxRunner;
import org.tsudoi.promises.Outcome;
import org.tsudoi.promises.Outcomes;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestClock;
import org.tsudoi.testing.TownProcess;

/// What was taken instead of a date does not take place, or at another time: whoever took it chooses again.
@ProductTest
class MakeUpRightsTest {
    private static final MakeUps.Rules RULES = new MakeUps.Rules(2, Duration.ofHours(24), true);

    private final Market market;
    private final CourseMarket courses;
    private final MakeUps makeUps;
    private final Orders orders;
    private final Events events;
    private final Outcomes outcomes;
    private final Around around;
    private OrganiserId organiser;
    private Event course;
    private Event other;

    record Around(
            Organisers organisers,
            Salon salon,
            Payments payments,
            OutboxRunner outbox,
            JdbcClient sql,
            TestClock clock) {}

    MakeUpRightsTest(
            Market market,
            CourseMarket courses,
            MakeUps makeUps,
            Orders orders,
            Events events,
            Outcomes outcomes,
            Organisers organisers,
            Salon salon,
            Payments payments,
            OutboxRunner outbox,
            JdbcClient sql,
            TestClock clock) {
        this.market = market;
        this.courses = courses;
        this.makeUps = makeUps;
        this.orders = orders;
        this.events = events;
        this.outcomes = outcomes;
        this.around = new Around(organisers, salon, payments, outbox, sql, clock);
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
        makeUps.rule(other.id(), RULES);
        around.outbox.runDue();
    }

    private CourseDate date(Event of, int number) {
        return courses.date(of.id(), number);
    }

    private OccasionId occasion(Event of, int number) {
        return OccasionId.of(date(of, number).id());
    }

    private TicketId bought(Event of) {
        return orders.tickets(market.paid(of.id(), 1).id()).getFirst().id();
    }

    private MakeUps.Taking take(TicketId ticket, int missed, OccasionId instead) {
        return makeUps.take(ticket, date(course, missed).id(), instead);
    }

    private TicketId comesToTheOtherFirst() {
        makeUps.open(other.id(), occasion(other, 1), 1);
        makeUps.open(other.id(), occasion(other, 3), 1);
        var ticket = bought(course);
        assertThat(take(ticket, 1, occasion(other, 1))).isInstanceOf(MakeUps.Taking.Taken.class);
        return ticket;
    }

    private List<MakeUp> holding(TicketId ticket) {
        return makeUps.of(List.of(ticket)).stream().filter(MakeUp::holds).toList();
    }

    @Test
    void whatIsCalledOffGivesTheRightBackAlsoWhenTheOwnDateIsOver() {
        var ticket = comesToTheOtherFirst();
        var third = courses.course(organiser, 2, Money.jpy(9_000), CourseRules.USUAL);
        makeUps.open(third.id(), occasion(third, 2), 1);
        around.clock.forwardTo(date(course, 1).end());
        events.cancel(other.id(), "講師の病気");
        assertThat(holding(ticket)).isEmpty();
        assertThat(makeUps.mayChooseAgain(ticket, date(course, 1).id())).isTrue();
        assertThat(take(ticket, 1, occasion(third, 2))).isInstanceOf(MakeUps.Taking.Taken.class);
        assertThat(makeUps.places(course.id()).get(occasion(course, 1)))
                .as("a place at a date that is over is nobody's")
                .isEqualTo(new MakeUps.Places(0, 0, 0));
    }

    @Test
    void whoseOtherDateMovesKeepsItAndMayChooseAnother() {
        var ticket = comesToTheOtherFirst();
        around.clock.forwardTo(date(course, 1).end());
        assertThat(makeUps.undo(ticket, date(course, 1).id())).isInstanceOf(MakeUps.Undoing.TooLate.class);
        courses.move(other.id(), 1, Duration.ofDays(2));
        assertThat(holding(ticket)).hasSize(1);
        assertThat(makeUps.undo(ticket, date(course, 1).id())).isInstanceOf(MakeUps.Undoing.Undone.class);
        assertThat(take(ticket, 1, occasion(other, 3))).isInstanceOf(MakeUps.Taking.Taken.class);
        assertThat(mailsAbout("moved")).isPositive();
    }

    @Test
    void whatNobodyHeldGivesTheRightBackAfterwards() {
        var ticket = comesToTheOtherFirst();
        bought(other);
        around.clock.forwardTo(date(other, 1).end().plus(Duration.ofMinutes(31)));
        TownProcess.running().sameTimeAs(around.clock);
        outcomes.look();
        var owner = around.organisers.people(organiser).getFirst().member();
        outcomes.answer(new Outcome.Of.Date(other.id(), date(other, 1).id()), owner, false);
        assertThat(holding(ticket)).isEmpty();
        assertThat(take(ticket, 1, occasion(other, 3))).isInstanceOf(MakeUps.Taking.Taken.class);
    }

    @Test
    void whoHadNothingToChooseDoesNotChooseLate() {
        makeUps.open(other.id(), occasion(other, 3), 1);
        var ticket = bought(course);
        around.clock.forwardTo(date(course, 1).end());
        assertThat(take(ticket, 1, occasion(other, 3))).isInstanceOf(MakeUps.Taking.TooLate.class);
        assertThatThrownBy(() -> around.sql
                        .sql("insert into makeup_right (ticket, missed, since) values (:ticket, :missed, now())")
                        .param("ticket", ticket.value())
                        .param("missed", date(course, 1).id().value())
                        .update())
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("no such right");
    }

    private List<Long> refunds(TicketId ticket) {
        var order = orders.ticket(ticket).orElseThrow().order();
        return around.payments.refundsFor(order.toString()).stream()
                .map(refund -> refund.terms().amount().minorUnits())
                .toList();
    }

    private void callOff(Event of, int number) {
        var owner = around.organisers.people(organiser).getFirst().member();
        outcomes.callOff(new Outcome.Of.Date(of.id(), date(of, number).id()), owner);
        around.outbox.runDue();
    }

    private void notHeld(Event of, int number) {
        around.clock.forwardTo(date(of, number).end().plus(Duration.ofMinutes(31)));
        TownProcess.running().sameTimeAs(around.clock);
        outcomes.look();
        var owner = around.organisers.people(organiser).getFirst().member();
        outcomes.answer(new Outcome.Of.Date(of.id(), date(of, number).id()), owner, false);
        around.outbox.runDue();
    }

    @Test
    void whoseOwnDateWasCalledOffHasItBackWhenTheOtherIsToo() {
        var ticket = comesToTheOtherFirst();
        callOff(course, 1);
        assertThat(refunds(ticket)).as("they come to another one").isEmpty();
        callOff(other, 1);
        assertThat(refunds(ticket)).containsExactly(3_000L);
        assertThatThrownBy(() -> take(ticket, 1, occasion(other, 3))).isInstanceOf(Problem.class);
        assertThat(makeUps.mayChooseAgain(ticket, date(course, 1).id())).isFalse();
    }

    @Test
    void ofOneOrderEachPlaceHasItBackWhenItIsItsTurn() {
        makeUps.open(other.id(), occasion(other, 1), 1);
        var two = orders.tickets(market.paid(course.id(), 2).id());
        assertThat(take(two.getFirst().id(), 1, occasion(other, 1))).isInstanceOf(MakeUps.Taking.Taken.class);
        callOff(course, 1);
        assertThat(refunds(two.getFirst().id())).containsExactly(3_000L);
        callOff(other, 1);
        assertThat(refunds(two.getFirst().id())).containsExactly(3_000L, 3_000L);
    }

    @Test
    void whoseDatesNobodyHeldNeitherTheirOwnNorTheOtherHasItBackAndNoOtherDate() {
        var ticket = comesToTheOtherFirst();
        bought(other);
        notHeld(course, 1);
        assertThat(refunds(ticket)).isEmpty();
        notHeld(other, 1);
        assertThat(refunds(ticket)).containsExactly(3_000L);
        assertThat(take(ticket, 1, occasion(other, 3))).isInstanceOf(MakeUps.Taking.TooLate.class);
    }

    @Test
    void whoComesToTheirOwnDateAfterAllHasItBackWhenNobodyHoldsIt() {
        var ticket = comesToTheOtherFirst();
        courses.move(other.id(), 1, Duration.ofDays(2));
        assertThat(makeUps.undo(ticket, date(course, 1).id())).isInstanceOf(MakeUps.Undoing.Undone.class);
        notHeld(course, 1);
        assertThat(refunds(ticket)).containsExactly(3_000L);
    }

    @Test
    void aLittleMoveGivesNoRight() {
        var ticket = comesToTheOtherFirst();
        courses.move(other.id(), 1, Duration.ofMinutes(1));
        assertThat(makeUps.mayChooseAgain(ticket, date(course, 1).id())).isFalse();
        around.clock.forwardTo(date(course, 1).begin());
        assertThat(makeUps.undo(ticket, date(course, 1).id())).isInstanceOf(MakeUps.Undoing.TooLate.class);
        assertThat(mailsAbout("moved")).isPositive();
    }

    @Test
    void whoGoesBackToTheirOwnDateHasNotAnotherOneBesides() {
        var ticket = comesToTheOtherFirst();
        courses.move(other.id(), 1, Duration.ofDays(2));
        assertThat(makeUps.undo(ticket, date(course, 1).id())).isInstanceOf(MakeUps.Undoing.Undone.class);
        around.clock.forwardTo(date(course, 1).end());
        assertThat(take(ticket, 1, occasion(other, 3))).isInstanceOf(MakeUps.Taking.TooLate.class);
        assertThat(orders.quote(
                                orders.ticket(ticket).orElseThrow().order(),
                                Set.of(ticket),
                                Ticket.CancelledBy.PARTICIPANT)
                        .refund())
                .as("two dates are left")
                .isEqualTo(Money.jpy(6_000));
    }

    @Test
    void whoWasAtTheirOwnDateHasNotAnotherOneBesides() {
        var ticket = comesToTheOtherFirst();
        callOff(other, 1);
        assertThat(makeUps.mayChooseAgain(ticket, date(course, 1).id())).isTrue();
        around.sql
                .sql(
                        "insert into door_visit (admission, ticket, course_date, since) values (:id, :ticket, :date, now())")
                .param("id", UUID.randomUUID())
                .param("ticket", ticket.value())
                .param("date", date(course, 1).id().value())
                .update();
        around.clock.forwardTo(date(course, 1).end());
        assertThat(take(ticket, 1, occasion(other, 3))).isInstanceOf(MakeUps.Taking.TooLate.class);
    }

    @Test
    void whoHasChosenOnceMoreHasChosen() {
        var ticket = comesToTheOtherFirst();
        around.clock.forwardTo(date(course, 1).end());
        callOff(other, 1);
        assertThat(take(ticket, 1, occasion(other, 3))).isInstanceOf(MakeUps.Taking.Taken.class);
        assertThat(makeUps.undo(ticket, date(course, 1).id())).isInstanceOf(MakeUps.Undoing.TooLate.class);
        callOff(other, 3);
        assertThat(makeUps.mayChooseAgain(ticket, date(course, 1).id()))
                .as("that one does not take place either")
                .isTrue();
    }

    @Test
    void whosePlaceSomebodyElseHasDoesNotComeBackToItWhileTheOtherTakesPlace() {
        var ticket = comesToTheOtherFirst();
        var guest = bought(other);
        assertThat(makeUps.take(guest, date(other, 2).id(), occasion(course, 1)))
                .isInstanceOf(MakeUps.Taking.Taken.class);
        courses.move(other.id(), 1, Duration.ofDays(2));
        assertThat(makeUps.undo(ticket, date(course, 1).id())).isInstanceOf(MakeUps.Undoing.PlaceIsTaken.class);
    }

    @Test
    void whatIsForMembersIsNoOtherDate() {
        makeUps.open(other.id(), occasion(other, 1), 1);
        var ticket = bought(course);
        assertThat(makeUps.choices(ticket, date(course, 1).id())).isNotEmpty();
        var plan = around.salon.plan(organiser, FirstMonth.FULL, new Anchor.DayOfJoining(), 1_100);
        events.sellToMembers(other.id(), new CircleId(plan.id().value()));
        assertThat(makeUps.choices(ticket, date(course, 1).id())).isEmpty();
        assertThat(take(ticket, 1, occasion(other, 1))).isInstanceOf(MakeUps.Taking.NotOffered.class);
    }

    private int mailsAbout(String what) {
        return around.sql
                .sql("select count(*)::int from outbox where topic = 'notices.make-up' and key like :key")
                .param("key", what + " %")
                .query(Integer.class)
                .single();
    }

    /// Guests of each are at the other: each calling off ends pairs of the same places, and locks them in one order.
    @Test
    void twoCoursesThatHaveEachOthersGuestsAreCalledOffAtOnce() throws Exception {
        for (int round = 0; round < 4; round++) {
            if (round > 0) twoCourses();
            for (int number = 2; number <= 3; number++) {
                makeUps.open(course.id(), occasion(course, number), 4);
                makeUps.open(other.id(), occasion(other, number), 4);
            }
            for (int guest = 0; guest < 3; guest++) {
                var here = bought(course);
                var there = bought(other);
                for (int number = 2; number <= 3; number++) {
                    take(here, number, occasion(other, number));
                    makeUps.take(there, date(other, 5 - number).id(), occasion(course, 5 - number));
                }
            }
            var both = new ArrayList<Callable<Boolean>>();
            for (var event : List.of(course, other)) {
                both.add(() -> {
                    events.cancel(event.id(), "台風");
                    return true;
                });
            }
            try (var threads = Executors.newFixedThreadPool(2)) {
                for (var done : threads.invokeAll(both)) assertThat(done.get()).isTrue();
            }
            assertThat(makeUps.at(course.id())).isEmpty();
            assertThat(makeUps.at(other.id())).isEmpty();
        }
    }
}
