package org.tsudoi.bench.rush;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class LineTest {
    /// Answers each request on one connection with the next of these, then closes it.
    private record Server(ServerSocket socket, List<String> requests) implements AutoCloseable {
        static Server saying(byte[]... answers) throws IOException {
            var server = new Server(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()), new ArrayList<>());
            Thread.ofVirtual().start(() -> {
                try (var connection = server.socket.accept()) {
                    for (var answer : answers) {
                        server.requests.add(head(connection.getInputStream()));
                        connection.getOutputStream().write(answer);
                    }
                } catch (IOException over) {
                    // The test has seen enough.
                }
            });
            return server;
        }

        private static String head(InputStream in) throws IOException {
            var head = new StringBuilder();
            while (!head.toString().endsWith("\r\n\r\n")) head.append((char) in.read());
            return head.toString();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] zipped(String text) throws IOException {
        var body = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(body)) {
            zip.write(bytes(text));
        }
        var answer = new ByteArrayOutputStream();
        answer.writeBytes(bytes("HTTP/1.1 200 \r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n"));
        int half = body.size() / 2;
        answer.writeBytes(bytes(Integer.toHexString(half) + "\r\n"));
        answer.write(body.toByteArray(), 0, half);
        answer.writeBytes(bytes("\r\n" + Integer.toHexString(body.size() - half) + ";x=y\r\n"));
        answer.write(body.toByteArray(), half, body.size() - half);
        answer.writeBytes(bytes("\r\n0\r\n\r\n"));
        return answer.toByteArray();
    }

    @Test
    void oneConnectionCarriesAnswersOfEveryKind() throws IOException {
        var long_ = "集".repeat(20_000);
        try (var server = Server.saying(
                        zipped("満席です " + long_),
                        bytes("HTTP/1.1 303 \r\nlocation: /orders/abc\r\nset-cookie: a=b; Path=/\r\nSet-Cookie: c=\r\n"
                                + "Content-Length: 0\r\n\r\n"),
                        bytes("HTTP/1.1 204 \r\n\r\n"),
                        bytes("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello"));
                var line = new Line(server.socket.getLocalPort())) {
            var page = line.send("GET", "/events/a", "X: y\r\n", null);
            assertThat(page.text()).isEqualTo("満席です " + long_);
            assertThat(page.redirects()).isFalse();
            var led = line.send("GET", "/2", "", null);
            assertThat(led.redirects()).isTrue();
            assertThat(led.location()).isEqualTo("/orders/abc");
            assertThat(led.cookies()).containsExactly("a=b; Path=/", "c=");
            assertThat(line.send("GET", "/3", "", null).text()).isEmpty();
            assertThat(line.send("GET", "/4", "", null).text()).isEqualTo("hello");
            assertThat(server.requests()).first().asString().startsWith("GET /events/a HTTP/1.1\r\nHost: localhost:");
            assertThat(server.requests()).first().asString().endsWith("X: y\r\n\r\n");
        }
    }

    @Test
    void anAnswerThatIsCutIsNoAnswer() throws IOException {
        try (var server = Server.saying(bytes("HTTP/1.1 200 \r\nContent-Length: 50\r\n\r\nhel"));
                var line = new Line(server.socket.getLocalPort())) {
            assertThatThrownBy(() -> line.send("GET", "/", "", null)).isInstanceOf(EOFException.class);
        }
    }

    @Test
    void whatWasZippedMustArriveUnharmed() throws IOException {
        var unzipping = new Unzipping(1 << 20);
        var body = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(body)) {
            zip.write(bytes("満席です".repeat(20_000)));
        }
        var zipped = body.toByteArray();
        for (int times = 0; times < 2; times++) {
            assertThat(unzipping.unzip(zipped, zipped.length)).hasSize(12 * 20_000);
        }
        assertThatThrownBy(() -> unzipping.unzip(zipped, zipped.length - 9)).isInstanceOf(EOFException.class);
        assertThatThrownBy(() -> unzipping.unzip(zipped, zipped.length - 1)).isInstanceOf(IOException.class);
        zipped[zipped.length - 5]++;
        assertThatThrownBy(() -> unzipping.unzip(zipped, zipped.length)).hasMessageContaining("damaged");
        assertThatThrownBy(() -> unzipping.unzip(bytes("<!doctype html><html lang=en>"), 20))
                .hasMessageContaining("not zipped");
    }
}
