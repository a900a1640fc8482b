package org.tsudoi.testing;

import static java.util.Map.entry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Town beside the tests: a process of its own, started from its jar when first asked for, ended with this run.
/// It is one for all tests: each begins with `fair()` weather and its own payments and meetings.
public final class TownProcess {
    private static final Duration START_MAX = Duration.ofMinutes(10);
    private static final Duration ANSWER_MAX = Duration.ofMinutes(2);
    /// Longer than the product of tests waits for an answer.
    private static final long SLOW_MILLIS = 2300;

    /// Beginnings of the headers that the product is to see.
    private static final List<String> PASSED_ON =
            List.of("content-type", "stripe-", "paypal-", "x-komoju-", "omise-", "x-zm-");

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final AtomicInteger deliverTo = new AtomicInteger();
    private final Path log;

    private final int port;
    private final int smtpPort;

    private TownProcess(int port) throws IOException {
        this.port = port;
        this.smtpPort = TownAddress.freePort();
        var postman = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        postman.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        postman.createContext("/", this::deliver);
        postman.start();
        var webhooks = "http://127.0.0.1:" + postman.getAddress().getPort() + "/webhooks/";
        log = Path.of("target", "town-" + port + ".log").toAbsolutePath();
        Files.createDirectories(log.getParent());
        var command = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + System.getProperty("tsudoi.town.heap", "256m"),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-jar",
                        jar().toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        command.environment()
                .putAll(Map.ofEntries(
                        entry("TOWN_PORT", Integer.toString(port)),
                        entry("TOWN_SMTP_PORT", Integer.toString(smtpPort)),
                        entry("TOWN_STRIPE_SECRET_KEY", TownAddress.STRIPE_KEY),
                        entry("TOWN_STRIPE_WEBHOOK_URL", webhooks + "stripe"),
                        entry("TOWN_STRIPE_WEBHOOK_SECRET", TownAddress.STRIPE_WEBHOOK_SECRET),
                        entry("TOWN_PAYPAL_CLIENT_ID", TownAddress.PAYPAL_CLIENT),
                        entry("TOWN_PAYPAL_CLIENT_SECRET", TownAddress.PAYPAL_SECRET),
                        entry("TOWN_PAYPAL_WEBHOOK_URL", webhooks + "paypal"),
                        entry("TOWN_PAYPAL_WEBHOOK_ID", TownAddress.PAYPAL_WEBHOOK_ID),
                        entry("TOWN_PAYPAY_API_KEY", TownAddress.PAYPAY_KEY),
                        entry("TOWN_PAYPAY_API_SECRET", TownAddress.PAYPAY_SECRET),
                        entry("TOWN_PAYPAY_MERCHANT_ID", TownAddress.PAYPAY_MERCHANT),
                        entry("TOWN_PAYPAY_WEBHOOK_URL", webhooks + "paypay"),
                        entry("TOWN_KOMOJU_FEE", TownAddress.KOMOJU_BUYER_FEE),
                        entry("TOWN_KOMOJU_SECRET_KEY", TownAddress.KOMOJU_KEY),
                        entry("TOWN_KOMOJU_WEBHOOK_URL", webhooks + "komoju"),
                        entry("TOWN_KOMOJU_WEBHOOK_SECRET", TownAddress.KOMOJU_WEBHOOK_SECRET),
                        entry("TOWN_OMISE_SECRET_KEY", TownAddress.OMISE_KEY),
                        entry("TOWN_OMISE_WEBHOOK_URL", webhooks + "omise"),
                        entry("TOWN_OMISE_WEBHOOK_SECRET", TownAddress.OMISE_WEBHOOK_SECRET),
                        entry("TOWN_OMISE_REFUND_DELAY", "0s"),
                        entry("TOWN_GANB_PAGE_SIZE", "2"),
                        entry("TOWN_ZOOM_WEBHOOK_URL", webhooks + "zoom"),
                        entry("TOWN_ZOOM_SECRET_TOKEN", TownAddress.ZOOM_SECRET_TOKEN)));
        var process = command.start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        awaitStart(process);
    }

    private static final class Running {
        static final TownProcess TOWN = start(TownAddress.PORT);
    }

