package org.tsudoi.payments.paypal;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tsudoi.payments.paypal.PayPalClient.Reply;
import tools.jackson.databind.json.JsonMapper;

/// What Town does not do: answers that never end, that are too long, that lead elsewhere, and tokens that end early.
class PayPalClientTest {
    private static final Duration PATIENCE = Duration.ofMillis(600);
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: ";

    private final List<String> asked = new CopyOnWriteArrayList<>();

    @FunctionalInterface
    private interface Server {
        void answer(Socket caller, String request) throws IOException, InterruptedException;
    }

    @Test
    void anAnswerThatDripsIsNotWaitedForLongerThanOneThatDoesNotCome() throws Exception {
        var reply = post((caller, _) -> {
            write(caller, OK + "1000\r\n\r\n");
            while (true) {
                write(caller, " ");
                Thread.sleep(50);
            }
        });
        assertThat(reply).isEqualTo(new Reply.Unclear("no answer: HttpTimeoutException"));
    }

    @Test
    void anAnswerThatIsTooLongIsUnclear() throws Exception {
        assertThat(post((caller, _) -> answer(caller, 200, " ".repeat(2_000_000))))
                .isInstanceOf(Reply.Unclear.class);
    }

    @Test
    void aConnectionThatBreaksIsUnclearAndAWritingCallIsNotTriedAgain() throws Exception {
        assertThat(post((caller, _) -> caller.close())).isInstanceOf(Reply.Unclear.class);
        assertThat(asked).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "302|{}|status 302",
                "500|{\"name\":\"INTERNAL_SERVER_ERROR\"}|status 500",
                "503|nothing|status 503",
                "429|{\"name\":\"RATE_LIMIT_REACHED\"}|status 429",
                "409|{\"name\":\"RESOURCE_CONFLICT\"}|status 409",
                "400|{}|status 400",
                "400|<html>|status 400 with words not understood",
                "200|[]|status 200",
                "200|{\"id\":|status 200 with words not understood"
            })
    void whatSaysNothingForCertainIsUnclear(int status, String body, String why) throws Exception {
        assertThat(post((caller, _) -> answer(caller, status, body))).isEqualTo(new Reply.Unclear(why));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "422|{\"name\":\"UNPROCESSABLE_ENTITY\",\"details\":[{\"issue\":\"ORDER_NOT_APPROVED\"}]}"
                        + "|ORDER_NOT_APPROVED",
                "404|{\"name\":\"RESOURCE_NOT_FOUND\"}|RESOURCE_NOT_FOUND"
            })
    void theMostExactWordIsTaken(int status, String body, String issue) throws Exception {
        assertThat(post((caller, _) -> answer(caller, status, body))).isEqualTo(new Reply.Denied(status, issue));
    }

    /// Nothing was done without a good one, so it may be tried again.
    @Test
    void aTokenIsAskedForOnceAndRenewedWhenItIsRefused() throws Exception {
        try (var socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            var tokens = new CopyOnWriteArrayList<>(List.of("third", "second", "first"));
            var good = new CopyOnWriteArrayList<>(List.of("first"));
            Thread.ofVirtual()
                    .start(() -> serve(socket, (caller, request) -> {
                        if (request.startsWith("POST /v1/oauth2/token")) {
                            answer(caller, 200, token(tokens.removeLast()));
                        } else if (request.contains("Bearer " + good.getFirst() + "\r")) {
                            answer(caller, 200, "{\"id\":\"5O1\"}");
                        } else {
                            answer(caller, 401, "{\"error\":\"invalid_token\"}");
                        }
                    }));
            var client = client(socket.getLocalPort());
            assertThat(client.get("/v2/x", "test")).isInstanceOf(Reply.Done.class);
            assertThat(client.get("/v2/x", "test")).isInstanceOf(Reply.Done.class);
            assertThat(asked).hasSize(3);
            good.set(0, "second");
            assertThat(client.get("/v2/x", "test")).isInstanceOf(Reply.Done.class);
            assertThat(asked).hasSize(6);
            good.set(0, "nobody");
            assertThat(client.get("/v2/x", "test")).isEqualTo(new Reply.Denied(401, "invalid_token"));
        }
    }

    @Test
    void aTokenThatIsNotUnderstoodIsUnclear() throws Exception {
        try (var socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> serve(socket, (caller, _) -> answer(caller, 200, "{\"access_token\":1}")));
            assertThat(client(socket.getLocalPort()).get("/v2/x", "test"))
                    .isEqualTo(new Reply.Unclear("a token not understood"));
        }
    }

    private Reply post(Server server) throws IOException {
        try (var socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual()
                    .start(() -> serve(socket, (caller, request) -> {
                        if (request.startsWith("POST /v1/oauth2/token")) {
                            answer(caller, 200, token("first"));
                        } else {
                            server.answer(caller, request);
                        }
                    }));
            var body = JsonMapper.shared().createObjectNode();
            return client(socket.getLocalPort()).post("/v2/checkout/orders", body, "pay_1", "test");
        }
    }

    private static String token(String words) {
        return "{\"access_token\":\"" + words + "\",\"expires_in\":32400}";
    }

    private static PayPalClient client(int port) {
        var settings = new PayPalSettings(
                URI.create("http://127.0.0.1:" + port), "client", "secret", List.of(), Duration.ofSeconds(5), PATIENCE);
        return new PayPalClient(settings, Clock.systemUTC(), _ -> {});
    }

    private void serve(ServerSocket socket, Server server) {
        while (!socket.isClosed()) {
            try (var caller = socket.accept()) {
                var buffer = new byte[8192];
                int read = caller.getInputStream().read(buffer);
                var request = new String(buffer, 0, Math.max(0, read), US_ASCII);
                asked.add(request);
                server.answer(caller, request);
            } catch (IOException gone) {
                // The client has heard enough, or the test is over.
            } catch (InterruptedException e) {
                throw new UncheckedIOException(new IOException(e));
            }
        }
    }

    private static void answer(Socket caller, int status, String body) throws IOException {
        write(
                caller,
                "HTTP/1.1 " + status + " Word\r\nLocation: /elsewhere\r\nConnection: close\r\nContent-Length: "
                        + body.length() + "\r\n\r\n" + body);
    }

    private static void write(Socket caller, String words) throws IOException {
        caller.getOutputStream().write(words.getBytes(US_ASCII));
        caller.getOutputStream().flush();
    }
}
