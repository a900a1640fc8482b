package town.mail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.activation.DataHandler;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Letters sent by an ordinary mail client over the wire, and read back over HTTP.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class SmtpTest {
    private static final String CALENDAR = """
            BEGIN:VCALENDAR
            METHOD:REQUEST
            BEGIN:VEVENT
            UID:ticket-14@tsudoi.example
            SEQUENCE:2
            DTSTART;TZID=Asia/Tokyo:20261205T070000
            DTEND;TZID=Asia/Tokyo:20261205T080000
            SUMMARY:朝のやさしいヨガ\\, はじめての方
              も
            STATUS:CONFIRMED
            END:VEVENT
            END:VCALENDAR
            """.replace("\n", "\r\n");

    @LocalServerPort
    int port;

    @Autowired
    SmtpServer smtp;

    @BeforeEach
    void anEmptyInboxInFairWeather() throws Exception {
        http("DELETE", "/town/mail", "");
        http("DELETE", "/town/weather", "");
    }

    @Test
    void aTicketWithEverythingInItArrivesWhole() throws Exception {
        send(ticket("hanako@example.jp", "【参加券】朝のやさしいヨガ"));

        var letter = only("hanako@example.jp");
        assertThat(letter.path("subject").asString()).isEqualTo("【参加券】朝のやさしいヨガ");
        assertThat(letter.path("from").asString()).isEqualTo("集い <tickets@tsudoi.example>");
        assertThat(letter.path("text").asString()).isEqualTo("入口はこちらです。\r\n.先頭の点\r\nขอบคุณค่ะ");
        assertThat(letter.path("html").asString()).contains("<h1>ありがとうございます</h1>");
        var calendar = letter.path("calendar");
        assertThat(calendar.path("method").asString()).isEqualTo("REQUEST");
        assertThat(calendar.path("uid").asString()).isEqualTo("ticket-14@tsudoi.example");
        assertThat(calendar.path("sequence").asInt()).isEqualTo(2);
        assertThat(calendar.path("summary").asString()).isEqualTo("朝のやさしいヨガ, はじめての方 も");
        assertThat(calendar.path("start").asString()).startsWith("2026-12-0");
        var attachments = letter.path("attachments");
        assertThat(attachments.path(0).path("type").asString()).isEqualTo("text/calendar");
        assertThat(attachments.path(0).path("text").asString()).contains("UID:ticket-14");
        assertThat(attachments.path(1).path("name").asString()).isEqualTo("領収書.pdf");
        assertThat(attachments.path(1).path("type").asString()).isEqualTo("application/pdf");
        assertThat(letter.path("headers").toString()).contains("X-Order", "ord_14");

        var pdf = http("GET", attachments.path(1).path("url").asString(), "");
        assertThat(pdf.body()).isEqualTo("%PDF-1.7 領収書");
        assertThat(pdf.headers().firstValue("Content-Disposition"))
                .hasValueSatisfying(it -> assertThat(it).contains("attachment"));
    }

    @Test
    void aThaiSubjectIsReadable() throws Exception {
        send(ticket("somchai@example.th", "บัตรเข้าร่วมของคุณพร้อมแล้ว — โยคะยามเช้าอย่างอ่อนโยนสำหรับผู้เริ่มต้น"));
        assertThat(only("somchai@example.th").path("subject").asString())
                .isEqualTo("บัตรเข้าร่วมของคุณพร้อมแล้ว — โยคะยามเช้าอย่างอ่อนโยนสำหรับผู้เริ่มต้น");
    }

    @Test
    void theEnvelopeDecidesWhoGetsItAndTheNewestComesFirst() throws Exception {
        send(ticket("Hanako@Example.jp", "一通目"));
        String afterTheFirst = only("hanako@example.jp").path("at").asString();
        send(ticket("hanako@example.jp", "二通目"));
        send(ticket("taro@example.jp", "別の人へ"));

        assertThat(list("/town/mail?to=hanako@example.jp"))
                .extracting(it -> it.path("subject").asString())
                .containsExactly("二通目", "一通目");
        assertThat(list("/town/mail?to=hanako@example.jp&since=" + afterTheFirst))
                .extracting(it -> it.path("subject").asString())
                .containsExactly("二通目");
        assertThat(list("/town/mail")).hasSize(3);
        String id = list("/town/mail").iterator().next().path("id").asString();
        assertThat(http("GET", "/town/mail/" + id, "").body()).contains("別の人へ");
        assertThat(http("GET", "/town/mail/" + id + "/raw", "").body()).contains("Subject: =?UTF-8?");
        assertThat(http("GET", "/town/mail/nothing", "").statusCode()).isEqualTo(404);
    }

    @Test
    void whoeverAsksEarlyIsAnsweredWhenTheLetterComes() throws Exception {
        var asked = HttpClient.newHttpClient()
                .sendAsync(request("GET", "/town/mail?to=late@example.jp&wait=20", ""), BodyHandlers.ofString());
        send(ticket("late@example.jp", "お待たせしました"));
        assertThat(asked.join().body()).contains("お待たせしました");
    }

    @Test
    void theHtmlOfALetterMayRunNothingAndItsLinksOpenOutside() throws Exception {
        send(ticket("hanako@example.jp", "リンク"));
        var html =
                http("GET", "/town/mail/" + only("hanako@example.jp").path("id").asString() + "/html", "");
        assertThat(html.body()).contains("<base target=\"_top\">");
        assertThat(html.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'", "sandbox ")
                .doesNotContain("allow-scripts");
    }

    @Test
    void aSenderMeetsTheWeather() throws Exception {
        record Row(String mode, String answer, int kept) {}
        var rows = new Row[] {
            new Row("error-before", "451 4.3.0", 0),
            new Row("error-after", "451 4.3.0", 1),
            new Row("rate-limited", "450 4.2.1", 0),
            new Row("cut-before", "", 0),
            new Row("cut-after", "", 1),
            new Row("slow", "250 2.6.0", 1),
            new Row("slow-before", "250 2.6.0", 1),
            new Row("garbage", "\u0001\u0002", 1),
        };
        for (Row row : rows) {
            http("DELETE", "/town/mail", "");
            http("PUT", "/town/weather", """
                    {"provider":"mail","operation":"SMTP hanako*","mode":"%s","millis":20,"count":1}""".formatted(row.mode()));
            try (var talk = new Talk(smtp.port())) {
                assertThat(talk.deliver("hanako@example.jp")).as(row.mode()).startsWith(row.answer());
            }
            assertThat(list("/town/mail")).as(row.mode()).hasSize(row.kept());
        }
    }

    @Test
    void whoDoesNotExistIsRefusedForGood() {
        assertThatThrownBy(() -> send(ticket("no-such-user@example.jp", "届きません")))
                .isInstanceOf(SendFailedException.class)
                .hasStackTraceContaining("550 5.1.1");
    }

    @Test
    void commandsOutOfOrderAreRefusedAndTheConversationGoesOn() throws Exception {
        try (var talk = new Talk(smtp.port())) {
            assertThat(talk.say("MAIL FROM:<a@example.jp>")).startsWith("503");
            assertThat(talk.say("HELO me")).startsWith("250");
            assertThat(talk.say("DATA")).startsWith("503");
            assertThat(talk.say("RCPT TO:<b@example.jp>")).startsWith("503");
            assertThat(talk.say("MAIL FROM:a@example.jp")).startsWith("501");
            assertThat(talk.say("MAIL FROM:<a@example.jp> SIZE=99999999")).startsWith("552");
            assertThat(talk.say("FLY ME")).startsWith("500");
            assertThat(talk.say("AUTH PLAIN AGEAYg==")).startsWith("235");
            assertThat(talk.deliver("b@example.jp")).startsWith("250");
            assertThat(talk.say("QUIT")).startsWith("221");
        }
        assertThat(only("b@example.jp").path("text").asString()).isEqualTo("こんにちは\r\n");
    }

    private static final class Talk implements AutoCloseable {
        private final Socket socket;
        private final BufferedReader in;

        Talk(int port) throws IOException {
            socket = new Socket("127.0.0.1", port);
            socket.setSoTimeout(10_000);
            in = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
            in.readLine();
        }

        /// The answer; empty when the line was cut.
        String say(String line) throws IOException {
            socket.getOutputStream().write((line + "\r\n").getBytes(UTF_8));
            String answer = in.readLine();
            return answer == null ? "" : answer;
        }

        String deliver(String to) throws IOException {
            say("HELO me");
            say("MAIL FROM:<a@example.jp>");
            say("RCPT TO:<" + to + ">");
            say("DATA");
            return say("Subject: hi\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nこんにちは\r\n.")
                    .strip();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    private void send(MimeMessage message) throws MessagingException {
        Transport.send(message);
    }

    private MimeMessage ticket(String to, String subject) throws MessagingException {
        var settings = new Properties();
        settings.put("mail.smtp.host", "127.0.0.1");
        settings.put("mail.smtp.port", String.valueOf(smtp.port()));
        settings.put("mail.smtp.timeout", "10000");
        var message = new MimeMessage(Session.getInstance(settings));
        message.setFrom(InternetAddress.parse("=?UTF-8?B?6ZuG44GE?= <tickets@tsudoi.example>")[0]);
        message.setRecipients(Message.RecipientType.TO, to);
        message.setSubject(subject, "UTF-8");
        message.setHeader("X-Order", "ord_14");

        var text = new MimeBodyPart();
        text.setText("入口はこちらです。\r\n.先頭の点\r\nขอบคุณค่ะ", "UTF-8");
        var html = new MimeBodyPart();
        html.setContent("<h1>ありがとうございます</h1><a href=\"http://example.com\">入口</a>", "text/html; charset=UTF-8");
        var calendar = new MimeBodyPart();
        calendar.setDataHandler(new DataHandler(
                new ByteArrayDataSource(CALENDAR.getBytes(UTF_8), "text/calendar; charset=UTF-8; method=REQUEST")));
        var body = new MimeBodyPart();
        body.setContent(new MimeMultipart("alternative", text, html, calendar));
        var receipt = new MimeBodyPart();
        receipt.setDataHandler(
                new DataHandler(new ByteArrayDataSource("%PDF-1.7 領収書".getBytes(UTF_8), "application/pdf")));
        receipt.setFileName("領収書.pdf");
        message.setContent(new MimeMultipart("mixed", body, receipt));
        return message;
    }

    private JsonNode only(String to) throws Exception {
        var letters = list("/town/mail?to=" + to);
        assertThat(letters).hasSize(1);
        return letters.path(0);
    }

    private JsonNode list(String path) throws Exception {
        return JsonMapper.shared().readTree(http("GET", path, "").body());
    }

    private HttpResponse<String> http(String method, String path, String body) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request(method, path, body), BodyHandlers.ofString(UTF_8));
        }
    }

    private HttpRequest request(String method, String path, String body) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
    }
}
