package town.nta;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import town.Passerby;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "town.smtp.port=0")
class RegisterApiTest {
    @LocalServerPort
    int port;

    Passerby passerby;

    @BeforeEach
    void begin() throws Exception {
        passerby = new Passerby(port);
        passerby.post("/town/reset", Map.of());
    }

    private static String asking(String number) {
        return "/nta/1/num?id=town-nta-id01&number=" + number + "&type=21&history=0";
    }

    @Test
    void whoIsRegisteredIsToldWithTheAgencysOwnSpelling() throws Exception {
        var answer = Passerby.json(passerby.get(asking("T7000012050002,T0000000000000")));
        assertThat(answer.path("count").asString()).isEqualTo("1");
        var row = answer.path("announcement").get(0);
        assertThat(row.path("registratedNumber").asString()).isEqualTo("T7000012050002");
        assertThat(row.path("registrationDate").asString()).isEqualTo("2023-10-01");
        assertThat(row.path("expireDate").asString()).isEmpty();
        assertThat(row.size()).isEqualTo(24);
    }

    @Test
    void whoIsNotIsInNoRow() throws Exception {
        var answer = Passerby.json(passerby.get(asking("T0000000000000")));
        assertThat(answer.path("count").asString()).isEqualTo("0");
        assertThat(answer.path("announcement").isEmpty()).isTrue();
    }

    @Test
    void anUnknownApplicationAndANumberThatIsNoneAreRefused() throws Exception {
        assertThat(passerby.get("/nta/1/num?id=x&number=T7000012050002&type=21&history=0")
                        .statusCode())
                .isEqualTo(403);
        assertThat(passerby.get(asking("7000012050002")).statusCode()).isEqualTo(400);
    }
}
