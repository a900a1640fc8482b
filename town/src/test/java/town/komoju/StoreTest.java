package town.komoju;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import town.TownApplication;
import town.webhook.Caller;
import town.webhook.Caller.Answer;

/// What somebody with a number and cash meets.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "town.smtp.port=0")
class StoreTest {
    @LocalServerPort
    int port;

    Caller komoju;

    @BeforeEach
    void begin() throws Exception {
        komoju = new Caller(port, "/komoju/api/v1", "sk_test_town_komoju");
        komoju.town("POST", "/town/reset", "");
    }

    private static String terminal(Answer payment, String receipt) {
        return "/store/" + payment.text("/payment_details/store") + "?lang=en&receipt=" + receipt + "&confirmation="
                + payment.text("/payment_details/confirmation_code");
    }

    private Answer issued(String store) throws Exception {
        return komoju.post("/payments", KomojuApiTest.wanted(store, 3300, "order-1"));
    }

    @ParameterizedTest
    @EnumSource
    void aNumberIsLookedUpAndPaidInCash(Chain chain) throws Exception {
        assertThat(komoju.page("/store?lang=ja").body()).contains(chain.ownName());
        var payment = issued(chain.word());
        var receipt = payment.text("/payment_details/receipt");
        var check = komoju.page(terminal(payment, receipt.substring(0, 4) + "-" + receipt.substring(4)));
        assertThat(check.body()).contains("Is this right?", "Tsudoi", "¥3,300", "朝のヨガ");
        var paid = komoju.submit(
                "/store/" + chain.word() + "/pay",
                Map.of("receipt", receipt, "confirmation", payment.text("/payment_details/confirmation_code")));
        assertThat(paid.status()).isEqualTo(303);
        assertThat(komoju.page(paid.whole().headers().firstValue("Location").orElseThrow() + "?lang=en")
                        .body())
                .contains("¥3,300 was taken");
        assertThat(komoju.get("/payments/" + payment.text("/id")).text("/status"))
                .isEqualTo("captured");
        assertThat(komoju.page(terminal(payment, receipt)).body()).contains("This was paid already.");
    }

    @Test
    void wrongNumbersAndAnotherStoreFindNothing() throws Exception {
        var payment = issued("lawson");
        var receipt = payment.text("/payment_details/receipt");
        assertThat(komoju.page("/store/lawson?lang=en&receipt=" + receipt + "&confirmation=1")
                        .body())
                .contains("Nothing is to be paid under this number.");
        var elsewhere = komoju.page("/store/ministop?lang=en&receipt=" + receipt + "&confirmation="
                + payment.text("/payment_details/confirmation_code"));
        assertThat(elsewhere.status()).isEqualTo(422);
        assertThat(elsewhere.body()).contains("Nothing is to be paid under this number.");
    }

    @Test
    void anExpiredOrWithdrawnNumberTakesNoCash() throws Exception {
        var payment = issued("seven-eleven");
        komoju.post("/payments/" + payment.text("/id") + "/cancel", "");
        var receipt = payment.text("/payment_details/receipt");
        assertThat(komoju.page(terminal(payment, receipt)).body()).contains("withdrawn by the shop");
        var late = issued("seven-eleven");
        komoju.town("POST", "/town/clock/advance", "{\"seconds\":" + 4 * 24 * 3600 + "}");
        var number = late.text("/payment_details/receipt");
        assertThat(komoju.page(terminal(late, number)).body()).contains("The time to pay is over.");
        komoju.submit("/store/seven-eleven/pay", Map.of("receipt", number));
        assertThat(komoju.get("/payments/" + late.text("/id")).text("/status")).isEqualTo("expired");
    }

    @Test
    void numbersSurviveARestart(@TempDir Path directory) throws Exception {
        Answer payment;
        try (var context = start(directory)) {
            var town = new Caller(port(context), "/komoju/api/v1", "sk_test_town_komoju");
            payment = town.post("/payments", KomojuApiTest.wanted("lawson", 500, "a"), "X-KOMOJU-IDEMPOTENCY", "k");
        }
        try (var context = start(directory)) {
            var town = new Caller(port(context), "/komoju/api/v1", "sk_test_town_komoju");
            assertThat(town.get("/payments/" + payment.text("/id")).json()).isEqualTo(payment.json());
            var again = town.post("/payments", KomojuApiTest.wanted("lawson", 500, "a"), "X-KOMOJU-IDEMPOTENCY", "k");
            assertThat(again.json()).isEqualTo(payment.json());
            town.town("POST", "/town/clock/advance", "{\"seconds\":" + 4 * 24 * 3600 + "}");
            assertThat(town.get("/payments/" + payment.text("/id")).text("/status"))
                    .isEqualTo("expired");
        }
    }

    private static ConfigurableApplicationContext start(Path directory) {
        return new SpringApplicationBuilder(TownApplication.class)
                .run("--server.port=0", "--town.smtp.port=0", "--town.url=http://town", "--town.data=" + directory);
    }

    private static int port(ConfigurableApplicationContext context) {
        var server = ((WebServerApplicationContext) context).getWebServer();
        return Objects.requireNonNull(server).getPort();
    }
}
