package org.tsudoi.meetings.room;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A browser's end of the line, without a browser.
final class TestLine implements WebSocket.Listener, AutoCloseable {
    static final String OFF = "\"microphone\":false,\"camera\":false,\"screen\":false,\"hand\":false";
    private static final Duration AT_MOST = Duration.ofMinutes(1);
    private static final JsonMapper JSON = JsonMapper.shared();

    private final LinkedBlockingQueue<JsonNode> heard = new LinkedBlockingQueue<>();
    private final List<JsonNode> passedOver = new ArrayList<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final StringBuilder partial = new StringBuilder();
    private final WebSocket socket;

    TestLine(HttpClient http, int port, String meeting, String cookie, @Nullable String origin) {
        var builder = http.newWebSocketBuilder().connectTimeout(AT_MOST).header("Cookie", cookie);
        if (origin != null) {
            builder.header("Origin", origin);
        }
        socket = builder.buildAsync(URI.create("ws://localhost:" + port + "/room/socket?meeting=" + meeting), this)
                .join();
    }

    void say(String json) {
        socket.sendText(json, true).join();
    }

    /// As often as the other end takes it.
    void shout(String json, int times) {
        try {
            for (int i = 0; i < times; i++) {
                say(json);
            }
        } catch (CompletionException hungUp) {
            // That is what it is for.
        }
    }

    void join() {
        say("{\"type\":\"join\"," + OFF + "}");
    }

    /// The next thing of this type; what comes before it is passed over.
    JsonNode hear(String type) {
        try {
            while (true) {
                var next = heard.poll(AT_MOST.toMillis(), TimeUnit.MILLISECONDS);
                if (next == null) {
                    throw new AssertionError("never heard " + type + ", only " + passedOver);
                }
                if (next.path("type").asString().equals(type)) {
                    return next;
                }
                passedOver.add(next);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /// Whether anything of this type came before the answer to a ping asked now.
    boolean hasHeard(String type) {
        say("{\"type\":\"ping\"}");
        hear("pong");
        return passedOver.stream().anyMatch(said -> said.path("type").asString().equals(type));
    }

    int closedWith() {
        return closed.orTimeout(AT_MOST.toSeconds(), TimeUnit.SECONDS).join();
    }

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence text, boolean last) {
        partial.append(text);
        if (last) {
            heard.add(JSON.readTree(partial.toString()));
            partial.setLength(0);
        }
        webSocket.request(1);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<?> onClose(WebSocket webSocket, int code, String reason) {
        closed.complete(code);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
        closed.complete(1006);
    }

    @Override
    public void close() {
        socket.abort();
    }
}