    private static TownProcess start(int port) {
        try {
            return new TownProcess(port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Where it takes mail. The product of most tests sends it nowhere.
    public int smtpPort() {
        return smtpPort;
    }

    /// Another one, in which nothing has happened and whose webhooks go nowhere until somebody says where.
    static TownProcess another() {
        return start(TownAddress.freePort());
    }

    int port() {
        return port;
    }

    public static TownProcess running() {
        return Running.TOWN;
    }

    private static Path jar() throws IOException {
        var folder = Path.of("..", "town", "target").toAbsolutePath().normalize();
        if (Files.isDirectory(folder)) {
            try (var files = Files.newDirectoryStream(folder, "town-*.jar")) {
                for (var file : files) return file;
            }
        }
        throw new IllegalStateException("There is no town-*.jar in " + folder
                + ": build Town first, with ./mvnw -q -pl town -DskipTests package");
    }

    private void awaitStart(Process process) {
        var until = Instant.now().plus(START_MAX);
        while (Instant.now().isBefore(until)) {
            if (!process.isAlive()) break;
            try {
                time();
                // The first answer of a new process takes long: nobody's timeout shall see it.
                call("GET", "/stripe/v1/checkout/sessions?limit=1", null);
                return;
            } catch (UncheckedIOException notYet) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
            }
        }
        throw new IllegalStateException("Town did not start; see " + log);
    }

    public URI stripe() {
        return URI.create("http://127.0.0.1:" + port + "/stripe");
    }

    public String stripeKey() {
        return TownAddress.STRIPE_KEY;
    }

    public String stripeWebhookSecret() {
        return TownAddress.STRIPE_WEBHOOK_SECRET;
    }

    /// The address of the PayPal of Town, or of another provider in it.
    public URI provider(String name) {
        return URI.create("http://127.0.0.1:" + port + "/" + name);
    }

    public String payPalClient() {
        return TownAddress.PAYPAL_CLIENT;
    }

    public String payPalSecret() {
        return TownAddress.PAYPAL_SECRET;
    }

    public String payPalWebhookId() {
        return TownAddress.PAYPAL_WEBHOOK_ID;
    }

    public String payPayKey() {
        return TownAddress.PAYPAY_KEY;
    }

    public String payPaySecret() {
        return TownAddress.PAYPAY_SECRET;
    }

    public String payPayMerchant() {
        return TownAddress.PAYPAY_MERCHANT;
    }

    public String komojuKey() {
        return TownAddress.KOMOJU_KEY;
    }

    public String omiseKey() {
        return TownAddress.OMISE_KEY;
    }

    public String bigBlueButtonSecret() {
        return TownAddress.BIGBLUEBUTTON_SECRET;
    }

    public URI zoom() {
        return URI.create("http://127.0.0.1:" + port + "/zoom");
    }

    public String zoomSecretToken() {
        return TownAddress.ZOOM_SECRET_TOKEN;
    }

    /// Where webhooks go from now on: the port of the product under test.
    public void deliverTo(int port) {
        deliverTo.set(port);
    }

    private void deliver(HttpExchange exchange) throws IOException {
        try (exchange) {
            int port = deliverTo.get();
            var body = exchange.getRequestBody().readAllBytes();
            int status = 200;
            var answer = new byte[0];
            if (port != 0) {
                var to = URI.create("http://127.0.0.1:" + port + exchange.getRequestURI());
                var request = HttpRequest.newBuilder(to)
                        .POST(BodyPublishers.ofByteArray(body))
                        .timeout(ANSWER_MAX);
                exchange.getRequestHeaders().forEach((name, values) -> {
                    var small = name.toLowerCase(java.util.Locale.ROOT);
                    if (PASSED_ON.stream().anyMatch(small::startsWith)) {
                        request.header(name, values.getFirst());
                    }
                });
                var answered = http.send(request.build(), BodyHandlers.ofByteArray());
                status = answered.statusCode();
                answer = answered.body();
            }
            exchange.sendResponseHeaders(status, answer.length == 0 ? -1 : answer.length);
            if (answer.length > 0) exchange.getResponseBody().write(answer);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// The weather is fine again.
    public void fair() {
        call("DELETE", "/town/weather", null);
    }

    /// @param operation `POST /v1/refunds`, or a webhook's type; `*` for any
    /// @param mode      `slow`, `error-after`, `webhook-twice` …
    /// @param count     how often; null: until it is changed
    public void weather(String provider, String operation, String mode, @Nullable Integer count) {
        weather(provider, operation, mode, count, SLOW_MILLIS);
    }

    public void weather(String provider, String operation, String mode, @Nullable Integer count, long millis) {
        var wish = JSON.createObjectNode()
                .put("provider", provider)
                .put("operation", operation)
                .put("mode", mode)
                .put("millis", millis);
        if (count != null) wish.put("count", count);
        call("PUT", "/town/weather", wish);
    }

    public Instant time() {
        return Instant.parse(call("GET", "/town/clock", null).path("now").asString());
    }

    /// Moves whichever is behind, so that signatures and expiries agree.
    public void sameTimeAs(TestClock clock) {
        var behind = Duration.between(time(), clock.instant()).toSeconds();
        if (behind > 0) {
            call("POST", "/town/clock/advance", JSON.createObjectNode().put("seconds", behind));
        } else {
            clock.forwardTo(time());
        }
    }

    /// Calls Town's own control, or Stripe's API with its key.
    ///
    /// @throws IllegalStateException when the answer is not 2xx
    public JsonNode call(String method, String path, @Nullable JsonNode body) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(ANSWER_MAX)
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + TownAddress.STRIPE_KEY)
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.toString()))
                .build();
        try {
            var answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                throw new IllegalStateException(method + " " + path + ": " + answer.statusCode() + " " + answer.body());
            }
            return answer.body().isBlank() ? JSON.createObjectNode() : JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
