package town.weather;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.json.JsonMapper;
import town.stripe.Until;

/// What a caller of a provider meets in each weather, byte by byte.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "town.smtp.port=0")
class WeatherTest {
    private static final Map<String, String> SESSION = Map.of(
            "mode", "payment",
            "success_url", "https://shop.example/thanks",
            "line_items[0][quantity]", "1",
            "line_items[0][price_data][currency]", "jpy",
            "line_items[0][price_data][unit_amount]", "1500",
            "line_items[0][price_data][product_data][name]", "Yoga");

    @LocalServerPort
    int port;

    @Autowired
    JsonMapper json;

    @BeforeEach
    void begin() throws Exception {
        control("POST", "/town/reset", "");
    }

    @Test
    void fairWeatherAnswers() throws Exception {
        assertThat(create("k1")).startsWith("HTTP/1.1 200");
        assertThat(sessions()).isEqualTo(1);
    }

    @Test
    void slowAnswersLate() throws Exception {
        set("slow", ",\"millis\":400");
        long begun = System.nanoTime();
        assertThat(create("k1")).startsWith("HTTP/1.1 200");
        assertThat(System.nanoTime() - begun).isGreaterThan(400_000_000L);
        assertThat(sessions()).isEqualTo(1);
    }

    @Test
    void slowBeforeDoesItAlthoughNobodyWaitsForTheAnswer() throws Exception {
        set("slow-before", ",\"millis\":400");
        try (var caller = new Socket("127.0.0.1", port)) {
            ask(caller, "POST", "/stripe/v1/checkout/sessions", form(), "k1");
            assertThat(Until.within(
                            5000, () -> control("GET", "/town/weather", "").equals("[]")))
                    .isTrue();
        }
        assertThat(sessions()).isZero();
        assertThat(Until.within(5000, () -> sessions() == 1)).isTrue();
    }

    @Test
    void errorBeforeDoesNothing() throws Exception {
        set("error-before", "");
        assertThat(create("k1")).startsWith("HTTP/1.1 500").contains("api_error");
        assertThat(sessions()).isZero();
        assertThat(create("k1")).startsWith("HTTP/1.1 200");
        assertThat(sessions()).isEqualTo(1);
    }

    @Test
    void errorAfterDoesItAndTheKeyReplaysTheError() throws Exception {
        set("error-after", "");
        assertThat(create("k1")).startsWith("HTTP/1.1 500").contains("api_error");
        assertThat(sessions()).isEqualTo(1);
        assertThat(create("k1")).startsWith("HTTP/1.1 500").containsIgnoringCase("Idempotent-Replayed: true");
        assertThat(sessions()).isEqualTo(1);
    }

    @Test
    void cutBeforeClosesTheLineWithoutAByteAndDoesNothing() throws Exception {
        set("cut-before", "");
        assertThat(create("k1")).isEmpty();
        assertThat(sessions()).isZero();
    }

    @Test
    void cutAfterClosesTheLineWithoutAByteAndTheKeyStillFindsTheAnswer() throws Exception {
        set("cut-after", "");
        assertThat(create("k1")).isEmpty();
        assertThat(sessions()).isEqualTo(1);
        assertThat(create("k1")).startsWith("HTTP/1.1 200").containsIgnoringCase("Idempotent-Replayed: true");
        assertThat(sessions()).isEqualTo(1);
    }

    @Test
    void tooManyCallsAreToldSo() throws Exception {
        set("rate-limited", "");
        assertThat(create("k1")).startsWith("HTTP/1.1 429").contains("rate_limit", "Stripe-Should-Retry: true");
        assertThat(sessions()).isZero();
        assertThat(create("k1")).startsWith("HTTP/1.1 200");
    }

    @Test
    void garbageIsTwoHundredAndBroken() throws Exception {
        set("garbage", "");
        var answer = create("k1");
        assertThat(answer)
                .startsWith("HTTP/1.1 200")
                .contains("{\"id\":\"cs_test_")
                .doesNotContain("\"url\":");
        assertThat(sessions()).isEqualTo(1);
    }

    @Test
    void aSpellEndsAfterItsCount() throws Exception {
        control("PUT", "/town/weather", "{\"provider\":\"stripe\",\"mode\":\"error-before\",\"count\":2}");
        assertThat(create("k1")).startsWith("HTTP/1.1 500");
        assertThat(create("k2")).startsWith("HTTP/1.1 500");
        assertThat(create("k3")).startsWith("HTTP/1.1 200");
        assertThat(control("GET", "/town/weather", "")).isEqualTo("[]");
    }

