package org.tsudoi.registrations;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsudoi.members.House;
import org.tsudoi.members.Member;
import org.tsudoi.members.MemberId;
import org.tsudoi.money.Money;
import org.tsudoi.orders.Market;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.OrderId;
import org.tsudoi.orders.OrderNews;
import org.tsudoi.orders.Orders;
import org.tsudoi.platform.outbox.OutboxRunner;
import org.tsudoi.stages.Stage;
import org.tsudoi.stages.StageSetting;
import org.tsudoi.stages.Stages;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestClock;
import org.tsudoi.testing.TownProcess;

/// The fee is paid once, and the stage comes and goes with it.
@ProductTest
class RegistrationsTest {
    private final Registrations registrations;
    private final Stages stages;
    private final Orders orders;
    private final House house;
    private final StageSetting setting;
    private final Market market;
    private final OutboxRunner outbox;
    private final ApplicationEventPublisher news;
    private final TransactionTemplate transactions;
    private final TestClock clock;

    RegistrationsTest(
            Registrations registrations,
            Stages stages,
            Orders orders,
            House house,
            StageSetting setting,
            Market market,
            OutboxRunner outbox,
            ApplicationEventPublisher news,
            TransactionTemplate transactions,
            TestClock clock) {
        this.registrations = registrations;
        this.stages = stages;
        this.orders = orders;
        this.house = house;
        this.setting = setting;
        this.market = market;
        this.outbox = outbox;
        this.news = news;
        this.transactions = transactions;
        this.clock = clock;
    }

    @BeforeEach
    void theStageIsNeededAndTheHouseSells() {
        TownProcess.running().fair();
        TownProcess.running().sameTimeAs(clock);
        setting.set(true, false, false);
        house.choose(market.organiser(), setting.somebody().id());
    }

    @AfterEach
    void everybodyMayTeach() {
        setting.none();
    }

    private Order asked(Member member) {
        return registrations.ask(member) instanceof Registrations.Asking.ToPay(var order)
                ? order
                : orders.get(new OrderId(member.id().value()));
    }

    private Order pay(Order order) {
        orders.pay(order.id());
        market.payAtProvider(market.session(order.id()));
        return orders.askAgain(order.id());
    }

    private Stage stage(MemberId member) {
        return stages.of(member);
    }

    @Test
    void whoPaysTheFeeTeachesAndIsNotAskedAgain() {
        var member = setting.somebody();
        var order = asked(member);
        assertThat(order.toPay()).isEqualTo(Money.jpy(27_500));
        assertThat(order.terms().tax().percent()).isEqualTo(10);
        assertThat(stage(member.id())).isEqualTo(Stage.LEARN);
        assertThat(pay(order)).isInstanceOf(Order.Paid.class);
        outbox.runDue();
        assertThat(stage(member.id())).isEqualTo(Stage.TEACH);
        assertThat(registrations.ask(member)).isInstanceOf(Registrations.Asking.TeachesAlready.class);
        assertThat(stages.history(member.id())).singleElement().satisfies(change -> {
            assertThat(change.why()).isEqualTo(Stages.Why.PAID);
            assertThat(change.reference()).isEqualTo(order.id().toString());
        });
    }

    @Test
    void twoClicksAreOneOrderAndALapsedOneIsAskedForAnew() throws Exception {
        var member = setting.somebody();
        Callable<OrderId> click = () -> asked(member).id();
        try (var both = Executors.newFixedThreadPool(2)) {
            var one = both.submit(click);
            var other = both.submit(click);
            assertThat(one.get()).isEqualTo(other.get());
        }
        var first = asked(member);
        clock.forward(Registrations.PAY_WITHIN.plusHours(1));
        TownProcess.running().sameTimeAs(clock);
        orders.lapseDue();
        assertThat(registrations.open(member.id())).isEmpty();
        assertThat(asked(member).id()).isNotEqualTo(first.id());
    }

    @Test
    void moneyThatNobodyNeededGoesBack() {
        var member = setting.somebody();
        var order = asked(member);
        stages.raise(member.id(), "came from elsewhere", setting.somebody().id());
        pay(order);
        outbox.runDue();
        assertThat(orders.get(order.id())).isInstanceOf(Order.Cancelled.class);
        assertThat(stage(member.id())).isEqualTo(Stage.TEACH);
        assertThat(stages.history(member.id())).hasSize(1);
    }

    @Test
    void theStageGoesWithTheFeeThatGoesBackOnce() {
        var member = setting.somebody();
        pay(asked(member));
        outbox.runDue();
        assertThat(registrations.giveBack(member.id())).isTrue();
        assertThat(stage(member.id())).isEqualTo(Stage.LEARN);
        assertThat(registrations.giveBack(member.id())).isFalse();
        assertThat(stages.history(member.id())).hasSize(2);
        // And may be paid again.
        pay(asked(member));
        outbox.runDue();
        assertThat(stage(member.id())).isEqualTo(Stage.TEACH);
    }

    @Test
    void aFeeThatIsLostToABankTakesTheStageWithIt() {
        var member = setting.somebody();
        var order = pay(asked(member));
        outbox.runDue();
        transactions.executeWithoutResult(_ -> news.publishEvent(new OrderNews.HouseOrderLost(
                order.id(), order.terms().event(), "dp_1", Money.jpy(27_500))));
        assertThat(stage(member.id())).isEqualTo(Stage.LEARN);
    }

    @Test
    void withoutAFeeItIsAStepOfOnesOwn() {
        stages.set(
                new org.tsudoi.stages.StageRules(true, false, false, Money.jpy(0), 0),
                setting.somebody().id());
        var member = setting.somebody();
        assertThat(registrations.ask(member)).isInstanceOf(Registrations.Asking.Free.class);
        assertThat(stage(member.id())).isEqualTo(Stage.TEACH);
    }
}
