package org.tsudoi.notices;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tsudoi.contact.EmailAddress;
import org.tsudoi.contact.PersonName;
import org.tsudoi.makeups.MakeUpOffers;
import org.tsudoi.makeups.MakeUps;
import org.tsudoi.makeups.OccasionId;
import org.tsudoi.members.Members;
import org.tsudoi.members.Organisers;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.CourseRules;
import org.tsudoi.offerings.Event;
import org.tsudoi.orders.CourseMarket;
import org.tsudoi.orders.Market;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.Orders;
import org.tsudoi.payments.Payment;
import org.tsudoi.payments.Payments;
import org.tsudoi.payments.TakenBack;
import org.tsudoi.platform.outbox.OutboxRunner;
import org.tsudoi.promises.Outcome;
import org.tsudoi.promises.Outcomes;
import org.tsudoi.testing.PostTest;
import org.tsudoi.testing.TestClock;
import org.tsudoi.testing.TownPost;
import org.tsudoi.testing.TownProcess;
import org.tsudoi.transfers.Transfer;
import org.tsudoi.transfers.Transfers;

/// What owners and buyers are told about a date of a course that nobody held, or that is called off.
@PostTest
class DateNoticesTest {
    private final Market market;
    private final CourseMarket courses;
    private final Outcomes outcomes;
    private final Organisers organisers;
    private final Members members;
    private final Orders orders;
    private final Transfers transfers;
    private final MakeUpOffers offers;
    private final MakeUps makeUps;
    private final Payments payments;
    private final TakenBack takenBack;
    private final OutboxRunner outbox;
    private final TestClock clock;
    private Event course;

    DateNoticesTest(
            Market market,
            CourseMarket courses,
            Outcomes outcomes,
            Organisers organisers,
            Members members,
            Orders orders,
            Transfers transfers,
            MakeUpOffers offers,
            MakeUps makeUps,
            Payments payments,
            TakenBack takenBack,
            OutboxRunner outbox,
            TestClock clock) {
        this.market = market;
        this.courses = courses;
        this.outcomes = outcomes;
        this.organisers = organisers;
        this.members = members;
        this.orders = orders;
        this.transfers = transfers;
        this.offers = offers;
        this.makeUps = makeUps;
        this.payments = payments;
        this.takenBack = takenBack;
        this.outbox = outbox;
        this.clock = clock;
    }

    @BeforeEach
    void threeDates() {
        TownProcess.running().fair();
        TownProcess.running().sameTimeAs(clock);
        course = courses.course(3, Money.jpy(9_000), CourseRules.USUAL);
        outbox.runDue();
    }

    private EmailAddress owner() {
        var owner =
                organisers.people(course.particulars().organiser()).getFirst().member();
        return members.find(owner).orElseThrow().email();
    }

    private String text(EmailAddress to, String word) {
        return TownPost.letters(to).stream()
                .map(letter -> letter.path("text").asString())
                .filter(text -> text.contains(word))
                .findFirst()
                .orElse("");
    }

    private static EmailAddress buyer(Order order) {
        return order.terms().buyer().email();
    }

    @Test
    void ownersAreAskedAndBuyersAreToldWhatComesBack() {
        var order = market.paid(course.id(), 1);
        clock.forwardTo(courses.date(course.id(), 1).end().plus(Duration.ofMinutes(31)));
        outcomes.look();
        outbox.runDue();
        assertThat(text(owner(), "/dates-held")).isNotEmpty();
        var by = organisers.people(course.particulars().organiser()).getFirst().member();
        outcomes.answer(
                new Outcome.Of.Date(course.id(), courses.date(course.id(), 1).id()), by, false);
        outbox.runDue();
        outbox.runDue();
        assertThat(text(buyer(order), "行われませんでした")).contains("第1回", "3,000", "/orders/");
    }

    @Test
    void buyersAreToldWhatIsOfferedInsteadAndUntilWhen() {
        var order = market.paid(course.id(), 1);
        var friend = given(order);
        var other = market.event(course.particulars().organiser(), 5, Duration.ofDays(20));
        var by = organisers.people(course.particulars().organiser()).getFirst().member();
        var of = new Outcome.Of.Date(course.id(), courses.date(course.id(), 1).id());
        clock.forwardTo(courses.date(course.id(), 1).end().plus(Duration.ofMinutes(31)));
        outcomes.look();
        offers.offer(of, OccasionId.of(other.id()), until -> outcomes.notHeld(of, by, until));
        outbox.runDue();
        outbox.runDue();
        assertThat(text(buyer(order), "案内しています"))
                .contains("第1回", other.particulars().title(), "までに", "/orders/");
        assertThat(text(friend, "行われませんでした"))
                .as("whoever comes hears what is offered, and who chooses")
                .contains(
                        other.particulars().title(),
                        order.terms().buyer().name().value() + " さんが",
                        "/given/")
                .doesNotContain("/orders/");
    }

    private void says(Outcome.Of of, Instant end) {
        var by = organisers.people(course.particulars().organiser()).getFirst().member();
        clock.forwardTo(end.plus(Duration.ofMinutes(31)));
        TownProcess.running().sameTimeAs(clock);
        outcomes.look();
        outcomes.answer(of, by, true);
        outbox.runDue();
        outbox.runDue();
    }

