package org.tsudoi.web.participant;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.Events;
import org.tsudoi.orders.Market;
import org.tsudoi.orders.Orders;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestBrowser;
import org.tsudoi.testing.TestClock;
import org.tsudoi.testing.TownProcess;

/// One form sent many times at once passes no limit.
@ProductTest
class AtOnceTest {
    private static final int PAID = 0;
    private static final int FREE = 1;
    private static final int UNPAID_MAX = 20;

    private final Market market;
    private final Orders orders;
    private final Events events;
    private final TestClock clock;
    private final int port;

    AtOnceTest(Market market, Orders orders, Events events, TestClock clock, @LocalServerPort int port) {
        this.market = market;
        this.orders = orders;
        this.events = events;
        this.clock = clock;
        this.port = port;
    }

    @BeforeEach
    void town() {
        TownProcess.running().fair();
        TownProcess.running().sameTimeAs(clock);
    }

    @Test
    void noMailGoesOutBeyondTheLimit() throws Exception {
        var victim = market.mail("victim").value();
        for (int i = 0; i < 6; i++) {
            var used = market.event(10);
            send(visitor(used), used, FREE, 1, victim, key());
        }
        var event = market.event(60);
        var visitors = IntStream.range(0, 6).mapToObj(_ -> visitor(event)).toList();
        try (var threads = Executors.newCachedThreadPool()) {
            for (int again = 0; again < 8; again++) {
                var key = key();
                answered(
                        threads,
                        visitors.stream()
                                .map(visitor -> (Callable<HttpResponse<String>>)
                                        () -> send(visitor, event, FREE, 1, victim, key))
                                .toList());
            }
        }
        assertThat(orders.ofEvent(event.id())).isEmpty();
    }

    @Test
    void oneAddressHoldsNoMorePlacesThanItMay() throws Exception {
        var tired = market.mail("tired").value();
        for (int i = 0; i < 21; i++) {
            var used = market.event(10);
            send(visitor(used), used, PAID, 1, tired, key());
        }
        var event = market.event(200);
        var visitors = IntStream.range(0, 5).mapToObj(_ -> visitor(event)).toList();
        try (var threads = Executors.newCachedThreadPool()) {
            for (int again = 0; again < 12; again++) {
                var key = key();
                var fresh = market.mail("fresh").value();
                var sending = new ArrayList<Callable<HttpResponse<String>>>();
                sending.add(() -> send(visitors.getFirst(), event, PAID, 4, fresh, key));
                for (var visitor : visitors.subList(1, visitors.size())) {
                    sending.add(() -> send(visitor, event, PAID, 4, tired, key));
                }
                answered(threads, sending);
            }
        }
        assertThat(events.seats(event.id()).held()).isLessThanOrEqualTo(UNPAID_MAX);
    }

    private static void answered(ExecutorService threads, List<Callable<HttpResponse<String>>> sending)
            throws Exception {
        for (Future<HttpResponse<String>> answer : threads.invokeAll(sending)) {
            assertThat(answer.get().statusCode()).isIn(303, 422, 429);
        }
    }

    private TestBrowser visitor(Event event) {
        var visitor = new TestBrowser(port);
        visitor.get("/events/" + event.particulars().slug() + "/apply");
        return visitor;
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }

    private static HttpResponse<String> send(
            TestBrowser visitor, Event event, int plan, int places, String mail, String key) {
        Map<String, String> typed = new LinkedHashMap<>();
        typed.put("key", key);
        typed.put("plan", event.particulars().plans().get(plan).id().toString());
        typed.put("places", Integer.toString(places));
        typed.put("name", "Hanako");
        for (int i = 1; i < places; i++) typed.put("attendee" + i, "Taro");
        typed.put("email", mail);
        typed.put("agreed", "yes");
        return visitor.post("/events/" + event.particulars().slug() + "/apply", typed);
    }
}
