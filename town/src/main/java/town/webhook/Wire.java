package town.webhook;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/// The line out of Town, so many conversations at once.
final class Wire implements AutoCloseable {
    private static final int AT_ONCE = 32;

    private final Semaphore free = new Semaphore(AT_ONCE);
    private final ExecutorService messengers = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    void inBackground(Runnable work) {
        messengers.execute(work);
    }

    /// @return the status, or what went wrong
    String post(String url, Map<String, String> headers, String body, Duration patience) throws InterruptedException {
        free.acquire();
        try {
            var request = HttpRequest.newBuilder(URI.create(url))
                    .timeout(patience)
                    .header("Content-Type", "application/json");
            headers.forEach(request::header);
            var answer = client.send(request.POST(BodyPublishers.ofString(body)).build(), BodyHandlers.discarding());
            return Integer.toString(answer.statusCode());
        } catch (IOException | IllegalArgumentException e) {
            return String.valueOf(e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
        } finally {
            free.release();
        }
    }

    @Override
    public void close() {
        messengers.shutdownNow();
        client.shutdownNow();
    }
}
