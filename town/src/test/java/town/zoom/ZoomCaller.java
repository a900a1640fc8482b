package town.zoom;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Base64;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A caller of Zoom's API who knows nothing but HTTP.
final class ZoomCaller {
    private final HttpClient client = HttpClient.newHttpClient();
    private final String base;
    private String token = "";

    record Answer(int status, JsonNode json, HttpHeaders headers, String body) {
        int code() {
            return json.path("code").asInt();
        }

        String text(String field) {
            return json.path(field).asString();
        }

        String header(String name) {
            return headers.firstValue(name).orElse("");
        }
    }

    ZoomCaller(int port) {
        base = "http://127.0.0.1:" + port;
    }

    ZoomCaller signedIn() throws Exception {
        token = token("town-client:town-secret", "account_credentials", "town-account")
                .text("access_token");
        return this;
    }

    Answer token(String pair, String grant, String account) throws Exception {
        return send(request("/zoom/oauth/token")
                .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8)))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("grant_type=" + grant + "&account_id=" + account)));
    }

    /// @param path after `/zoom/v2`
    Answer api(String method, String path, String body) throws Exception {
        return send(request("/zoom/v2" + path)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body)));
    }

    Answer api(String method, String path) throws Exception {
        return api(method, path, "");
    }

    /// @param path after `/town`
    Answer town(String method, String path, String body) throws Exception {
        return send(request("/town" + path)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body)));
    }

    Answer page(String path) throws Exception {
        return send(request(path).header("Accept-Language", "en").GET());
    }

    Answer form(String path, String... pairs) throws Exception {
        var form = new StringBuilder();
        for (int i = 0; i < pairs.length; i += 2) {
            form.append(pairs[i])
                    .append('=')
                    .append(URLEncoder.encode(pairs[i + 1], UTF_8))
                    .append('&');
        }
        return send(request(path)
                .header("Accept-Language", "en")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form.toString())));
    }

    /// A new meeting of that host; the settings as JSON.
    long meeting(String host, String settings) throws Exception {
        return api("POST", "/users/" + host + "/meetings", """
                        {"topic":"朝のやさしいヨガ","type":2,"start_time":"2026-12-05T07:00:00","timezone":"Asia/Tokyo",
                         "duration":60,"settings":%s}""".formatted(settings))
                .json()
                .path("id")
                .asLong();
    }

    Answer register(long meeting, String email, String name) throws Exception {
        return api("POST", "/meetings/" + meeting + "/registrants", """
                {"email":"%s","first_name":"%s","last_name":"さま"}""".formatted(email, name));
    }

    Answer join(String url) throws Exception {
        return town(
                "POST",
                "/zoom/join",
                JsonMapper.shared().createObjectNode().put("join_url", url).toString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofSeconds(20));
    }

    private Answer send(HttpRequest.Builder request) throws Exception {
        var answer = client.send(request.build(), BodyHandlers.ofString(UTF_8));
        String body = answer.body();
        return new Answer(answer.statusCode(), json(body), answer.headers(), body);
    }

    private static JsonNode json(String body) {
        try {
            return JsonMapper.shared().readTree(body);
        } catch (JacksonException _) {
            return JsonMapper.shared().missingNode();
        }
    }
}
