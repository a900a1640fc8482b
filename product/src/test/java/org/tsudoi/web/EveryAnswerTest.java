package org.tsudoi.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.tsudoi.testing.ProductTest;

/// What leaves the real server, refusals and assets included.
@ProductTest
class EveryAnswerTest {
    private static final Pattern SHEET = Pattern.compile("href=\"(/assets/[^\"]+/tsudoi\\.css)\"");

    private final HttpClient browser = HttpClient.newHttpClient();
    private final int port;

    EveryAnswerTest(@LocalServerPort int port) {
        this.port = port;
    }

    @ParameterizedTest
    @CsvSource({
        "/, 200",
        "/legal, 200",
        "/trust, 200",
        "/problems, 200",
        "/sign-in, 200",
        "/art/ink/7.svg, 200",
        "/no-such-page, 404",
        "/art/nothing/7.svg, 404",
        "/assets/old/tsudoi.css, 404",
        "/sign-in;x=1, 400"
    })
    void theHeadersStandOnEveryAnswer(String path, int status) throws Exception {
        var answer = get(path);
        var headers = answer.headers();
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(headers.allValues("Content-Security-Policy")).hasSize(1).noneMatch(p -> p.contains("unsafe"));
        assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(headers.firstValue("Referrer-Policy")).contains("same-origin");
        assertThat(headers.firstValue("Permissions-Policy")).isPresent();
        assertThat(headers.firstValue("Cross-Origin-Opener-Policy")).contains("same-origin");
        assertThat(headers.firstValue("Server")).isEmpty();
        assertThat(answer.body()).doesNotContain("Exception", "Tomcat", "org.tsudoi");
    }

    /// What has a body is a page at our address, and a script of others may open it (docs/decisions/0024).
    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /%00",
                "GET /%zz",
                "GET /a%5Cb",
                "GET /%2F",
                "GET /..%2f",
                "GET /a<b",
                "GET /?q=LONG",
                "TRACE /",
                "NONSENSE /",
                "GET http://other.example/",
                "GET /../../x"
            })
    void whatTheServerRefusesByItselfIsOutOfReachToo(String request) throws Exception {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            var line = request.replace("LONG", "a".repeat(20_000)) + " HTTP/1.1\r\n";
            socket.getOutputStream()
                    .write((line + "Host: localhost\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            var parts = answer.split("\r\n\r\n", 2);
            boolean shows = parts.length == 2 && !parts[1].isBlank() && !parts[1].equals("0\r\n\r\n");
            if (shows) {
                assertThat(parts[0])
                        .contains("Cross-Origin-Opener-Policy: same-origin", "Content-Security-Policy: default-src ");
            } else {
                assertThat(parts[0]).contains("HTTP/1.1 ");
            }
        }
    }

    @Test
    void pagesComePackedAndAssetsStayForEver() throws Exception {
        var front = get("/");
        assertThat(front.headers().firstValue("Content-Encoding")).contains("gzip");
        assertThat(front.headers().firstValue("Cache-Control"))
                .hasValueSatisfying(c -> assertThat(c).contains("no-"));

        var plain = browser.send(HttpRequest.newBuilder(address("/")).build(), HttpResponse.BodyHandlers.ofString());
        var sheet = SHEET.matcher(plain.body());
        assertThat(sheet.find()).isTrue();
        var asset = get(sheet.group(1));
        assertThat(asset.statusCode()).isEqualTo(200);
        assertThat(asset.headers().firstValue("Cache-Control")).contains("max-age=31536000, public, immutable");
        assertThat(asset.headers().firstValue("Content-Encoding")).contains("gzip");
        assertThat(asset.headers().firstValue("Set-Cookie")).isEmpty();
    }

    @Test
    void aStrangerReadsTheFrontPageWithoutASessionInTheDatabase() throws Exception {
        assertThat(get("/").headers().allValues("Set-Cookie")).noneMatch(cookie -> cookie.contains("session"));
    }

    @Test
    void aFormTooLargeToBeReadIsRefusedByAPage() throws Exception {
        var request = HttpRequest.newBuilder(address("/sign-in"))
                .header("Accept", "text/html")
                .header("Accept-Language", "en")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("mail=" + "a".repeat(3_000_000)))
                .build();
        var answer = browser.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).as("a page of ours, not the server's own").containsPattern(SHEET);
    }

    @ParameterizedTest
    @CsvSource({"/?q=%E9, 400", "/?q=%ED%A0%80, 400", "/?q=%00, 400", "/?b%00c=1, 400"})
    void anAddressThatCannotBeReadIsRefusedByAPage(String path, int status) throws Exception {
        refused(status, HttpRequest.newBuilder(address(path)).GET());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/x-www-form-urlencoded | mail=%ZZ | 400",
                "application/x-www-form-urlencoded | mail=a%00 | 400",
                "application/x-www-form-urlencoded | FIELDS | 400",
                "multipart/form-data | mail=a | 400",
                "multipart/form-data; boundary=b | --bCRLFContent-Disposition: form-data; name=aCRLFCRLFx | 400"
            })
    void aFormThatCannotBeReadIsRefusedByAPage(String type, String body, int status) throws Exception {
        refused(
                status,
                HttpRequest.newBuilder(address("/sign-in"))
                        .header("Content-Type", type)
                        .POST(HttpRequest.BodyPublishers.ofString(
                                body.replace("CRLF", "\r\n").replace("FIELDS", "a=1&".repeat(20_000)))));
    }

    private void refused(int status, HttpRequest.Builder request) throws Exception {
        var answer = browser.send(request.header("Accept", "text/html").build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).as("a page of ours, not the server's own").containsPattern(SHEET);
    }

    /// `AA==` is a zero character, the other a sentence without what belongs into it.
    @ParameterizedTest
    @ValueSource(strings = {"session=AA==", "flash=R09PRB9zaWduaW4udG9vT2Z0ZW4"})
    void aBrokenCookieIsNone(String cookie) throws Exception {
        for (var path : List.of("/", "/sign-in", "/no-such-page")) {
            var answer = browser.send(
                    HttpRequest.newBuilder(address(path))
                            .header("Accept", "text/html")
                            .header("Cookie", cookie)
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(path.equals("/no-such-page") ? 404 : 200);
        }
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(address(path))
                .header("Accept", "text/html")
                .header("Accept-Encoding", "gzip")
                .build();
        return browser.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private URI address(String path) {
        return URI.create("http://localhost:" + port + path);
    }
}
