package org.tsudoi.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tsudoi.contact.EmailAddress;
import org.tsudoi.contact.PersonName;
import org.tsudoi.members.Member;
import org.tsudoi.members.Members;
import org.tsudoi.members.OrganiserId;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.Events;
import org.tsudoi.offerings.Plan;
import org.tsudoi.offerings.Seats;
import org.tsudoi.platform.outbox.OutboxRunner;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestClock;
import org.tsudoi.testing.TownProcess;

/// A trial is for one time a person, and nobody learns from us whether somebody else has had theirs.
@ProductTest
class TrialsTest {
    private final Market market;
    private final Orders orders;
    private final Events events;
    private final Members members;
    private final OutboxRunner outbox;
    private final TestClock clock;

    TrialsTest(Market market, Orders orders, Events events, Members members, OutboxRunner outbox, TestClock clock) {
        this.outbox = outbox;
        this.market = market;
        this.orders = orders;
        this.events = events;
        this.members = members;
        this.clock = clock;
    }

    @BeforeEach
    void fairWeather() {
        TownProcess.running().fair();
        TownProcess.running().sameTimeAs(clock);
    }

    @Test
    void aGuestHasTheTrialOnceTheLinkOfTheMailWasFollowed() {
        var event = market.event(10);
        var order = asked(event, market.mail("trial"));
        assertThat(order).isInstanceOf(Order.Unconfirmed.class);
        assertThat(events.seats(event.id())).isEqualTo(new Seats(10, 9, 1, 0));
        assertThat(orders.tickets(order.id())).isEmpty();
        assertThat(orders.pay(order.id())).isInstanceOf(Orders.PayStep.NothingToPay.class);
        assertThat(orders.confirm(order.id())).isInstanceOf(Order.Paid.class);
        assertThat(orders.confirm(order.id())).as("a second click").isInstanceOf(Order.Paid.class);
        assertThat(orders.tickets(order.id())).hasSize(1);
        assertThat(events.seats(event.id())).isEqualTo(new Seats(10, 9, 0, 1));
    }

    @Test
    void whoTypesTheAddressIsToldTheSameWhetherOrNotTheTrialWasUsed() {
        var organiser = market.organiser();
        var used = market.mail("used");
        orders.confirm(asked(event(organiser), used).id());
        var one = event(organiser);
        var other = event(organiser);
        var answered = market.place(one.id(), 1, 1, used, key());
        var answeredToOther = market.place(other.id(), 1, 1, market.mail("fresh"), key());
        assertThat(answered).isInstanceOf(Orders.Placing.ToConfirm.class);
        assertThat(answeredToOther).isInstanceOf(Orders.Placing.ToConfirm.class);
        assertThat(events.seats(one.id())).isEqualTo(events.seats(other.id()));
        assertThat(orders.hadTrial(order(answered).id())).isTrue();
        assertThat(orders.hadTrial(order(answeredToOther).id())).isFalse();
    }

    @Test
    void aTrialIsForOneTimeAPerson() {
        var organiser = market.organiser();
        var mail = market.mail("trial");
        orders.confirm(asked(event(organiser), mail).id());
        var two = event(organiser);
        var tagged = new EmailAddress(mail.value().replace("@", "+again@"));
        var again = asked(two, tagged);
        assertThat(orders.confirm(again.id()))
                .isInstanceOfSatisfying(
                        Order.Lapsed.class, lapsed -> assertThat(lapsed.why()).isEqualTo(Order.LapseReason.TRIAL_USED));
        assertThat(events.seats(two.id()).free()).isEqualTo(10);
        assertThat(orders.confirm(asked(market.event(10), mail).id()))
                .as("with another organiser")
                .isInstanceOf(Order.Paid.class);
    }

    @Test
    void theSeatOfATrialThatNobodyConfirmsIsFreeAfterHalfAnHour() {
        var event = market.event(10);
        var order = asked(event, market.mail("trial"));
        clock.forward(Duration.ofMinutes(29));
        orders.lapseDue();
        assertThat(orders.get(order.id())).isInstanceOf(Order.Unconfirmed.class);
        clock.forward(Duration.ofMinutes(2));
        orders.lapseDue();
        assertThat(orders.get(order.id())).isInstanceOf(Order.Lapsed.class);
        assertThat(orders.confirm(order.id())).isInstanceOf(Order.Lapsed.class);
        assertThat(events.seats(event.id()).free()).isEqualTo(10);
    }

