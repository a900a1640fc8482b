package town.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import town.Passerby;
import town.TownApplication;

class AgentRestartTest {
    private static final String CODE = "91929023252070000010123499900199999900106050";

    @TempDir
    Path directory;

    @Test
    void whatStoresAndPayersDidSurvivesARestart() throws Exception {
        byte[] collected;
        byte[] notice;
        try (var context = start()) {
            var passerby = new Passerby(port(context));
            passerby.post("/town/agent/receipts", Map.of("code", CODE));
            passerby.post("/town/bank/deposits", Map.of("yen", 1500, "payer", "ヤマダ ハナコ"));
            collected = passerby.file("/agent/files/latest.csv").body();
            notice = passerby.file("/bank/files/notice.txt").body();
        }
        try (var context = start()) {
            var passerby = new Passerby(port(context));
            assertThat(passerby.file("/agent/files/latest.csv").body()).isEqualTo(collected);
            assertThat(passerby.file("/bank/files/notice.txt").body()).isEqualTo(notice);
            assertThat(passerby.post("/town/agent/receipts/r1/confirm", Map.of())
                            .statusCode())
                    .isEqualTo(200);
            assertThat(Passerby.json(passerby.post("/town/agent/receipts", Map.of("code", CODE)))
                            .path("id")
                            .asString())
                    .isEqualTo("r2");
            assertThat(Passerby.json(passerby.post("/town/bank/deposits", Map.of("yen", 100, "payer", "A")))
                            .path("number")
                            .asInt())
                    .isEqualTo(2);
        }
    }

    private ConfigurableApplicationContext start() {
        return new SpringApplicationBuilder(TownApplication.class)
                .run("--server.port=0", "--town.smtp.port=0", "--town.data=" + directory);
    }

    private static int port(ConfigurableApplicationContext context) {
        var server = ((WebServerApplicationContext) context).getWebServer();
        return Objects.requireNonNull(server).getPort();
    }
}
