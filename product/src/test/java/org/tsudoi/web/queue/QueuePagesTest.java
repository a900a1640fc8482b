package org.tsudoi.web.queue;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.Events;
import org.tsudoi.orders.Market;
import org.tsudoi.orders.Orders;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestBrowser;
import org.tsudoi.testing.TestClock;
import org.tsudoi.web.PageRules;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Where three may come at once, and one each second after that.
@ProductTest
@TestPropertySource(
        properties = {"tsudoi.queue.per-second=1", "tsudoi.queue.at-once=3", "tsudoi.queue.of-address-max=2"})
class QueuePagesTest {
    /// A page asks again after this time at the latest.
    private static final Duration PAUSE_MAX = Duration.ofMillis(4_500);

    private static final Pattern POLL = Pattern.compile("data-queue=\"([^\"]+)\"");
    private static final AtomicInteger ADDRESSES = new AtomicInteger();
    private static final Pattern TURN = Pattern.compile("name=\"turn\" value=\"([^\"]*)\"");

    private final Market market;
    private final Orders orders;
    private final Events events;
    private final TestClock clock;
    private final HikariDataSource pool;
    private final int port;
    private final List<TestBrowser> browsers = new ArrayList<>();

    QueuePagesTest(
            Market market,
            Orders orders,
            Events events,
            TestClock clock,
            HikariDataSource pool,
            @LocalServerPort int port) {
        this.market = market;
        this.orders = orders;
        this.events = events;
        this.clock = clock;
        this.pool = pool;
        this.port = port;
    }

    @AfterEach
    void close() {
        browsers.forEach(TestBrowser::close);
    }

    @Test
    void nobodySeesAQueueAsLongAsFewCome() {
        var event = market.event(50);
        for (int i = 0; i < 10; i++) {
            var buyer = somebody();
            var page = buyer.get(form(event));
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(buyer.cookies().keySet()).noneMatch(name -> name.startsWith("queue"));
            assertThat(location(send(buyer, event, page.body()))).startsWith("/orders/");
            clock.forward(Duration.ofSeconds(1));
        }
        assertThat(location(somebody().get(queue(event)))).startsWith(form(event) + "?turn=");
    }

    @Test
    void whoComesWhenThereAreTooManyWaitsAndThenGoesOnToTheForm() {
        var event = crowded(50);
        var buyer = somebody();
        var plan = event.particulars().plans().getFirst().id();
        var sent = location(buyer.get(form(event) + "?plan=" + plan + "&places=2"));
        assertThat(sent).isEqualTo(queue(event) + "?plan=" + plan + "&places=2");
        var page = buyer.get(sent).body();
        assertThat(page).contains("You are in the queue", "http-equiv=\"refresh\"");
        assertThat(ask(page).path("state").asString()).isEqualTo("waiting");

        clock.forward(Duration.ofSeconds(1));

        assertThat(ask(page).path("state").asString()).isEqualTo("turn");
        var form = location(buyer.get(sent));
        assertThat(form).startsWith(form(event) + "?plan=" + plan + "&places=2&turn=");
        var opened = buyer.get(form).body();
        assertThat(opened).contains("name=\"places\" value=\"2\"");
        var other = somebody();
        assertThat(location(other.get(form(event)))).startsWith(queue(event));
        other.get(queue(event));
        assertThat(location(send(buyer, event, opened))).startsWith("/orders/");
        assertThat(location(send(buyer, event, opened)))
                .as("a turn is good for one order")
                .startsWith(queue(event));
    }

    @Test
    void neitherReloadingNorMorePagesChangeAPlace() {
        var event = crowded(50);
        var first = somebody();
        var firstPage = first.get(queue(event)).body();
        var second = somebody();
        var secondPage = second.get(queue(event)).body();
        for (int i = 0; i < 5; i++) {
            assertThat(poll(second.get(queue(event)).body())).isEqualTo(poll(secondPage));
            assertThat(location(second.get(form(event)))).startsWith(queue(event));
        }
        assertThat(ask(firstPage).path("ahead").asString()).isEqualTo("0");
        assertThat(ask(secondPage).path("ahead").asString()).isEqualTo("1");
        clock.forward(Duration.ofSeconds(1));
        assertThat(ask(secondPage).path("state").asString()).isEqualTo("waiting");
        assertThat(ask(firstPage).path("state").asString()).isEqualTo("turn");
    }

    @Test
    void aFormThatIsSentPastTheQueueIsNotTaken() {
        var event = market.event(50);
        var early = somebody();
        early.get(form(event));
        crowd(event, 2);
        somebody().get(queue(event));
        var direct = somebody();
        direct.get("/sign-in");
        for (var turn :
                List.of("", "x", "1.1.1.zz.AAAA", turn(early.get(form(event)).body()) + "0")) {
            var fields = fields(event);
            fields.put("turn", turn);
            var answer = direct.post(form(event), fields);
            assertThat(location(answer)).as(turn).startsWith(queue(event));
        }
        assertThat(orders.ofEvent(event.id())).isEmpty();
        assertThat(direct.get(queue(event)).body()).contains("please queue first");
    }

    @Test
    void whoHadTheFormBeforeTheQueueBeganMaySendIt() {
        var event = market.event(50);
        var early = somebody();
        var turn = turn(early.get(form(event)).body());
        crowd(event, 2);
        var late = somebody();
        assertThat(location(late.get(form(event)))).startsWith(queue(event));
        late.get(queue(event));
        var fields = fields(event);
        fields.put("turn", turn);
        assertThat(location(early.post(form(event), fields))).startsWith("/orders/");
    }

