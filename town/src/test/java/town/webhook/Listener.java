package town.webhook;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A shop's door at which news arrives.
public final class Listener implements AutoCloseable {
    private final HttpServer server;
    private final List<Got> got = new CopyOnWriteArrayList<>();
    private final AtomicInteger failures = new AtomicInteger();

    public Listener() {
        try {
            server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        server.createContext("/hook", this::take);
        server.start();
    }

    /// @param headers names in small letters
    public record Got(String body, Map<String, String> headers) {
        public JsonNode json() {
            return JsonMapper.shared().readTree(body);
        }
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
    }

    /// The next so many are answered with 500.
    public void refuse(int times) {
        failures.set(times);
    }

    public void forget() {
        got.clear();
    }

    public List<Got> got() {
        return got;
    }

    /// Those whose field says so: `type`, `payment.captured`.
    public List<Got> got(String field, String value) {
        return got.stream()
                .filter(it -> it.json().path(field).asString("").equals(value))
                .toList();
    }

    private void take(HttpExchange exchange) throws IOException {
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        var headers = exchange.getRequestHeaders().entrySet().stream()
                .collect(Collectors.toMap(
                        it -> it.getKey().toLowerCase(Locale.ROOT),
                        it -> it.getValue().getFirst()));
        got.add(new Got(body, headers));
        exchange.sendResponseHeaders(failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0 ? 500 : 200, -1);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
