package town.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.model.PaymentIntent;
import com.stripe.param.PaymentIntentCreateParams;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a page of the shop does in somebody's browser: with the publishable key and the secret of one intent.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "town.smtp.port=0")
class WalletsTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @LocalServerPort
    int port;

    @Autowired
    JsonMapper json;

    TownStripe town;

    @BeforeEach
    void begin() throws Exception {
        town = new TownStripe(port);
        town.json("POST", "/town/reset", "");
    }

    private PaymentIntent intent() throws Exception {
        return town.client()
                .v1()
                .paymentIntents()
                .create(PaymentIntentCreateParams.builder()
                        .setAmount(3000L)
                        .setCurrency("jpy")
                        .addPaymentMethodType("card")
                        .putMetadata("order", "ord_1")
                        .build());
    }

    private PaymentIntent again(PaymentIntent intent) throws Exception {
        return town.client().v1().paymentIntents().retrieve(intent.getId());
    }

    private record Told(int status, JsonNode body, HttpResponse<String> whole) {}

    private Told confirm(PaymentIntent intent, String token, String secret) throws Exception {
        var form = new LinkedHashMap<>(Map.of(
                "payment_method_data[type]", "card",
                "payment_method_data[card][token]", token,
                "return_url", "https://shop.example/wallet/1/back",
                "client_secret", secret,
                "key", "pk_test_town"));
        return post("/stripe/v1/payment_intents/" + intent.getId() + "/confirm", form);
    }

    private Told post(String path, Map<String, String> form) throws Exception {
        var body = form.entrySet().stream()
                .map(field -> URLEncoder.encode(field.getKey(), StandardCharsets.UTF_8) + "="
                        + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        var answer = HTTP.send(
                HttpRequest.newBuilder(URI.create(town.url() + path))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("Origin", "https://shop.example")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        return new Told(answer.statusCode(), json.readTree(answer.body()), answer);
    }

    @Test
    void aWalletPaysAndTheShopSeesWhichItWas() throws Exception {
        var intent = intent();
        var told = confirm(intent, "tok_apple_pay_visa", intent.getClientSecret());
        assertThat(told.status()).isEqualTo(200);
        assertThat(told.body().path("status").asString()).isEqualTo("succeeded");
        assertThat(told.whole().headers().firstValue("Access-Control-Allow-Origin"))
                .contains("*");
        var charge = town.client().v1().charges().retrieve(again(intent).getLatestCharge());
        assertThat(charge.getPaymentMethodDetails().getCard().getWallet().getType())
                .isEqualTo("apple_pay");
        var second = confirm(intent, "tok_google_pay_visa", intent.getClientSecret());
        assertThat(second.body().path("error").path("code").asString()).isEqualTo("payment_intent_unexpected_state");
    }

    @Test
    void aBrowserIsToldNothingOfTheShop() throws Exception {
        var intent = intent();
        var declined = confirm(intent, "tok_apple_pay_chargeDeclinedInsufficientFunds", intent.getClientSecret());
        assertThat(declined.status()).isEqualTo(402);
        var shown = declined.body().path("error").path("payment_intent");
        assertThat(shown.path("status").asString()).isEqualTo("requires_payment_method");
        assertThat(shown.has("metadata")).isFalse();
        assertThat(shown.has("latest_charge")).isFalse();
    }

    @Test
    void theBankMayAskAndIsAskedAgain() throws Exception {
        var intent = intent();
        for (int time = 0; time < 2; time++) {
            var told = confirm(intent, "tok_google_pay_threeDSecure2Required", intent.getClientSecret());
            assertThat(told.body()
                            .path("next_action")
                            .path("redirect_to_url")
                            .path("url")
                            .asString())
                    .endsWith("/stripe/3ds/" + intent.getId());
        }
    }

    @Test
    void withoutItsSecretNobodyIsTold() throws Exception {
        var intent = intent();
        for (var secret : List.of("", intent.getClientSecret() + "x", intent().getClientSecret())) {
            assertThat(confirm(intent, "tok_apple_pay_visa", secret).status()).isEqualTo(400);
        }
        assertThat(again(intent).getStatus()).isEqualTo("requires_payment_method");
    }

    @Test
    void thePublishableKeyIsGoodForNothingElse() throws Exception {
        assertThat(post("/stripe/v1/refunds", Map.of("key", "pk_test_town", "payment_intent", "pi_1"))
                        .status())
                .isEqualTo(401);
        assertThat(post("/stripe/v1/payment_intents", Map.of("key", "pk_test_town", "amount", "100", "currency", "jpy"))
                        .status())
                .isEqualTo(401);
    }
}
