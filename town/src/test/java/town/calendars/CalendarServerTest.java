package town.calendars;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.json.JsonMapper;
import town.Passerby;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "town.smtp.port=0")
class CalendarServerTest {
    private static final String FILE = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n";

    @LocalServerPort
    int port;

    Passerby passerby;

    @BeforeEach
    void begin() throws Exception {
        passerby = new Passerby(port);
        passerby.post("/town/reset", Map.of());
    }

    @Test
    void aCalendarIsReadAtItsSecretAddressUntilThatIsRenewed() throws Exception {
        var path =
                Passerby.json(passerby.get("/town/calendars/hana")).path("path").asString();
        write("hana", FILE);
        var answer = passerby.get(path);
        assertThat(answer.body()).isEqualTo(FILE);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/calendar");
        var tag = answer.headers().firstValue("ETag").orElseThrow();
        assertThat(known(path, tag)).isEqualTo(304);
        write("hana", FILE.replace("END", "X-WR-CALNAME:Hana\r\nEND"));
        assertThat(known(path, tag)).isEqualTo(200);
        passerby.post("/town/calendars/hana/secret", Map.of());
        assertThat(passerby.get(path).statusCode()).isEqualTo(404);
    }

    private void write(String name, String file) throws Exception {
        var body = JsonMapper.builder().build().writeValueAsString(Map.of("file", file));
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/town/calendars/" + name))
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(body))
                .build();
        try (var http = HttpClient.newHttpClient()) {
            assertThat(http.send(request, BodyHandlers.discarding()).statusCode())
                    .isEqualTo(200);
        }
    }

    private int known(String path, String tag) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("If-None-Match", tag)
                .build();
        try (var http = HttpClient.newHttpClient()) {
            return http.send(request, BodyHandlers.discarding()).statusCode();
        }
    }
}
