package town.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.param.WebhookEndpointCreateParams;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/// A shop that tells its past begins days ago, and nobody hears of it afterwards.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "town.smtp.port=0")
class PastTest {
    private static final String VISA = "4242424242424242";

    @LocalServerPort
    int port;

    TownStripe town;

    @BeforeEach
    void begin() throws Exception {
        town = new TownStripe(port);
    }

    @AfterEach
    void end() throws Exception {
        town.json("PUT", "/town/stripe/webhooks", "{\"on\":true}");
        town.json("POST", "/town/reset", "");
    }

    @Test
    void aStoryBeginsInThePastAndEndsNow() throws Exception {
        var answer = town.json("POST", "/town/reset", "{\"ahead\":-864000}");
        assertThat(answer.body()).contains("\"PT-240H\"");
        var made = Instant.ofEpochSecond(town.session(1500).getCreated());
        assertThat(made).isBetween(daysAgo(10).minusSeconds(60), daysAgo(10).plusSeconds(60));
        town.json("POST", "/town/clock/advance", "{\"seconds\":864000}");
        assertThat(town.json("GET", "/town/clock", "").body()).contains("\"PT0S\"");
        assertThat(Instant.ofEpochSecond(town.session(1500).getCreated())).isAfter(daysAgo(1));
    }

    @Test
    void whatWaitedIsNotSentOnceItIsForgotten() throws Exception {
        town.json("POST", "/town/reset", "");
        try (var shop = new Receiver()) {
            town.json("PUT", "/town/stripe/webhooks", "{\"on\":false}");
            var wanted = WebhookEndpointCreateParams.EnabledEvent.ALL;
            town.client()
                    .v1()
                    .webhookEndpoints()
                    .create(WebhookEndpointCreateParams.builder()
                            .setUrl(shop.url())
                            .addEnabledEvent(wanted)
                            .build());
            town.paid(1500, VISA);
            assertThat(town.json("GET", "/town/stripe/webhooks", "").body()).doesNotContain("\"waiting\":0");
            var after = town.json("PUT", "/town/stripe/webhooks", "{\"on\":true,\"forget\":true}");
            assertThat(after.body()).contains("\"waiting\":0");
            assertThat(town.json("GET", "/town/stripe/deliveries", "").body()).isEqualTo("[]");
            assertThat(shop.got()).isEmpty();
        }
    }

    private static Instant daysAgo(int days) {
        return Instant.now().minus(Duration.ofDays(days));
    }
}