    @Test
    void aSpellMeetsOnlyItsOperationAndProvider() throws Exception {
        control(
                "PUT",
                "/town/weather",
                "{\"provider\":\"stripe\",\"mode\":\"error-before\",\"operation\":\"GET /v1/balance\"}");
        control("PUT", "/town/weather", "{\"provider\":\"zoom\",\"mode\":\"error-before\"}");
        assertThat(create("k1")).startsWith("HTTP/1.1 200");
        assertThat(raw("GET", "/stripe/v1/balance", "", "k")).startsWith("HTTP/1.1 500");
        control("PUT", "/town/weather", "{\"provider\":\"stripe\",\"mode\":\"fair\"}");
        assertThat(raw("GET", "/stripe/v1/balance", "", "k")).startsWith("HTTP/1.1 200");
        assertThat(control("GET", "/town/weather", "")).contains("zoom").doesNotContain("stripe");
        assertThat(control("DELETE", "/town/weather", "")).isEqualTo("[]");
    }

    @Test
    void pagesForPeopleHaveNoWeather() throws Exception {
        control("PUT", "/town/weather", "{\"mode\":\"cut-before\"}");
        assertThat(raw("GET", "/stripe", "", "k")).startsWith("HTTP/1.1 200");
        assertThat(raw("GET", "/town/weather", "", "k")).startsWith("HTTP/1.1 200");
        assertThat(raw("GET", "/stripe/v1/balance", "", "k")).isEmpty();
    }

    @Test
    void theLogKnowsWhatTheWeatherSwallowed() throws Exception {
        set("cut-after", "");
        create("k-cut");
        var seen = json.readTree(control("GET", "/town/stripe/requests", "")).get(0);
        assertThat(seen.path("path").asString()).isEqualTo("/v1/checkout/sessions");
        assertThat(seen.path("idempotencyKey").asString()).isEqualTo("k-cut");
        assertThat(seen.path("status").asInt()).isZero();
        assertThat(seen.path("weather").asString()).isEqualTo("cut-after");
    }

    @Test
    void oneTapOnThePageSetsTheWeather() throws Exception {
        raw("POST", "/town/weather/set", "provider=STRIPE&mode=GARBAGE&count=", "k");
        assertThat(control("GET", "/town/weather", "")).contains("garbage").contains("\"count\":null");
        raw("POST", "/town/weather/clear", "", "k");
        assertThat(control("GET", "/town/weather", "")).isEqualTo("[]");
    }

    private void set(String mode, String more) throws Exception {
        control(
                "PUT",
                "/town/weather",
                "{\"provider\":\"stripe\",\"mode\":\"%s\",\"count\":1%s}".formatted(mode, more));
    }

    private String create(String key) throws IOException {
        return raw("POST", "/stripe/v1/checkout/sessions", form(), key);
    }

    private static String form() {
        return SESSION.entrySet().stream()
                .map(field -> URLEncoder.encode(field.getKey(), StandardCharsets.UTF_8) + "="
                        + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private int sessions() throws Exception {
        var answer = raw("GET", "/stripe/v1/checkout/sessions", "", "k");
        return answer.split("\"object\":\"checkout.session\"", -1).length - 1;
    }

    /// Everything that comes over the line, which is nothing when it is cut.
    private String raw(String method, String path, String body, String key) throws IOException {
        try (var socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(5000);
            ask(socket, method, path, body, key);
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void ask(Socket socket, String method, String path, String body, String key) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        var auth = Base64.getEncoder().encodeToString("sk_test_town:".getBytes(StandardCharsets.UTF_8));
        var head = """
                    %s %s HTTP/1.1
                    Host: 127.0.0.1
                    Connection: close
                    Authorization: Basic %s
                    Idempotency-Key: %s
                    Content-Type: application/x-www-form-urlencoded
                    Content-Length: %d

                    """.formatted(method, path, auth, key, bytes.length).replace("\n", "\r\n");
        socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    private String control(String method, String path, String body) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                    .header("Content-Type", "application/json")
                    .method(method, BodyPublishers.ofString(body))
                    .build();
            return client.send(request, BodyHandlers.ofString()).body();
        }
    }
}
