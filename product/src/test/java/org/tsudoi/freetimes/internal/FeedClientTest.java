package org.tsudoi.freetimes.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tsudoi.freetimes.CalendarFeed.Why;
import org.tsudoi.freetimes.internal.FeedClient.Fetched;
import org.tsudoi.freetimes.internal.FeedClient.Marks;

/// Against a server that may do whatever it likes.
@Timeout(30)
class FeedClientTest {
    private static final int BYTES_MAX = 10_000;

    private final CountDownLatch over = new CountDownLatch(1);
    private HttpServer server;
    private FeedClient client;
    private String address;

    @BeforeEach
    void begin() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        var host = "127.0.0.1:" + server.getAddress().getPort();
        address = "http://" + host;
        client = new FeedClient(new FeedSettings(
                List.of(host), Duration.ofSeconds(5), Duration.ofMillis(700), Duration.ofSeconds(5), BYTES_MAX));
    }

    @AfterEach
    void end() throws IOException {
        over.countDown();
        client.close();
        server.stop(0);
    }

    private Fetched fetch(String path, Marks marks) {
        var host = address.substring("http://".length());
        return client.fetch(FeedAddress.read(address + path, List.of(host)).orElseThrow(), marks);
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        try (exchange) {
            var bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            if (bytes.length > 0) exchange.getResponseBody().write(bytes);
        }
    }

    @Test
    void whatHasNotChangedIsNotSentAgain() {
        server.createContext("/a", exchange -> {
            exchange.getResponseHeaders().add("ETag", "\"1\"");
            boolean known = "\"1\"".equals(exchange.getRequestHeaders().getFirst("If-None-Match"));
            answer(exchange, known ? 304 : 200, known ? "" : "BEGIN:VCALENDAR");
        });
        assertThat(fetch("/a", Marks.NONE)).isInstanceOfSatisfying(Fetched.Calendar.class, it -> {
            assertThat(it.file()).asString().isEqualTo("BEGIN:VCALENDAR");
            assertThat(fetch("/a", it.marks())).isEqualTo(new Fetched.SameAsBefore());
        });
    }

    @Test
    void whoWasToldNothingOfBeforeCannotSayThatItIsTheSame() {
        server.createContext("/a", exchange -> answer(exchange, 304, ""));
        assertThat(fetch("/a", Marks.NONE)).isEqualTo(new Fetched.Failed(Why.SILENT));
    }

    @ParameterizedTest
    @CsvSource({"401, GONE", "403, GONE", "404, GONE", "410, GONE", "429, SILENT", "500, SILENT", "503, SILENT"})
    void aRefusalSaysWhetherItIsWorthAskingAgain(int status, Why why) {
        server.createContext("/a", exchange -> answer(exchange, status, "no"));
        assertThat(fetch("/a", Marks.NONE)).isEqualTo(new Fetched.Failed(why));
    }

    @Test
    void redirectionsAreFollowedToPlacesThatMayBeAskedAndNotForEver() {
        server.createContext("/a", exchange -> leads(exchange, "/b"));
        server.createContext("/b", exchange -> answer(exchange, 200, "here"));
        server.createContext("/loop", exchange -> leads(exchange, "/loop"));
        server.createContext("/inside", exchange -> leads(exchange, "http://169.254.169.254/latest/meta-data/"));
        server.createContext("/tls", exchange -> leads(exchange, "https://localhost/"));
        server.createContext("/file", exchange -> leads(exchange, "file:///etc/passwd"));
        assertThat(fetch("/a", Marks.NONE)).isInstanceOf(Fetched.Calendar.class);
        for (var path : List.of("/loop", "/inside", "/tls", "/file")) {
            assertThat(fetch(path, Marks.NONE)).as(path).isEqualTo(new Fetched.Failed(Why.NOT_ALLOWED));
        }
    }

    private static void leads(HttpExchange exchange, String where) throws IOException {
        exchange.getResponseHeaders().add("Location", where);
        answer(exchange, 302, "");
    }

    @Test
    void moreThanIsAllowedIsNotReadToItsEnd() {
        server.createContext("/exact", exchange -> answer(exchange, 200, "x".repeat(BYTES_MAX)));
        server.createContext("/endless", exchange -> {
            try (exchange) {
                exchange.sendResponseHeaders(200, 0);
                var chunk = "x".repeat(1000).getBytes(StandardCharsets.UTF_8);
                while (over.getCount() > 0) exchange.getResponseBody().write(chunk);
            }
        });
        assertThat(fetch("/exact", Marks.NONE)).isInstanceOf(Fetched.Calendar.class);
        assertThat(fetch("/endless", Marks.NONE)).isEqualTo(new Fetched.Failed(Why.TOO_LARGE));
    }

    @Test
    void whoNeverComesToAnEndIsSilent() {
        server.createContext("/begun", exchange -> {
            exchange.sendResponseHeaders(200, 100);
            exchange.getResponseBody().write('x');
            exchange.getResponseBody().flush();
            waitUntilOver();
            exchange.close();
        });
        assertThat(fetch("/begun", Marks.NONE)).isEqualTo(new Fetched.Failed(Why.SILENT));
    }

    private void waitUntilOver() {
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void nobodyThereIsSilentAndAPrivateNameIsNotAsked() {
        server.stop(0);
        assertThat(fetch("/a", Marks.NONE)).isEqualTo(new Fetched.Failed(Why.SILENT));
        var inside = FeedAddress.read("https://localhost/a.ics", List.of()).orElseThrow();
        assertThat(client.fetch(inside, Marks.NONE)).isEqualTo(new Fetched.Failed(Why.NOT_ALLOWED));
        var literal = FeedAddress.read("https://10.0.0.1/a.ics", List.of()).orElseThrow();
        assertThat(client.fetch(literal, Marks.NONE)).isEqualTo(new Fetched.Failed(Why.NOT_ALLOWED));
        var six = FeedAddress.read("https://[::1]/a.ics", List.of()).orElseThrow();
        assertThat(client.fetch(six, Marks.NONE)).isEqualTo(new Fetched.Failed(Why.NOT_ALLOWED));
    }
}
