package org.tsudoi.notices;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tsudoi.contact.EmailAddress;
import org.tsudoi.offerings.Event;
import org.tsudoi.orders.AcceptedMeans;
import org.tsudoi.orders.Market;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.OrderId;
import org.tsudoi.orders.Orders;
import org.tsudoi.payments.Choice;
import org.tsudoi.payments.Means;
import org.tsudoi.payments.Payment;
import org.tsudoi.payments.Payments;
import org.tsudoi.platform.outbox.Handled;
import org.tsudoi.platform.outbox.Outbox;
import org.tsudoi.platform.outbox.OutboxItem;
import org.tsudoi.platform.outbox.OutboxRunner;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestClock;
import org.tsudoi.testing.TownProcess;

@ProductTest
class AbandonedNoticesTest {
    private final Market market;
    private final Orders orders;
    private final OrderLetters letters;
    private final Outbox outbox;
    private final TestClock clock;
    private final AcceptedMeans accepted;
    private final Payments payments;
    private final PaymentReminders reminders;
    private final OutboxRunner runner;

    AbandonedNoticesTest(
            Market market,
            Orders orders,
            OrderLetters letters,
            Outbox outbox,
            TestClock clock,
            AcceptedMeans accepted,
            Payments payments,
            PaymentReminders reminders,
            OutboxRunner runner) {
        this.accepted = accepted;
        this.payments = payments;
        this.reminders = reminders;
        this.runner = runner;
        this.market = market;
        this.orders = orders;
        this.letters = letters;
        this.outbox = outbox;
        this.clock = clock;
    }

    @BeforeEach
    void fairWeather() {
        TownProcess.running().fair();
        TownProcess.running().sameTimeAs(clock);
    }

    @Test
    void whoLetTheTimePassHearsOfItOnceAndGetsTheFormBack() {
        var event = market.event(5);
        var mail = market.mail("late");
        var order = lapsed(event, mail, 2);
        assertThat(outbox.openAbout("order", List.of(order.toString())))
                .singleElement()
                .satisfies(item -> assertThat(item.topic()).isEqualTo("notices.order-abandoned"));
        assertThat(orders.isAbandoned(order)).isTrue();
        assertThat(letters.abandoned(orders.get(order)).text())
                .contains("/orders/" + orders.link(order) + "/again", "席はまだ空いています")
                .as("what a stranger typed reaches nobody's mailbox")
                .doesNotContain("花子");
        var again = lapsed(event, mail, 1);
        assertThat(orders.isAbandoned(order)).isFalse();
        assertThat(orders.isAbandoned(again)).isFalse();
        assertThat(orders.isAbandoned(lapsed(market.event(5), mail, 1))).isTrue();
    }

    @Test
    void nobodyIsRemindedOfWhatTheyLetGoOrCannotHave() {
        var event = market.event(2);
        var let = held(event, market.mail("let"), 1);
        orders.leave(let);
        assertThat(orders.isAbandoned(let)).isFalse();
        var late = lapsed(event, market.mail("late"), 2);
        assertThat(orders.isAbandoned(late)).isTrue();
        held(event, market.mail("fast"), 1);
        assertThat(orders.isAbandoned(late)).as("two places are not left").isFalse();
        var waiting = held(market.event(2), market.mail("waiting"), 1);
        assertThat(orders.isAbandoned(waiting)).as("still to be paid").isFalse();
    }

    /// Its provider closes it some time after the place went: until then nobody is asked.
    @Test
    void whoLetTheNumberOfAStoreExpireIsWrittenToOnceItIsClosed() {
        var event = market.event(market.organiser(), 5, Duration.ofDays(20));
        var order = held(event, market.mail("store"), 1);
        orders.pay(order, new Choice(Means.KONBINI, "lawson"));
        clock.forward(Duration.ofDays(9).plusHours(1));
        TownProcess.running().sameTimeAs(clock);
        TownProcess.running().weather("komoju", "*", "error-before", null);
        orders.lapseDue();
        runner.runDue();
        assertThat(orders.get(order)).isInstanceOf(Order.Lapsed.class);
        assertThat(orders.isAbandoned(order)).isFalse();
        assertThat(orders.isStillClosing(order)).isTrue();
        clock.forward(Duration.ofMinutes(11));
        runner.runDue();
        assertThat(waiting(order))
                .as("asked again later")
                .singleElement()
                .satisfies(letter -> assertThat(letter.failures()).isZero());
        TownProcess.running().fair();
        for (int time = 0; time < 8 && orders.isStillClosing(order); time++) {
            clock.forward(Duration.ofMinutes(30));
            TownProcess.running().sameTimeAs(clock);
            runner.runDue();
        }
        assertThat(orders.isAbandoned(order)).isTrue();
        clock.forward(Duration.ofMinutes(31));
        runner.runDue();
        // Nobody takes mails here.
        assertThat(waiting(order))
                .singleElement()
                .satisfies(letter -> assertThat(letter.lastError()).isEqualTo("MailConnectException"));
    }

    private List<OutboxItem> waiting(OrderId order) {
        return outbox.openAbout("order", List.of(order.toString())).stream()
                .filter(item -> item.topic().equals("notices.order-abandoned"))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"konbini", "slip", "bank-transfer", "counter"})
    void whoStillHasToPayElsewhereIsRemindedADayBeforeTheEnd(String means) {
        var organiser = market.organiser();
        accepted.refuse(organiser, EnumSet.noneOf(Means.class));
        var event = market.event(organiser, 5, Duration.ofDays(20));
        var order = held(event, market.mail("soon"), 1);
        var choice = orders.waysToPay(orders.get(order), event.particulars()).stream()
                .map(Orders.PayWith::choice)
                .filter(it -> it.means().word().equals(means))
                .findFirst()
                .orElseThrow();
        orders.pay(order, choice);
        var paying = (Order.Paying) orders.get(order);
        var reminder = outbox.openAbout("order", List.of(order.toString())).stream()
                .filter(item -> item.topic().equals("notices.order-ends-soon"))
                .findFirst()
                .orElseThrow();
        var until = ((Payment.Issued) payments.get(paying.payment())).how().until();
        var end = until.isBefore(paying.heldUntil()) ? until : paying.heldUntil();
        assertThat(reminder.dueAt()).isEqualTo(end.minus(Duration.ofDays(1)));
        assertThat(letters.endsSoon(paying).orElseThrow().text()).contains("/orders/" + orders.link(order), "お支払い期限");
        orders.pay(order, Choice.CARD);
        assertThat(reminders.handle(reminder)).isEqualTo(Handled.done());
    }

    private OrderId lapsed(Event event, EmailAddress mail, int places) {
        var order = held(event, mail, places);
        clock.forward(Duration.ofMinutes(40));
        orders.lapseDue();
        assertThat(orders.get(order)).isInstanceOf(Order.Lapsed.class);
        return order;
    }

    private OrderId held(Event event, EmailAddress mail, int places) {
        var placing =
                market.place(event.id(), 0, places, mail, UUID.randomUUID().toString());
        return ((Orders.Placing.Placed) placing).order().id();
    }
}
