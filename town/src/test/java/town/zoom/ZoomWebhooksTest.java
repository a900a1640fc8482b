package town.zoom;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import town.state.TownClock;

/// Events as they arrive at an endpoint.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class ZoomWebhooksTest {
    private static final String SECRET = "a-secret-token";
    private static final Endpoint ENDPOINT = new Endpoint();

    @LocalServerPort
    int port;

    @Autowired
    TownClock clock;

    ZoomCaller zoom;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        registry.add("town.zoom.webhook-url", ENDPOINT::url);
        registry.add("town.zoom.secret-token", () -> SECRET);
    }

    @AfterAll
    static void stop() {
        ENDPOINT.server.stop(0);
    }

    @BeforeEach
    void anEmptyEndpoint() throws Exception {
        clock.advance(Duration.ofDays(1));
        zoom = new ZoomCaller(port).signedIn();
        zoom.town("DELETE", "/weather", "");
        ENDPOINT.status = 200;
        zoom.meeting("mori@example.jp", "{}");
        ENDPOINT.until("meeting.created");
        ENDPOINT.received.clear();
    }

    @Test
    void theStoryOfAMeetingIsToldInOrderAndSigned() throws Exception {
        long meeting = zoom.meeting("mori@example.jp", "{\"approval_type\":0}");
        var hanako = zoom.register(meeting, "hanako@tickets.example", "花子");
        zoom.town("POST", "/zoom/start", "{\"meeting\":" + meeting + "}");
        zoom.join(hanako.text("join_url"));
        zoom.api("PUT", "/meetings/" + meeting + "/registrants/status", """
                {"action":"cancel","registrants":[{"id":"%s"}]}""".formatted(hanako.text("registrant_id")));
        zoom.api("PUT", "/meetings/" + meeting + "/status", "{\"action\":\"end\"}");

        var told = ENDPOINT.until("meeting.ended");
        assertThat(told)
                .extracting(Post::event)
                .containsExactly(
                        "meeting.created",
                        "meeting.registration_created",
                        "meeting.started",
                        "meeting.participant_joined",
                        "meeting.participant_joined",
                        "meeting.registration_cancelled",
                        "meeting.participant_left",
                        "meeting.participant_left",
                        "meeting.ended");
        assertThat(told).allMatch(post -> post.signature().equals(Signature.of(SECRET, post.timestamp(), post.body())));
        assertThat(told.getFirst().json().path("payload").path("account_id").asString())
                .isEqualTo("town-account");

        var joined = told.get(4).json().path("payload").path("object");
        assertThat(joined.path("id").isString()).isTrue();
        assertThat(joined.path("id").asString()).isEqualTo(String.valueOf(meeting));
        var participant = joined.path("participant");
        assertThat(participant.path("user_name").asString()).isEqualTo("花子 さま");
        assertThat(participant.path("email").asString()).isEqualTo("hanako@tickets.example");
        assertThat(participant.path("registrant_id").asString()).isEqualTo(hanako.text("registrant_id"));
        assertThat(participant.path("join_time").asString()).isNotEmpty();
        assertThat(told.get(7).body()).contains("Host ended the meeting");
    }

    @Test
    void theEndpointProvesItselfAgainAfterThreeDays() throws Exception {
        clock.advance(Duration.ofHours(73));
        zoom.signedIn().meeting("mori@example.jp", "{}");
        assertThat(ENDPOINT.until("meeting.created"))
                .extracting(Post::event)
                .containsExactly("endpoint.url_validation", "meeting.created");
    }

    @Test
    void anEventThatIsNotTakenIsTriedThreeTimesMoreAndThenLost() throws Exception {
        ENDPOINT.status = 500;
        zoom.meeting("mori@example.jp", "{}");
        ENDPOINT.until("meeting.created");
        for (int minutes : new int[] {5, 20, 60}) {
            awaitDelivery("WAITING");
            clock.advance(Duration.ofMinutes(minutes));
            ENDPOINT.until("meeting.created");
        }
        awaitDelivery("LOST");
        clock.advance(Duration.ofHours(20));
        zoom.town("POST", "/zoom/webhooks/retry", "");
        assertThat(ENDPOINT.received.poll(300, TimeUnit.MILLISECONDS)).isNull();
    }

    @Test
    void theWeatherSendsTwiceForgedStaleAndLate() throws Exception {
        weather("webhook-twice", 0);
        zoom.meeting("mori@example.jp", "{}");
        assertThat(ENDPOINT.next().body()).isEqualTo(ENDPOINT.next().body());

        weather("webhook-forged", 0);
        zoom.meeting("mori@example.jp", "{}");
        assertThat(ENDPOINT.next().isGenuine()).isTrue();
        var forged = ENDPOINT.next();
        assertThat(forged.isGenuine()).isFalse();
        assertThat(forged.body()).contains("Mallory");

        weather("webhook-stale", 0);
        zoom.meeting("mori@example.jp", "{}");
        var stale = ENDPOINT.next();
        assertThat(stale.isGenuine()).isTrue();
        assertThat(Long.parseLong(stale.timestamp())).isLessThan(clock.instant().getEpochSecond() - 300);

        weather("webhook-delayed", Duration.ofDays(2).toMillis());
        zoom.meeting("mori@example.jp", "{}");
        weather("webhook-lost", 0);
        zoom.meeting("mori@example.jp", "{}");
        assertThat(ENDPOINT.received.poll(300, TimeUnit.MILLISECONDS)).isNull();
        clock.advance(Duration.ofDays(2));
        assertThat(ENDPOINT.next().event()).isEqualTo("meeting.created");
        assertThat(ENDPOINT.received.poll(300, TimeUnit.MILLISECONDS)).isNull();
    }

    @Test
    void theWeatherTurnsTheOrderRound() throws Exception {
        zoom.town("PUT", "/weather", """
                {"provider":"zoom","mode":"webhook-reversed","millis":60000,"count":3}""");
        long meeting = zoom.meeting("mori@example.jp", "{\"approval_type\":0}");
        zoom.register(meeting, "hanako@tickets.example", "花子");
        zoom.town("POST", "/zoom/start", "{\"meeting\":" + meeting + "}");
        assertThat(ENDPOINT.next().event()).isEqualTo("meeting.participant_joined");
        clock.advance(Duration.ofMinutes(1));
        assertThat(List.of(
                        ENDPOINT.next().event(),
                        ENDPOINT.next().event(),
                        ENDPOINT.next().event()))
                .containsExactly("meeting.started", "meeting.registration_created", "meeting.created");
    }

    private void weather(String mode, long millis) throws Exception {
        zoom.town("PUT", "/weather", """
                {"provider":"zoom","operation":"meeting.*","mode":"%s","millis":%d,"count":1}""".formatted(mode, millis));
    }

    private void awaitDelivery(String state) throws Exception {
        String latest = "";
        for (int i = 0; i < 500 && !latest.equals(state); i++) {
            var delivery = zoom.town("GET", "/zoom/webhooks", "").json().path(0);
            latest = delivery.path("due").asString().compareTo(clock.instant().toString()) > 0
                            || delivery.path("state").asString().equals("LOST")
                    ? delivery.path("state").asString()
                    : "";
        }
        assertThat(latest).isEqualTo(state);
    }

    private record Post(String body, String timestamp, String signature) {
        JsonNode json() {
            return JsonMapper.shared().readTree(body);
        }

        String event() {
            return json().path("event").asString();
        }

        boolean isGenuine() {
            return signature.equals(Signature.of(SECRET, timestamp, body));
        }
    }

    /// Somebody's endpoint: proves that it knows the secret, and keeps what it gets.
    private static final class Endpoint {
        final HttpServer server;
        final BlockingQueue<Post> received = new LinkedBlockingQueue<>();
        volatile int status = 200;

        Endpoint() {
            try {
                server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
            server.createContext("/hook", this::take);
            server.start();
        }

        String url() {
            return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
        }

        private void take(HttpExchange exchange) throws IOException {
            // Decided before the test hears of it and changes its mind about the next one.
            int good = status;
            try (exchange) {
                var post = new Post(
                        new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8),
                        header(exchange, "x-zm-request-timestamp"),
                        header(exchange, "x-zm-signature"));
                String plain = post.json().path("payload").path("plainToken").asString("");
                byte[] answer = (plain.isEmpty()
                                ? ""
                                : "{\"plainToken\":\"" + plain + "\",\"encryptedToken\":\""
                                        + Signature.encryptedToken(SECRET, plain) + "\"}")
                        .getBytes(StandardCharsets.UTF_8);
                received.add(post);
                exchange.sendResponseHeaders(plain.isEmpty() ? good : 200, answer.length == 0 ? -1 : answer.length);
                if (answer.length > 0) {
                    exchange.getResponseBody().write(answer);
                }
            }
        }

        private static String header(HttpExchange exchange, String name) {
            @Nullable String value = exchange.getRequestHeaders().getFirst(name);
            return value == null ? "" : value;
        }

        Post next() throws InterruptedException {
            var post = received.poll(10, TimeUnit.SECONDS);
            assertThat(post).as("an event in time").isNotNull();
            return post.event().equals("endpoint.url_validation") ? next() : post;
        }

        List<Post> until(String event) throws InterruptedException {
            var all = new ArrayList<Post>();
            do {
                var post = received.poll(10, TimeUnit.SECONDS);
                assertThat(post).as("waiting for " + event + " after " + all).isNotNull();
                all.add(post);
            } while (!all.getLast().event().equals(event));
            return all;
        }
    }
}
