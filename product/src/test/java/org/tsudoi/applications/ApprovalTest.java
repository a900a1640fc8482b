package org.tsudoi.applications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tsudoi.applications.Applications.Deciding;
import org.tsudoi.members.MemberId;
import org.tsudoi.members.Organisers;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.Events;
import org.tsudoi.orders.Market;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.Orders;
import org.tsudoi.platform.Problem;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestClock;
import org.tsudoi.testing.TownProcess;

/// Nothing is held and nothing charged before the organiser has said yes; nobody gets in past them.
@ProductTest
class ApprovalTest {
    private final Market market;
    private final Line line;
    private final Applications applications;
    private final Orders orders;
    private final Events events;
    private final Organisers organisers;
    private final TestClock clock;

    ApprovalTest(
            Market market,
            Line line,
            Applications applications,
            Orders orders,
            Events events,
            Organisers organisers,
            TestClock clock) {
        this.market = market;
        this.line = line;
        this.applications = applications;
        this.orders = orders;
        this.events = events;
        this.organisers = organisers;
        this.clock = clock;
    }

    @BeforeEach
    void fairWeather() {
        TownProcess.running().fair();
        TownProcess.running().sameTimeAs(clock);
    }

    private Event byApproval(int capacity) {
        var event = market.event(capacity);
        assertThat(applications.rules(event.id(), ApplicationRules.USUAL, true)).isTrue();
        return event;
    }

    private MemberId host(Event event) {
        return organisers.people(event.particulars().organiser()).getFirst().member();
    }

    @Test
    void whoIsAcceptedHasAPlaceToPayForAndWhoIsRefusedHasNothing() {
        var event = byApproval(5);
        assertThat(market.place(event.id(), 1)).isInstanceOf(Orders.Placing.NotOnSale.class);
        var liked = line.enters(event.id(), 1);
        var not = line.enters(event.id(), 1);
        assertThat(line.of(liked)).isInstanceOf(Application.Asked.class);
        assertThat(events.seats(event.id()).held()).isZero();
        assertThat(applications.accept(event.id(), liked, host(event), Optional.empty()))
                .isEqualTo(Deciding.OFFERED);
        assertThat(applications.accept(event.id(), liked, host(event), Optional.empty()))
                .as("a second click")
                .isEqualTo(Deciding.OFFERED);
        assertThat(events.seats(event.id()).held()).isEqualTo(1);
        assertThat(line.pays(line.offeredTo(liked).id())).isInstanceOf(Order.Paid.class);
        assertThat(applications.refuse(event.id(), not, host(event), Optional.of("満員の見込みです")))
                .isTrue();
        assertThat(line.of(not))
                .isInstanceOfSatisfying(
                        Application.Refused.class, it -> assertThat(it.words()).contains("満員の見込みです"));
        assertThat(applications.accept(event.id(), not, host(event), Optional.empty()))
                .isEqualTo(Deciding.NOT_OPEN);
        assertThat(events.seats(event.id()).taken()).isEqualTo(1);
    }

    @Test
    void nobodyIsAcceptedForASeatThatIsNotThere() {
        var event = byApproval(1);
        var one = line.enters(event.id(), 1);
        var two = line.enters(event.id(), 1);
        applications.accept(event.id(), one, host(event), Optional.empty());
        assertThat(applications.accept(event.id(), two, host(event), Optional.empty()))
                .isEqualTo(Deciding.NO_SEAT);
        assertThat(line.of(two)).isInstanceOf(Application.Asked.class);
    }

    @Test
    void aHostWhoDoesNotAnswerIsNotWaitedForForEver() {
        var event = byApproval(5);
        var asked = line.enters(event.id(), 1);
        clock.forward(Duration.between(clock.instant(), ((Application.Asked) line.of(asked)).answerBy()));
        applications.tend(event.id());
        assertThat(line.of(asked)).isInstanceOf(Application.Closed.class);
    }

    @Test
    void anOrganiserMayPutOneFirstWhoWaits() {
        var event = market.event(1);
        var sold = line.soldOut(event);
        var first = line.enters(event.id(), 1);
        var friend = line.enters(event.id(), 1);
        assertThat(applications.accept(event.id(), friend, host(event), Optional.of("前回のお詫び")))
                .isEqualTo(Deciding.FIRST);
        line.cancels(sold.getFirst().id());
        applications.tend(event.id());
        assertThat(line.of(friend)).isInstanceOf(Application.Offered.class);
        assertThat(line.of(first)).isInstanceOf(Application.Waiting.class);
    }

    @Test
    void whatPeopleWaitForIsNotMadeAMatterOfApproval() {
        var event = market.event(1);
        line.soldOut(event);
        line.enters(event.id(), 1);
        assertThat(applications.rules(event.id(), ApplicationRules.USUAL, true)).isFalse();
        assertThat(events.get(event.id()).particulars().sale().to()).isEqualTo(Event.SaleTo.WAITING);
    }

    @Test
    void anApplicationForAnotherEventIsNotThere() {
        var event = byApproval(5);
        var other = byApproval(5);
        var asked = line.enters(event.id(), 1);
        assertThatThrownBy(() -> applications.refuse(other.id(), asked, host(other), Optional.empty()))
                .isInstanceOf(Problem.class);
    }
}