    @Test
    void theKeyOfTheFormNeverLeadsToAnOrderThatSomebodyElseConfirmed() {
        var event = market.event(10);
        var mail = market.mail("trial");
        var key = key();
        var order = order(market.place(event.id(), 1, 1, mail, key));
        orders.confirm(order.id());
        assertThat(market.place(event.id(), 1, 1, mail, key)).isInstanceOf(Orders.Placing.ToConfirm.class);
        assertThat(events.seats(event.id()).taken()).isEqualTo(1);
    }

    @Test
    void aMemberHasATrialAtOnceAndIsToldAtOnceThatItWasUsed() {
        var organiser = market.organiser();
        var member = member();
        assertThat(place(event(organiser), member, member.email()))
                .isInstanceOfSatisfying(
                        Orders.Placing.Placed.class,
                        placed -> assertThat(placed.order()).isInstanceOf(Order.Paid.class));
        var two = event(organiser);
        assertThat(place(two, member, member.email())).isInstanceOf(Orders.Placing.TrialUsed.class);
        assertThat(events.seats(two.id()).free()).isEqualTo(10);
    }

    @Test
    void aMemberWhoTypesAnothersAddressIsAGuestThere() {
        var member = member();
        var other = market.mail("other");
        var order = order(place(market.event(10), member, other));
        assertThat(order).isInstanceOf(Order.Unconfirmed.class);
        assertThat(order.terms().buyer().member()).isNull();
        assertThat(orders.ofMember(member.id(), member.email())).isEmpty();
    }

    @Test
    void whatIsNotConfirmedEndsWithItsEvent() {
        var event = market.event(10);
        var order = asked(event, market.mail("trial"));
        assertThat(orders.totals(event.id()).waitingOrders()).isEqualTo(1);
        events.cancel(event.id(), "台風");
        outbox.runDue();
        assertThat(orders.get(order.id()))
                .isInstanceOfSatisfying(
                        Order.Lapsed.class,
                        lapsed -> assertThat(lapsed.why()).isEqualTo(Order.LapseReason.EVENT_CANCELLED));
    }

    @Test
    void aTrialIsNotHadAgainByPayingForOneThatLapsed() {
        var organiser = market.organiser();
        var mail = market.mail("trial");
        var late = pricedTrial(organiser, mail);
        orders.pay(late.id());
        var session = market.session(late.id());
        clock.forward(Duration.ofMinutes(21));
        orders.lapseDue();
        assertThat(orders.get(late.id())).isInstanceOf(Order.Lapsed.class);
        var had = pricedTrial(organiser, mail);
        orders.pay(had.id());
        market.payAtProvider(market.session(had.id()));
        assertThat(orders.askAgain(had.id())).isInstanceOf(Order.Paid.class);

        market.payAtProvider(session);
        assertThat(orders.askAgain(late.id())).isInstanceOf(Order.Unseated.class);
        assertThat(orders.hadTrial(late.id())).isTrue();
    }

    private Order pricedTrial(OrganiserId organiser, EmailAddress mail) {
        var event = market.event(organiser, 10, Duration.ofDays(3), market.plan(Plan.Kind.TRIAL, Money.jpy(500), 1));
        return orders.confirm(order(market.place(event.id(), 0, 1, mail, key())).id());
    }

    @Test
    void whatIsFreeIsAskedForByMailToo() {
        var event =
                market.event(market.organiser(), 10, Duration.ofDays(3), market.plan(Plan.Kind.ONCE, Money.jpy(0), 4));
        var mail = market.mail("free");
        for (int time = 0; time < 2; time++) {
            var order = order(market.place(event.id(), 0, 2, mail, key()));
            assertThat(order).isInstanceOf(Order.Unconfirmed.class);
            assertThat(orders.confirm(order.id())).isInstanceOf(Order.Paid.class);
        }
        assertThat(events.seats(event.id()).taken()).isEqualTo(4);
    }

    private Event event(OrganiserId organiser) {
        return market.event(organiser, 10, Duration.ofDays(3));
    }

    private Member member() {
        return members.findOrCreate(
                market.mail("member"), Optional.of(new PersonName("Hanako")), Locale.ENGLISH, Market.TOKYO);
    }

    private Order asked(Event event, EmailAddress mail) {
        return order(market.place(event.id(), 1, 1, mail, key()));
    }

    private Orders.Placing place(Event event, Member member, EmailAddress mail) {
        var name = new PersonName("Hanako");
        return orders.place(new Orders.Request(
                key(),
                event.id(),
                event.particulars().plans().get(1).id(),
                List.of(name),
                new Order.Buyer(member.id(), name, mail, Locale.ENGLISH)));
    }

    private static Order order(Orders.Placing placing) {
        return ((Orders.Placing.ToConfirm) placing).order();
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }
}
