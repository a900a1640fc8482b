package town.phone;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.json.JsonMapper;
import town.mail.SmtpServer;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class PhoneTest {
    @LocalServerPort
    int port;

    @Autowired
    SmtpServer smtp;

    @BeforeEach
    void anEmptyInbox() throws Exception {
        send("DELETE", "/town/mail");
    }

    @Test
    void anEmptyPhoneSaysWhatWillComeInEachLanguage() throws Exception {
        assertThat(get("/phone?lang=ja").body()).contains("まだメールはありません");
        assertThat(get("/phone?lang=en").body()).contains("No mail yet");
        assertThat(get("/phone?lang=th").body()).contains("ยังไม่มีอีเมล");
    }

    @Test
    void aMailIsUnreadUntilItIsOpenedAndItsLinkCanBeFollowed() throws Exception {
        deliver("hanako@example.jp", "text/plain", "次を開いてください。 http://127.0.0.1/sign-in?token=abc&x=1。");
        assertThat(get("/phone?lang=en").body()).contains("hanako@example.jp", "phone-badge");
        assertThat(get("/phone/hanako@example.jp?lang=en").body()).contains("phone-row unread", "次を開いてください。");

        var letter = get("/phone/hanako@example.jp/" + newest() + "?lang=en").body();
        assertThat(letter).contains("<a href=\"http://127.0.0.1/sign-in?token=abc&amp;x=1\">");
        assertThat(get("/phone?lang=en").body()).contains("hanako@example.jp").doesNotContain("phone-badge");
    }

    @Test
    void htmlIsShownInAFrameThatRunsNothing() throws Exception {
        deliver("hanako@example.jp", "text/html", "<script>alert(1)</script><b>はい</b>");
        String letter = get("/phone/hanako@example.jp/" + newest() + "?lang=en").body();
        assertThat(letter)
                .contains("<iframe", "sandbox=\"allow-same-origin allow-popups")
                .doesNotContain("allow-scripts");
        assertThat(letter).doesNotContain("alert(1)");
    }

    @Test
    void anothersMailIsNotThere() throws Exception {
        deliver("hanako@example.jp", "text/plain", "秘密");
        var answer = get("/phone/taro@example.jp/" + newest() + "?lang=en");
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("This mail is gone").doesNotContain("秘密");
    }

    private void deliver(String to, String type, String text) throws Exception {
        try (var socket = new Socket("127.0.0.1", smtp.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write(
                            "HELO me\r\nMAIL FROM:<a@example.jp>\r\nRCPT TO:<%s>\r\nDATA\r\nContent-Type: %s; charset=utf-8\r\n\r\n%s\r\n.\r\nQUIT\r\n"
                                    .formatted(to, type, text)
                                    .getBytes(StandardCharsets.UTF_8));
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .contains("250 2.6.0");
        }
    }

    private String newest() throws Exception {
        return JsonMapper.shared()
                .readTree(get("/town/mail").body())
                .path(0)
                .path("id")
                .asString();
    }

    private HttpResponse<String> get(String path) throws Exception {
        return send("GET", path);
    }

    private HttpResponse<String> send(String method, String path) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                    .method(method, HttpRequest.BodyPublishers.noBody())
                    .build();
            return client.send(request, BodyHandlers.ofString());
        }
    }
}
