package org.tsudoi.journeys;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Somebody who uses the pages without a browser: keeps cookies, sends forms with their token.
final class Visitor {
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private static final Duration ANSWER_MAX = Await.LONG;

    private final World world;
    private final String language;
    private final Map<String, String> cookies = new ConcurrentHashMap<>();

    Visitor(World world, String language) {
        this.world = world;
        this.language = language;
    }

    record Answer(int status, String location, String body) {
        /// What a hidden field of the page holds.
        String field(String name) {
            var found = Pattern.compile("name=\"" + Pattern.quote(name) + "\" value=\"([^\"]*)\"")
                    .matcher(body);
            if (!found.find()) throw new AssertionError(status + ": no field " + name + " in\n" + body);
            return found.group(1);
        }

        boolean redirects() {
            return status == 302 || status == 303;
        }
    }

    /// @throws IOException when the product is not there
    Answer get(String path) throws IOException {
        return send(request(path).GET());
    }

    /// Sends the form of a page that was got before, with its token.
    Answer send(Answer page, String path, Map<String, String> fields) throws IOException {
        var body = "_csrf=" + encoded(page.field("_csrf"))
                + fields.entrySet().stream()
                        .map(field -> "&" + encoded(field.getKey()) + "=" + encoded(field.getValue()))
                        .collect(Collectors.joining());
        return send(request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder request(String path) {
        var builder = HttpRequest.newBuilder(URI.create(path.startsWith("http") ? path : world.address(path)))
                .timeout(ANSWER_MAX)
                .header("Accept", "text/html,*/*;q=0.8")
                .header("Accept-Language", language);
        if (!cookies.isEmpty()) {
            builder.header(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; ")));
        }
        return builder;
    }

    private Answer send(HttpRequest.Builder request) throws IOException {
        try {
            var answer = CLIENT.send(request.build(), BodyHandlers.ofString());
            remember(answer);
            return new Answer(
                    answer.statusCode(), answer.headers().firstValue("Location").orElse(""), answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private void remember(HttpResponse<String> answer) {
        for (var line : answer.headers().allValues("Set-Cookie")) {
            var cookie = line.split(";", 2)[0].split("=", 2);
            if (cookie[1].isEmpty()) cookies.remove(cookie[0]);
            else cookies.put(cookie[0], cookie[1]);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
