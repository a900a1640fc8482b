package town.stripe;

import com.stripe.exception.SignatureVerificationException;
import com.stripe.model.Event;
import com.stripe.net.Webhook;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/// A shop that listens, and believes only what the official client believes.
final class Receiver implements AutoCloseable {
    private static final long TOLERANCE_SECONDS = 300;

    private final HttpServer server;
    private final List<Got> got = new CopyOnWriteArrayList<>();
    private final AtomicInteger failures = new AtomicInteger();

    Receiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/hook", this::take);
        server.start();
    }

    record Got(String body, String signature) {
        Event believed(String secret) throws SignatureVerificationException {
            return Webhook.constructEvent(body, signature, secret, TOLERANCE_SECONDS);
        }

        boolean isOf(String type) {
            return body.contains("\"type\" : \"" + type + "\"");
        }
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
    }

    /// The next so many are answered with 500.
    void refuse(int times) {
        failures.set(times);
    }

    List<Got> got() {
        return got;
    }

    List<Got> got(String type) {
        return got.stream().filter(it -> it.isOf(type)).toList();
    }

    private void take(HttpExchange exchange) throws IOException {
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        got.add(new Got(body, exchange.getRequestHeaders().getFirst("Stripe-Signature")));
        exchange.sendResponseHeaders(failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0 ? 500 : 200, -1);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