    private Order comesTo(Event event, OccasionId occasion) {
        var order = market.paid(course.id(), 1);
        makeUps.rule(course.id(), new MakeUps.Rules(1, Duration.ofHours(1), false));
        makeUps.open(event.id(), occasion, 1);
        var ticket = orders.tickets(order.id()).getFirst().id();
        assertThat(makeUps.take(ticket, courses.date(course.id(), 1).id(), occasion))
                .isInstanceOf(MakeUps.Taking.Taken.class);
        return order;
    }

    @Test
    void whoCameInsteadIsToldWhatTheOrganiserSays() {
        var other = market.event(course.particulars().organiser(), 5, Duration.ofDays(20));
        var order = comesTo(other, OccasionId.of(other.id()));
        says(new Outcome.Of.Meeting(other.id()), other.particulars().endsAt().orElseThrow());
        assertThat(text(buyer(order), "開催したと回答しています")).contains("/orders/");
    }

    @Test
    void whoCameToADateOfAnotherCourseIsToldWhatTheOrganiserSays() {
        var other = courses.course(course.particulars().organiser(), 3, Money.jpy(9_000), CourseRules.USUAL);
        var date = courses.date(other.id(), 2);
        var order = comesTo(other, OccasionId.of(date.id()));
        says(new Outcome.Of.Date(other.id(), date.id()), date.end());
        assertThat(text(buyer(order), "開催したと回答しています")).contains("第2回", "/orders/");
    }

    private EmailAddress given(Order order) {
        var mail = market.mail("friend");
        var giving = transfers.give(
                order.id(),
                orders.tickets(order.id()).getFirst().id(),
                new Transfer.Friend(
                        new PersonName("青木 つばさ"),
                        mail,
                        Locale.JAPANESE,
                        course.particulars().zone()));
        transfers.accept(((Transfers.Giving.Offered) giving).transfer().id());
        return mail;
    }

    @Test
    void atACourseThatCostsNothingBuyerAndFriendAreToldOnce() {
        course = courses.course(3, Money.jpy(0), CourseRules.USUAL);
        var placed = (Orders.Placing.ToConfirm) market.place(course.id(), 1);
        var order = orders.confirm(placed.order().id());
        var mail = given(order);
        var by = organisers.people(course.particulars().organiser()).getFirst().member();
        outcomes.callOff(
                new Outcome.Of.Date(course.id(), courses.date(course.id(), 2).id()), by);
        outbox.runDue();
        outbox.runDue();
        assertThat(text(buyer(order), "中止になりました")).contains("第2回");
        assertThat(told(mail)).hasSize(1);
    }

    private List<String> told(EmailAddress to) {
        return TownPost.letters(to).stream()
                .map(letter -> letter.path("text").asString())
                .filter(text -> text.contains("中止になりました"))
                .toList();
    }

    /// The buyer's bank has the money: nothing goes back yet, and the friend would stand before a door that stays shut.
    @Test
    void aFriendIsToldAlsoWhereNothingComesBackYet() {
        var order = market.paid(course.id(), 1);
        var mail = given(order);
        disputed(order);
        var by = organisers.people(course.particulars().organiser()).getFirst().member();
        outcomes.callOff(
                new Outcome.Of.Date(course.id(), courses.date(course.id(), 2).id()), by);
        outbox.runDue();
        outbox.runDue();
        assertThat(text(buyer(order), "中止になりました")).isEmpty();
        assertThat(told(mail)).hasSize(1);
    }

    private void disputed(Order order) {
        var town = TownProcess.running();
        var payment =
                (Payment.Captured) payments.newestFor(order.id().toString()).orElseThrow();
        var charge = town.call("GET", "/stripe/v1/payment_intents/" + payment.charge(), null)
                .path("latest_charge")
                .asString();
        town.call("POST", "/town/stripe/charges/" + charge + "/dispute", null);
        var dispute = town.call("GET", "/stripe/v1/disputes?payment_intent=" + payment.charge(), null)
                .path("data")
                .path(0);
        takenBack.look(payment.id(), dispute.path("id").asString());
    }

    @Test
    void aFriendWhoHoldsThePlaceIsToldWithoutSums() {
        var order = market.paid(course.id(), 1);
        var mail = given(order);
        var by = organisers.people(course.particulars().organiser()).getFirst().member();
        outcomes.callOff(
                new Outcome.Of.Date(course.id(), courses.date(course.id(), 2).id()), by);
        outbox.runDue();
        outbox.runDue();
        assertThat(text(mail, "中止になりました")).contains("第2回", "/given/").doesNotContain("3,000", "/orders/");
        assertThat(text(buyer(order), "中止になりました")).contains("3,000");
    }

    @Test
    void whoHasADateThatIsCalledOffIsTold() {
        var order = market.paid(course.id(), 1);
        var by = organisers.people(course.particulars().organiser()).getFirst().member();
        outcomes.callOff(
                new Outcome.Of.Date(course.id(), courses.date(course.id(), 2).id()), by);
        outbox.runDue();
        outbox.runDue();
        assertThat(text(buyer(order), "中止になりました")).contains("第2回", "3,000");
    }
}