    @Test
    void everybodyWhoWaitsIsToldThatNothingIsLeft() {
        var event = crowded(1);
        var buyers = new ArrayList<Map.Entry<TestBrowser, String>>();
        for (int i = 0; i < 5; i++) {
            var buyer = somebody();
            buyers.add(Map.entry(buyer, buyer.get(queue(event)).body()));
        }
        assertThat(market.place(event.id(), 1)).isInstanceOf(Orders.Placing.Placed.class);
        clock.forward(PAUSE_MAX);
        for (var buyer : buyers) {
            assertThat(ask(buyer.getValue()).path("state").asString()).isEqualTo("full");
            assertThat(buyer.getKey().get(queue(event)).body()).contains("All seats are taken");
        }
    }

    @Test
    void aCalledOffEventEndsItsQueue() {
        var event = crowded(10);
        var buyer = somebody();
        var page = buyer.get(queue(event)).body();
        events.cancel(event.id(), "ill");
        clock.forward(Duration.ofSeconds(2));
        assertThat(ask(page).path("state").asString()).isEqualTo("over");
        assertThat(location(buyer.get(queue(event))))
                .isEqualTo("/events/" + event.particulars().slug());
    }

    @Test
    void askingTakesNoConnectionToTheDatabase() throws SQLException {
        var event = crowded(10);
        var buyer = somebody();
        var page = buyer.get(queue(event)).body();
        var taken = new ArrayList<Connection>();
        try {
            for (int i = 0; i < pool.getMaximumPoolSize(); i++) taken.add(pool.getConnection());
            for (int i = 0; i < 50; i++) {
                assertThat(ask(page).path("state").asString()).isEqualTo("waiting");
            }
        } finally {
            for (var connection : taken) connection.close();
        }
    }

    @Test
    void howOftenToAskGrowsWithTheDistanceAndStaysBelowFiveSeconds() {
        var event = crowded(50);
        var pauses = new ArrayList<Long>();
        for (int i = 0; i < 30; i++) {
            var buyer = somebody();
            pauses.add(ask(buyer.get(queue(event)).body()).path("pause").asLong());
        }
        assertThat(pauses).allSatisfy(pause -> assertThat(pause).isBetween(750L, PAUSE_MAX.toMillis()));
        assertThat(pauses.subList(20, 30)).allSatisfy(pause -> assertThat(pause).isGreaterThan(pauses.getFirst()));
        assertThat(Set.copyOf(pauses.subList(20, 30))).as("never all at once").hasSizeGreaterThan(5);
    }

    @Test
    void oneNetworkDoesNotFillTheQueue() {
        var event = crowded(50);
        var address = address();
        for (int i = 0; i < 2; i++) {
            assertThat(at(address).get(queue(event)).statusCode()).isEqualTo(200);
        }
        var answer = at(address).get(queue(event));
        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.body()).contains("Many people from your network");
        assertThat(PageRules.broken(answer.body())).isEmpty();
        assertThat(somebody().get(queue(event)).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ja", "en", "th"})
    void thePagesKeepTheRulesInEveryLanguage(String language) {
        var event = crowded(1);
        var buyer = somebody();
        var page = buyer.get(queue(event) + "?lang=" + language).body();
        assertThat(page).contains("<html lang=\"" + language + "\"");
        assertThat(PageRules.broken(page)).isEmpty();
        assertThat(ask(page).path("spoken").asString()).contains("0");
        market.place(event.id(), 1);
        clock.forward(Duration.ofSeconds(2));
        assertThat(PageRules.broken(buyer.get(queue(event)).body())).isEmpty();
    }

    /// An event with a queue, since four came within a second.
    private Event crowded(int capacity) {
        var event = market.event(capacity);
        crowd(event, 3);
        return event;
    }

    private void crowd(Event event, int people) {
        for (int i = 0; i < people; i++) {
            assertThat(somebody().get(form(event)).statusCode()).isEqualTo(200);
        }
    }

    private TestBrowser somebody() {
        return at(address());
    }

    private String address() {
        int number = ADDRESSES.incrementAndGet();
        return "127.9." + number / 200 + "." + (1 + number % 200);
    }

    private TestBrowser at(String address) {
        var browser = new TestBrowser(port, address);
        browsers.add(browser);
        return browser;
    }

    private static String form(Event event) {
        return "/events/" + event.particulars().slug() + "/apply";
    }

    private static String queue(Event event) {
        return "/events/" + event.particulars().slug() + "/queue";
    }

    /// @param opened the form's page
    private HttpResponse<String> send(TestBrowser buyer, Event event, String opened) {
        var fields = fields(event);
        fields.put("turn", turn(opened));
        return buyer.post(form(event), fields);
    }

    private Map<String, String> fields(Event event) {
        var fields = new HashMap<String, String>();
        fields.put("plan", event.particulars().plans().getFirst().id().toString());
        fields.put("places", "1");
        fields.put("name", "Hanako Yamada");
        fields.put("email", market.mail("hanako").value());
        fields.put("agreed", "yes");
        fields.put("key", UUID.randomUUID().toString());
        return fields;
    }

    private static String turn(String page) {
        var found = TURN.matcher(page);
        return found.find() ? found.group(1) : "";
    }

    private static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElse("none: " + answer.statusCode());
    }

    private static String poll(String page) {
        var found = POLL.matcher(page);
        assertThat(found.find()).as(page).isTrue();
        return found.group(1).replace("&amp;", "&");
    }

    /// As the page's script does: without cookies.
    private JsonNode ask(String page) {
        var bare = at(address());
        var answer = bare.get(poll(page));
        assertThat(answer.statusCode()).isEqualTo(200);
        return JsonMapper.builder().build().readTree(answer.body());
    }
}
