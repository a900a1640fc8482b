package org.tsudoi.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Everybody wants the same few seats at once.
@ExtendWith(SharedWorld.class)
class RushTest {
    private static final int BUYERS = 500;
    private static final int SEATS = 50;
    private static final int AT_ONCE = 64;
    private static final Duration MOST = Duration.ofMinutes(2);

    private final World world;

    RushTest(World world) {
        this.world = world;
    }

    private enum End {
        SEATED,
        TOLD_IT_IS_FULL
    }

    @Test
    void fiveHundredBuyersGetFiftySeatsAndEveryLoserIsTold() throws Exception {
        var event = Organiser.signUp(world).offer("Rush", 1500, SEATS, Duration.ofDays(2));
        var chargesBefore = charges();
        var ends = new ArrayList<Future<End>>();
        try (var crowd = Executors.newFixedThreadPool(AT_ONCE)) {
            IntStream.range(0, BUYERS)
                    .<Callable<End>>mapToObj(number -> () -> buy(event, number))
                    .forEach(buyer -> ends.add(crowd.submit(buyer)));
        }
        int seated = 0;
        int told = 0;
        for (var end : ends) {
            switch (end.get()) {
                case SEATED -> seated++;
                case TOLD_IT_IS_FULL -> told++;
            }
        }
        assertThat(seated).isEqualTo(SEATS);
        assertThat(told).isEqualTo(BUYERS - SEATS);
        assertThat(charges() - chargesBefore).isEqualTo(SEATS);
        try (var books = world.books()) {
            assertThat(books.number("select count(*) from ticket where event = ? and state = 'valid'", event.id()))
                    .isEqualTo(SEATS);
            assertThat(books.number("select count(*) from orders where event = ? and state = 'paid'", event.id()))
                    .isEqualTo(SEATS);
            assertThat(books.rows("select distinct state from orders where event = ?", event.id()))
                    .hasSize(1);
            assertThat(books.takenSeats(event.id())).isEqualTo(SEATS);
            assertThat(books.wrongInTheLedger()).isEmpty();
        }
    }

    private End buy(Organiser.Offer event, int number) throws Exception {
        var purchase = new Purchase(world, event.slug(), "rush-" + number + "@example.com");
        if (!purchase.hold(1)) return End.TOLD_IT_IS_FULL;
        assertThat(purchase.goToPay()).as("%s has a page to pay at", purchase).isTrue();
        assertThat(purchase.pay()).isEqualTo("paid");
        purchase.comeBack();
        purchase.awaitState("paid-1", MOST);
        return End.SEATED;
    }

    private int charges() {
        return world.town().tally().values().stream()
                .mapToInt(Town.Tally::charges)
                .sum();
    }
}
