package org.tsudoi.notices;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tsudoi.contact.PersonName;
import org.tsudoi.members.Members;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.Schedule;
import org.tsudoi.orders.Market;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.Orders;
import org.tsudoi.promises.Moves;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestClock;
import org.tsudoi.testing.TownProcess;
import org.tsudoi.texts.Formats;
import org.tsudoi.texts.Language;

@ProductTest
class MovedLettersTest {
    private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");
    private static final ZoneId BANGKOK = ZoneId.of("Asia/Bangkok");

    private final MovedLetters letters;
    private final Market market;
    private final Moves moves;
    private final Members members;
    private final Orders orders;
    private final TestClock clock;

    MovedLettersTest(
            MovedLetters letters, Market market, Moves moves, Members members, Orders orders, TestClock clock) {
        this.letters = letters;
        this.market = market;
        this.moves = moves;
        this.members = members;
        this.orders = orders;
        this.clock = clock;
    }

    @BeforeEach
    void fairWeather() {
        TownProcess.running().fair();
        TownProcess.running().sameTimeAs(clock);
        clock.forward(Duration.ofMinutes(1));
    }

    private Schedule.Fixed moveBy(Event event, Duration by) {
        clock.forward(Duration.ofSeconds(1));
        var start = market.particulars(event.id()).startsAt().orElseThrow().plus(by);
        var to = new Schedule.Fixed(LocalDateTime.ofInstant(start, TOKYO), Duration.ofMinutes(60), TOKYO);
        moves.move(event.id(), to);
        return to;
    }

    @Test
    void theOldTimeAndTheNewStandByTheReadersClockWithAButtonForEachAnswer() {
        var event = market.event(market.organiser(), 10, Duration.ofHours(3));
        var before = (Schedule.Fixed) event.particulars().schedule();
        var name = new PersonName("Malee");
        var mail = market.mail("malee");
        var member = members.findOrCreate(mail, Optional.of(name), Locale.ENGLISH, BANGKOK);
        var order = ((Orders.Placing.Placed) orders.place(new Orders.Request(
                        UUID.randomUUID().toString(),
                        event.id(),
                        event.particulars().plans().getFirst().id(),
                        List.of(name),
                        new Order.Buyer(member.id(), name, mail, Locale.ENGLISH))))
                .order();
        orders.pay(order.id());
        market.payAtProvider(market.session(order.id()));
        var paid = orders.askAgain(order.id());
        var now = moveBy(event, Duration.ofDays(4));
        var formats = new Formats(Language.EN);
        assertThat(letters.of(paid, "sequence-1").orElseThrow().text())
                .contains(formats.span(before.begin(), before.end(), BANGKOK))
                .contains(formats.span(now.begin(), now.end(), BANGKOK))
                .contains("I stay", "/moved?say=stay", "I leave", "/moved?say=leave", "¥1,500");
    }

    @Test
    void nobodyIsAskedAboutALittleMoveNorLater() {
        var event = market.event(market.organiser(), 10, Duration.ofHours(3));
        var order = market.paid(event.id(), 1);
        moveBy(event, Duration.ofMinutes(5));
        assertThat(letters.of(order, "sequence-1")).isEmpty();
        moveBy(event, Duration.ofDays(20));
        assertThat(letters.of(order, "sequence-2")).isPresent();
        clock.forward(Duration.ofDays(8));
        assertThat(letters.of(order, "sequence-2")).isEmpty();
    }
}
