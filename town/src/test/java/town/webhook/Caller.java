package town.webhook;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Whoever calls Town: a shop with a key, a browser, or a test at the control.
///
/// @param base where the provider's API begins
public record Caller(int port, String base, String key) {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    public record Answer(int status, String body, HttpResponse<String> whole) {
        public JsonNode json() {
            return JsonMapper.shared().readTree(body);
        }

        public String text(String pointer) {
            return json().at(pointer).asString("");
        }
    }

    public Caller with(String otherKey) {
        return new Caller(port, base, otherKey);
    }

    /// @param more names and values of headers
    public Answer call(String method, String path, String body, String... more)
            throws IOException, InterruptedException {
        var coded = Base64.getEncoder().encodeToString((key + ":").getBytes(StandardCharsets.UTF_8));
        var request = HttpRequest.newBuilder(URI.create(url(base + path)))
                .header("Authorization", "Basic " + coded)
                .header("Content-Type", body.startsWith("{") ? "application/json" : "application/x-www-form-urlencoded")
                .method(method, BodyPublishers.ofString(body));
        if (more.length > 0) {
            request.headers(more);
        }
        return send(request);
    }

    public Answer get(String path) throws IOException, InterruptedException {
        return call("GET", path, "");
    }

    public Answer post(String path, String body, String... more) throws IOException, InterruptedException {
        return call("POST", path, body, more);
    }

    /// Town's own addresses, with JSON and without a key.
    public Answer town(String method, String path, String body) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(url(path)))
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body)));
    }

    /// What a browser does.
    public Answer page(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(url(path))).header("Accept", "text/html"));
    }

    public Answer submit(String path, Map<String, String> fields) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(url(path)))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form(fields))));
    }

    public static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> URLEncoder.encode(field.getKey(), StandardCharsets.UTF_8) + "="
                        + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private String url(String path) {
        return path.startsWith("http") ? path : "http://127.0.0.1:" + port + path;
    }

    private static Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
        var answer = HTTP.send(request.build(), BodyHandlers.ofString());
        return new Answer(answer.statusCode(), answer.body(), answer);
    }
}
