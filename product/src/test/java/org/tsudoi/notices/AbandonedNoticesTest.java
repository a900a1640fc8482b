package org.tsudoi.notices;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.tsudoi.contact.EmailAddress;
import org.tsudoi.offerings.Event;
import org.tsudoi.orders.Market;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.OrderId;
import org.tsudoi.orders.Orders;
import org.tsudoi.platform.outbox.Outbox;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestClock;

@ProductTest
class AbandonedNoticesTest {
    private final Market market;
    private final Orders orders;
    private final OrderLetters letters;
    private final Outbox outbox;
    private final TestClock clock;

    AbandonedNoticesTest(Market market, Orders orders, OrderLetters letters, Outbox outbox, TestClock clock) {
        this.market = market;
        this.orders = orders;
        this.letters = letters;
        this.outbox = outbox;
        this.clock = clock;
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
