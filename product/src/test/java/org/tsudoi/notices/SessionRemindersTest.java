package org.tsudoi.notices;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tsudoi.appointments.Appointments;
import org.tsudoi.appointments.SessionMarket;
import org.tsudoi.platform.outbox.OutboxRunner;
import org.tsudoi.testing.PostTest;
import org.tsudoi.testing.TestClock;
import org.tsudoi.testing.TownPost;
import org.tsudoi.testing.TownProcess;
import tools.jackson.databind.JsonNode;

@PostTest
class SessionRemindersTest {
    private final SessionMarket market;
    private final SessionReminders reminders;
    private final OutboxRunner outbox;
    private final TestClock clock;

    SessionRemindersTest(SessionMarket market, SessionReminders reminders, OutboxRunner outbox, TestClock clock) {
        this.market = market;
        this.reminders = reminders;
        this.outbox = outbox;
        this.clock = clock;
    }

    @BeforeEach
    void fairWeather() {
        TownProcess.running().fair();
        TownProcess.running().sameTimeAs(clock);
    }

    private List<JsonNode> reminded(SessionMarket.Two two) {
        reminders.run();
        outbox.runDue();
        return TownPost.letters(two.buyer().email()).stream()
                .filter(letter -> letter.path("subject").asString().startsWith("日時がまだ決まっていません"))
                .toList();
    }

    @Test
    void whoHasNamedNoTimeIsRemindedTwice() {
        var two = market.two();
        var order = market.bought(two, 0, 1);
        clock.forwardTo(order.paidAt().plus(Duration.ofDays(2)));
        assertThat(reminded(two)).isEmpty();
        clock.forward(Duration.ofDays(1).plusMinutes(1));
        assertThat(reminded(two)).hasSize(1);
        assertThat(reminded(two))
                .satisfiesExactly(letter -> assertThat(letter.path("text").asString())
                        .contains("/appointments/" + market.tickets(order.id()).getFirst(), "ご利用の期限"));
        clock.forwardTo(order.paidAt().plus(Appointments.USABLE_FOR).minus(Duration.ofDays(31)));
        assertThat(reminded(two)).hasSize(1);
        clock.forward(Duration.ofDays(2));
        assertThat(reminded(two)).hasSize(2);
    }

    @Test
    void whoHasATimeIsLeftAlone() {
        var two = market.two();
        var order = market.bought(two, 0, 1);
        var free = market.free(two).getLast().startsAt();
        market.booked(two, market.tickets(order.id()).getFirst(), free);
        clock.forwardTo(order.paidAt().plus(Duration.ofDays(4)));
        assertThat(reminded(two)).isEmpty();
    }
}
