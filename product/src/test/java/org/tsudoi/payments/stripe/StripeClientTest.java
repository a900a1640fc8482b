package org.tsudoi.payments.stripe;

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
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.tsudoi.payments.stripe.StripeClient.Reply;

/// What Town does not do: answers that never end, that are too long, or that lead elsewhere.
class StripeClientTest {
    private static final Duration PATIENCE = Duration.ofMillis(600);
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: ";

    private final AtomicInteger asked = new AtomicInteger();

    @FunctionalInterface
    private interface Server {
        void answer(Socket caller) throws IOException, InterruptedException;
    }

    @Test
    void anAnswerThatDripsIsNotWaitedForLongerThanOneThatDoesNotCome() throws Exception {
        var reply = ask(caller -> {
            write(caller, OK + "1000\r\n\r\n");
            while (true) {
                write(caller, " ");
                Thread.sleep(50);
            }
        });
        assertThat(reply).isEqualTo(new Reply.Unclear("no answer: HttpTimeoutException", false));
    }

    @Test
    void anAnswerThatIsTooLongIsUnclear() throws Exception {
        var reply = ask(caller -> {
            write(caller, OK + "2000000\r\n\r\n");
            write(caller, " ".repeat(2_000_000));
        });
        isSilence(reply);
    }

    @Test
    void aConnectionThatBreaksIsUnclearAndAWritingCallIsNotTriedAgain() throws Exception {
        var reply = ask(Socket::close);
        isSilence(reply);
        assertThat(asked).hasValue(1);
    }

    @Test
    void nobodyIsFollowedElsewhere() throws Exception {
        var reply = ask(caller ->
                write(caller, "HTTP/1.1 302 Found\r\nLocation: /v1/elsewhere\r\nContent-Length: 2\r\n\r\n{}"));
        assertThat(reply).isEqualTo(new Reply.Unclear("status 302", true));
        assertThat(asked).hasValue(1);
    }

    /// However the connection came to its end.
    private static void isSilence(Reply reply) {
        assertThat(reply)
                .isInstanceOfSatisfying(
                        Reply.Unclear.class,
                        unclear -> assertThat(unclear.answered()).isFalse());
    }

    private Reply ask(Server server) throws IOException {
        try (var socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> serve(socket, server));
            var settings = new StripeSettings(
                    URI.create("http://127.0.0.1:" + socket.getLocalPort()),
                    "sk_test",
                    List.of(),
                    Duration.ofSeconds(5),
                    PATIENCE);
            var client = new StripeClient(settings, Clock.systemUTC(), _ -> {});
            return client.post("/v1/refunds", Map.of("amount", "1"), "key", "test");
        }
    }

    private void serve(ServerSocket socket, Server server) {
        while (!socket.isClosed()) {
            try (var caller = socket.accept()) {
                caller.getInputStream().read(new byte[8192]);
                asked.incrementAndGet();
                server.answer(caller);
            } catch (IOException gone) {
                // The client has heard enough, or the test is over.
            } catch (InterruptedException e) {
                throw new UncheckedIOException(new IOException(e));
            }
        }
    }

    private static void write(Socket caller, String words) throws IOException {
        caller.getOutputStream().write(words.getBytes(US_ASCII));
        caller.getOutputStream().flush();
    }
}
