package town;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "town.smtp.port=0")
class FrontPageTest {
    @LocalServerPort
    int port;

    @Test
    void theFrontPageSpeaksTheLanguageAskedFor() throws Exception {
        assertThat(get("/?lang=ja")).contains("lang=\"ja\"", "町へようこそ");
        assertThat(get("/?lang=en")).contains("lang=\"en\"", "Welcome to Town");
        assertThat(get("/?lang=th")).contains("lang=\"th\"", "ยินดีต้อนรับ");
    }

    private String get(String path) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                    .build();
            return client.send(request, BodyHandlers.ofString()).body();
        }
    }
}
