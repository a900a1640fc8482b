package town.komoju;

import static org.assertj.core.api.Assertions.assertThat;

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
class KomojuWebhookTest {
    private static final long SOON = 5000;
    private static final String SECRET = "town-komoju-webhook-secret";
    private static final Listener SHOP = new Listener();

    @LocalServerPort
    int port;

    Caller komoju;

    @DynamicPropertySource
    static void listen(DynamicPropertyRegistry registry) {
        registry.add("town.komoju.webhook-url", SHOP::url);
    }

    @AfterAll
    static void stop() {
        SHOP.close();
    }

    @BeforeEach
    void begin() throws Exception {
        komoju = new Caller(port, "/komoju/api/v1", "sk_test_town_komoju");
        komoju.town("POST", "/town/reset", "");
        SHOP.refuse(0);
        SHOP.forget();
    }

    private String issued() throws Exception {
        return komoju.post("/payments", KomojuApiTest.wanted("lawson", 3300, "order-1"))
                .text("/id");
    }

    private void pay(String id) throws Exception {
        komoju.town("POST", "/town/komoju/payments/" + id + "/pay", "{\"late\":true}");
    }

    private void comes(String type, int times) throws Exception {
        assertThat(Until.within(SOON, () -> SHOP.got("type", type).size() >= times))
                .as(type)
                .isTrue();
        assertThat(SHOP.got("type", type)).hasSize(times);
    }

    private void weather(String mode, String more) throws Exception {
        komoju.town("PUT", "/town/weather", "{\"provider\":\"komoju\",\"mode\":\"" + mode + "\"" + more + "}");
    }

    private static boolean isSigned(Got got) {
        return Signature.of(SECRET, got.body()).equals(got.headers().get("x-komoju-signature"));
    }

    @Test
    void aPaymentIsToldInSignedEvents() throws Exception {
        var id = issued();
        comes("payment.authorized", 1);
        pay(id);
        comes("payment.captured", 1);
        var got = SHOP.got("type", "payment.captured").getFirst();
        assertThat(isSigned(got)).isTrue();
        assertThat(got.headers())
                .containsEntry("x-komoju-event", "payment.captured")
                .containsEntry("user-agent", "Komoju-Webhook")
                .containsKey("x-komoju-id");
        assertThat(got.json().at("/data/id").asString()).isEqualTo(id);
        assertThat(got.json().at("/data/status").asString()).isEqualTo("captured");
        assertThat(komoju.get("/events/" + got.json().path("id").asString()).text("/type"))
                .isEqualTo("payment.captured");
    }

    @Test
    void everyEndIsToldToo() throws Exception {
        komoju.post("/payments/" + issued() + "/cancel", "");
        comes("payment.cancelled", 1);
        komoju.town("POST", "/town/komoju/payments/" + issued() + "/fail", "");
        comes("payment.failed", 1);
        var late = issued();
        komoju.town("POST", "/town/clock/advance", "{\"seconds\":" + 4 * 24 * 3600 + "}");
        comes("payment.expired", 1);
        pay(late);
        comes("payment.captured", 1);
        var asked = komoju.post("/payments/" + late + "/refund_request", """
                {"amount":3300,"customer_name":"ｻｲﾄｳ","bank_name":"銀行","branch_number":"100",\
                "account_type":"normal","account_number":"1234567"}""");
        komoju.town("POST", "/town/komoju/refund-requests/" + asked.text("/refund_requests/0/id") + "/approve", "");
        comes("payment.refund.created", 1);
        comes("payment.refunded", 1);
    }

    @Test
    void aRefusedDeliveryIsTriedAgain() throws Exception {
        SHOP.refuse(1);
        issued();
        assertThat(Until.within(SOON, () -> SHOP.got().size() == 1)).isTrue();
        assertThat(Until.within(
                        SOON,
                        () -> komoju.town("GET", "/town/komoju/deliveries", "")
                                .body()
                                .contains("\"answer\":\"500\"")))
                .isTrue();
        komoju.town("POST", "/town/clock/advance", "{\"seconds\":2}");
        comes("payment.authorized", 2);
    }

    @Test
    void newsComesTwice() throws Exception {
        weather("webhook-twice", ",\"count\":1");
        issued();
        comes("payment.authorized", 2);
        assertThat(SHOP.got()).allMatch(KomojuWebhookTest::isSigned);
    }

    @Test
    void newsIsLost() throws Exception {
        weather("webhook-lost", ",\"count\":1");
        var id = issued();
        pay(id);
        comes("payment.captured", 1);
        assertThat(SHOP.got("type", "payment.authorized")).isEmpty();
    }

    @Test
    void newsComesLastFirst() throws Exception {
        weather("webhook-reversed", ",\"millis\":60000");
        pay(issued());
        komoju.town("POST", "/town/clock/advance", "{\"seconds\":61}");
        assertThat(Until.within(SOON, () -> SHOP.got().size() == 2)).isTrue();
        assertThat(SHOP.got().getFirst().json().path("type").asString()).isEqualTo("payment.captured");
    }

    @Test
    void newsIsLate() throws Exception {
        weather("webhook-delayed", ",\"millis\":60000,\"count\":1");
        var id = issued();
        pay(id);
        comes("payment.captured", 1);
        assertThat(SHOP.got("type", "payment.authorized")).isEmpty();
        komoju.town("POST", "/town/clock/advance", "{\"seconds\":61}");
        comes("payment.authorized", 1);
    }

    @Test
    void aForgeryComesAlongAndItsSignatureIsWrong() throws Exception {
        weather("webhook-forged", ",\"count\":1");
        issued();
        comes("payment.authorized", 2);
        assertThat(SHOP.got()).filteredOn(KomojuWebhookTest::isSigned).hasSize(1);
        assertThat(SHOP.got())
                .filteredOn(it -> !isSigned(it))
                .singleElement()
                .satisfies(it ->
                        assertThat(it.json().at("/data/status").asString()).isEqualTo("captured"));
    }

    @Test
    void whileOffNewsWaitsOrIsForgotten() throws Exception {
        komoju.town("PUT", "/town/komoju/webhooks", "{\"on\":false}");
        issued();
        assertThat(komoju.town("GET", "/town/komoju/webhooks", "").text("/waiting"))
                .isEqualTo("1");
        komoju.town("PUT", "/town/komoju/webhooks", "{\"on\":true,\"forget\":true}");
        pay(issued());
        comes("payment.captured", 1);
        assertThat(SHOP.got("type", "payment.authorized")).hasSize(1);
    }
}
