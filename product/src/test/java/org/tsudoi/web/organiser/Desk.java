package org.tsudoi.web.organiser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import org.tsudoi.members.Member;
import org.tsudoi.members.Members;
import org.tsudoi.members.Organiser;
import org.tsudoi.members.OrganiserId;
import org.tsudoi.members.Organisers;
import org.tsudoi.testing.TestBrowser;
import org.tsudoi.web.SignedIn;

/// An organiser before their browser, signed in by the link of their mail.
@Component
@Lazy
class Desk {
    private static final String BOUNDARY = "between-the-fields";
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private final Organisers organisers;
    private final Members members;
    private final SignedIn signedIn;
    private final int port;

    Desk(Organisers organisers, Members members, SignedIn signedIn, @LocalServerPort int port) {
        this.organisers = organisers;
        this.members = members;
        this.signedIn = signedIn;
        this.port = port;
    }

    Organiser organiser(OrganiserId id) {
        return organisers.find(id).orElseThrow();
    }

    Member owner(OrganiserId id) {
        return members.find(organisers.people(id).getFirst().member()).orElseThrow();
    }

    TestBrowser browserOf(OrganiserId id) {
        return signedIn.as(owner(id).email());
    }

    TestBrowser nobody() {
        return signedIn.nobody();
    }

    /// What a careful organiser would send.
    static Map<String, String> filled() {
        return new HashMap<>(Map.ofEntries(
                Map.entry("do", "save"),
                Map.entry("title", "Gentle yoga & tea"),
                Map.entry("description", "For everybody."),
                Map.entry("art", "tea"),
                Map.entry("seed", "4711"),
                Map.entry("startDate", "2031-03-05"),
                Map.entry("startTime", "07:30"),
                Map.entry("startZone", "Asia/Tokyo"),
                Map.entry("length", "60"),
                Map.entry("capacity", "6"),
                Map.entry("planRows", "2"),
                Map.entry("plan0-name", "Single"),
                Map.entry("plan0-kind", "once"),
                Map.entry("plan0-price", "1,500"),
                Map.entry("plan0-places", "3"),
                Map.entry("plan1-name", "Trial"),
                Map.entry("plan1-kind", "trial"),
                Map.entry("plan1-price", "0"),
                Map.entry("policy", "own"),
                Map.entry("stepRows", "2"),
                Map.entry("step0-before", "3"),
                Map.entry("step0-unit", "days"),
                Map.entry("step0-percent", "80"),
                Map.entry("step1-before", "2"),
                Map.entry("step1-unit", "hours"),
                Map.entry("step1-percent", "20"),
                Map.entry("provider", "room"),
                Map.entry("doors", "15"),
                Map.entry("hosts", "")));
    }

    /// The form as a browser sends it with a file, from the page seen last.
    HttpResponse<String> sendWithPicture(TestBrowser browser, String path, Map<String, String> fields, byte[] picture)
            throws IOException, InterruptedException {
        var token = TOKEN.matcher(browser.get(path).body());
        assertThat(token.find()).isTrue();
        var all = new HashMap<>(fields);
        all.put("_csrf", token.group(1));
        var body = new ByteArrayOutputStream();
        for (var field : all.entrySet()) {
            write(
                    body,
                    "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + field.getKey() + "\"\r\n\r\n");
            write(body, field.getValue() + "\r\n");
        }
        write(body, "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"picture\"; filename=\"a.png\"\r\n");
        write(body, "Content-Type: image/png\r\n\r\n");
        body.write(picture);
        write(body, "\r\n--" + BOUNDARY + "--\r\n");
        var cookies = browser.cookies().entrySet().stream()
                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .header("Accept", "text/html")
                .header("Accept-Language", "en")
                .header("Cookie", cookies)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()))
                .build();
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }

    private static void write(ByteArrayOutputStream body, String text) {
        body.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /// The path that an answer leads to.
    static String led(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
        return answer.headers().firstValue("Location").orElseThrow();
    }
}
