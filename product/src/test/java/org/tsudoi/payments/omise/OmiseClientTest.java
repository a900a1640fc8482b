package org.tsudoi.payments.omise;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tsudoi.money.Money;
import org.tsudoi.payments.Choice;
import org.tsudoi.payments.Means;
import org.tsudoi.payments.PaymentId;
import org.tsudoi.payments.Picture;
import org.tsudoi.payments.RefundId;
import org.tsudoi.payments.omise.OmiseClient.Reply;
import org.tsudoi.payments.provider.Answer;
import org.tsudoi.payments.provider.PaymentProvider.Charge;
import org.tsudoi.payments.provider.RefusalReason;

/// What Town does not do: odd answers, and pictures from elsewhere.
class OmiseClientTest {
    private static final PaymentId PAYMENT = new PaymentId(new UUID(1, 1));
    private static final RefundId REFUND = new RefundId(UUID.fromString("01890000-0000-7000-8000-000000000002"));
    private static final Charge CHARGE = new Charge("chrg_1", Choice.of(Means.PROMPTPAY));

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private OmiseClient client;
    private volatile int status = 200;
    private volatile String type = "application/json";
    private volatile String body = "{}";

    OmiseClientTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        var settings = new OmiseSettings(base(), "skey_test", List.of(), Duration.ofSeconds(5), Duration.ofSeconds(5));
        client = new OmiseClient(settings, Clock.systemUTC(), _ -> {});
    }

    private URI base() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @BeforeEach
    void begin() {
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Authorization"));
            exchange.getResponseHeaders().add("Content-Type", type);
            var bytes = body.getBytes(UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void end() {
        server.stop(0);
    }

    private void says(int status, String body) {
        this.status = status;
        this.body = body;
    }

    @Test
    void onlyOmisesOwnErrorIsARefusal() {
        says(400, "{\"object\":\"error\",\"code\":\"invalid_charge\",\"message\":\"no\"}");
        assertThat(client.get("/charges/x", Map.of(), "x")).isEqualTo(new Reply.Denied(400, "invalid_charge", "no"));
        says(400, "{\"object\":\"error\",\"code\":\"backend_error\",\"message\":\"the bank is silent\"}");
        assertThat(client.get("/charges/x", Map.of(), "x")).isInstanceOf(Reply.Unclear.class);
        says(403, "<html>a proxy says no</html>");
        assertThat(client.get("/charges/x", Map.of(), "x")).isInstanceOf(Reply.Unclear.class);
        says(404, "{\"error\":\"not found\"}");
        assertThat(client.get("/charges/x", Map.of(), "x")).isInstanceOf(Reply.Unclear.class);
        says(200, "{\"object\":\"error\",\"code\":\"invalid_charge\"}");
        assertThat(client.get("/charges/x", Map.of(), "x")).isInstanceOf(Reply.Unclear.class);
        says(200, "[]");
        assertThat(client.get("/charges/x", Map.of(), "x")).isInstanceOf(Reply.Unclear.class);
    }

    @Test
    void nothingIsMadeBesideSomethingOfOursThatIsNotUnderstood() {
        says(200, """
                {"object":"list","total":1,"data":[{"object":"refund","id":"rfnd_1","charge":"chrg_1","amount":100,
                 "currency":"THB","status":"on its way","metadata":{"refund":"%s","attempt":"1"}}]}""".formatted(REFUND));
        assertThat(new OmiseAdapter(client).refund(REFUND, 1, CHARGE, Money.of(100, "THB")))
                .isEqualTo(new Answer.NotKnown<>("words not understood"));
        assertThat(asked).hasSize(1).allMatch(call -> call.startsWith("GET "));
    }

    @Test
    void aListThatIsNoneIsNotTakenForAnEmptyOne() {
        says(200, "{\"object\":\"list\"}");
        assertThat(new OmiseAdapter(client).refund(REFUND, 1, CHARGE, Money.of(100, "THB")))
                .isEqualTo(new Answer.NotKnown<>("words not understood"));
        assertThat(asked).hasSize(1);
    }

    @Test
    void aPictureIsFetchedWithoutOurKey() {
        type = "image/svg+xml;charset=UTF-8";
        says(200, "<svg/>");
        var answer = new OmiseAdapter(client).picture(PAYMENT, base() + "/charges/c/documents/d/downloads/k");
        assertThat(answer).isInstanceOfSatisfying(Answer.Given.class, given -> {
            var picture = (Picture) given.value();
            assertThat(picture.mediaType()).isEqualTo("image/svg+xml");
            assertThat(picture.bytes()).isEqualTo("<svg/>".getBytes(UTF_8));
        });
        assertThat(asked).containsExactly("GET /charges/c/documents/d/downloads/k null");
        type = "text/html";
        assertThat(new OmiseAdapter(client).picture(PAYMENT, base() + "/x")).isInstanceOf(Answer.NotKnown.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:1/x",
                "http://localhost/x",
                "https://omise.co.evil.example/x",
                "https://evilomise.co/x",
                "http://api.omise.co/x",
                "https://api.omise.co:8443/x",
                "https://api.omise.co@evil.example/x",
                "file:///etc/passwd",
                "nothing at all",
                ""
            })
    void noPictureIsFetchedFromElsewhere(String address) {
        assertThat(new OmiseAdapter(client).picture(PAYMENT, address))
                .isInstanceOfSatisfying(
                        Answer.Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(RefusalReason.NOT_FOUND));
        assertThat(asked).isEmpty();
    }
}
