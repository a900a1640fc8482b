package town.omise;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import town.stripe.Until;
import town.webhook.Caller;
import town.webhook.Listener;
import town.webhook.Listener.Got;

/// News reaches the shop, signed, in every weather.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "town.smtp.port=0")
class OmiseWebhookTest {
    private static final long SOON = 5000;
    private static final String SECRET = "dG93bi1vbWlzZS13ZWJob29rLXNlY3JldA==";
    private static final Listener SHOP = new Listener();

    @LocalServerPort
    int port;

    Caller omise;

    @DynamicPropertySource
    static void listen(DynamicPropertyRegistry registry) {
        registry.add("town.omise.webhook-url", SHOP::url);
    }

    @AfterAll
    static void stop() {
        SHOP.close();
    }

    @BeforeEach
    void begin() throws Exception {
        omise = new Caller(port, "/omise", "skey_test_town");
        omise.town("POST", "/town/reset", "");
        SHOP.refuse(0);
        SHOP.forget();
    }

    private String charged() throws Exception {
        return OmiseApiTest.charge(omise, "promptpay", 10_000).text("/id");
    }

    private void comes(String key, int times) throws Exception {
        assertThat(Until.within(SOON, () -> SHOP.got("key", key).size() >= times))
                .as(key)
                .isTrue();
        assertThat(SHOP.got("key", key)).hasSize(times);
    }

    private void weather(String mode) throws Exception {
        omise.town("PUT", "/town/weather", "{\"provider\":\"omise\",\"mode\":\"" + mode + "\",\"count\":1}");
    }

    private static Instant signedAt(Got got) {
        return Instant.ofEpochSecond(Long.parseLong(got.headers().get("omise-signature-timestamp")));
    }

    private static boolean isSigned(Got got) {
        return Signature.header(List.of(SECRET), signedAt(got), got.body())
                .equals(got.headers().get("omise-signature"));
    }

    @Test
    void aPaymentIsToldInSignedEvents() throws Exception {
        var id = charged();
        comes("charge.create", 1);
        omise.town("POST", "/town/omise/charges/" + id + "/pay", "");
        comes("charge.complete", 1);
        var got = SHOP.got("key", "charge.complete").getFirst();
        assertThat(isSigned(got)).isTrue();
        assertThat(got.json().path("object").asString()).isEqualTo("event");
        assertThat(got.json().at("/data/object").asString()).isEqualTo("charge");
        assertThat(got.json().at("/data/id").asString()).isEqualTo(id);
        assertThat(got.json().at("/data/status").asString()).isEqualTo("successful");
        assertThat(omise.get("/events/" + got.json().path("id").asString()).text("/key"))
                .isEqualTo("charge.complete");
        assertThat(omise.get("/events?order=reverse_chronological")
                        .json()
                        .path("total")
                        .asInt())
                .isEqualTo(2);
    }

    @Test
    void aRefundADeclineAndAnEndAreToldToo() throws Exception {
        var id = charged();
        omise.town("POST", "/town/omise/charges/" + id + "/pay", "");
        omise.post("/charges/" + id + "/refunds", "{\"amount\":1000}");
        comes("refund.create", 1);
        var refund = SHOP.got("key", "refund.create").getFirst().json();
        assertThat(refund.at("/data/object").asString()).isEqualTo("refund");
        assertThat(refund.at("/data/charge").asString()).isEqualTo(id);
        omise.town("POST", "/town/omise/charges/" + charged() + "/decline", "");
        comes("charge.complete", 2);
        charged();
        omise.town("POST", "/town/clock/advance", "{\"seconds\":86401}");
        comes("charge.expire", 1);
    }

    @Test
    void aChargeMayNameItsOwnAddress() throws Exception {
        try (var own = new Listener()) {
            var source = OmiseApiTest.source(omise, "promptpay", 2000).text("/id");
            omise.post(
                    "/charges",
                    "{\"amount\":2000,\"currency\":\"thb\",\"source\":\"" + source + "\",\"webhook_endpoints\":[\""
                            + own.url() + "\"]}");
            assertThat(Until.within(SOON, () -> own.got().size() == 1)).isTrue();
            assertThat(SHOP.got()).isEmpty();
        }
    }

    @Test
    void aForgeryComesAlongAndItsSignatureIsWrong() throws Exception {
        weather("webhook-forged");
        charged();
        comes("charge.create", 2);
        assertThat(SHOP.got()).filteredOn(OmiseWebhookTest::isSigned).hasSize(1);
        assertThat(SHOP.got())
                .filteredOn(it -> !isSigned(it))
                .singleElement()
                .satisfies(it ->
                        assertThat(it.json().at("/data/status").asString()).isEqualTo("successful"));
    }

    @Test
    void staleNewsIsRightlySignedLongAgo() throws Exception {
        weather("webhook-stale");
        charged();
        comes("charge.create", 1);
        assertThat(SHOP.got()).allMatch(OmiseWebhookTest::isSigned);
        assertThat(signedAt(SHOP.got().getFirst())).isBefore(Instant.now().minusSeconds(3000));
    }

    @Test
    void lostNewsNeverComesAndTwiceMeansTwice() throws Exception {
        weather("webhook-lost");
        var id = charged();
        weather("webhook-twice");
        omise.town("POST", "/town/omise/charges/" + id + "/pay", "");
        comes("charge.complete", 2);
        assertThat(SHOP.got("key", "charge.create")).isEmpty();
    }
}
