package town.courier;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import town.TownApplication;
import town.stripe.Until;

/// What the wallets remember, and the news that nobody took, outlive a restart.
class WalletsRestartTest {
    private static final long SOON = 5000;

    @TempDir
    Path directory;

    private final HttpClient http = HttpClient.newHttpClient();
    private String base = "";

    @Test
    void moneyAndNewsSurviveARestart() throws Exception {
        String order;
        String capture;
        String tally;
        try (var shop = new Listener()) {
            shop.refuse(1000);
            try (var context = start(shop.url())) {
                base = base(context);
                order = order();
                call("POST", "/town/paypal/orders/" + order + "/approve", "{\"funding\":\"SLOW_REFUND\"}");
                var taken = api("POST", "/v2/checkout/orders/" + order + "/capture", "{}");
                capture = taken.path("purchase_units")
                        .path(0)
                        .path("payments")
                        .path("captures")
                        .path(0)
                        .path("id")
                        .asString();
                api("POST", "/v2/payments/captures/" + capture + "/refund", "{\"custom_id\":\"rf.1\"}");
                call("POST", "/town/paypal/captures/" + capture + "/dispute", "");
                tally = call("GET", "/town/paypal/tally", "").toString();
                assertThat(Until.within(
                                SOON,
                                () -> !shop.got("CUSTOMER.DISPUTE.CREATED").isEmpty()))
                        .isTrue();
            }
            shop.begin();
            try (var context = start(shop.url())) {
                base = base(context);
                assertThat(call("GET", "/town/paypal/tally", "").toString()).isEqualTo(tally);
                // The same request makes no second order, and the token is still good.
                assertThat(order()).isEqualTo(order);
                var shown = api("GET", "/v2/checkout/orders/" + order, "");
                assertThat(shown.path("status").asString()).isEqualTo("COMPLETED");
                assertThat(shown.path("purchase_units")
                                .path(0)
                                .path("payments")
                                .path("refunds")
                                .size())
                        .isEqualTo(1);
                call("POST", "/town/clock/advance", "{\"seconds\":60}");
                assertThat(Until.within(
                                SOON,
                                () -> shop.got("CHECKOUT.ORDER.APPROVED").size() == 1
                                        && shop.got("PAYMENT.CAPTURE.REFUNDED").size() == 1))
                        .isTrue();
            }
        }
    }

    private String order() throws Exception {
        return api(
                        "POST",
                        "/v2/checkout/orders",
                        "{\"intent\":\"CAPTURE\",\"purchase_units\":[{\"invoice_id\":\"pay_1\",\"amount\":"
                                + "{\"currency_code\":\"THB\",\"value\":\"350.50\"}}]}")
                .path("id")
                .asString();
    }

    private JsonNode api(String method, String path, String body) throws Exception {
        var pair = Base64.getEncoder()
                .encodeToString("town-paypal-client:town-paypal-secret".getBytes(StandardCharsets.UTF_8));
        var token = send(HttpRequest.newBuilder(URI.create(base + "/paypal/v1/oauth2/token"))
                        .header("Authorization", "Basic " + pair)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString("grant_type=client_credentials")))
                .path("access_token")
                .asString();
        return send(HttpRequest.newBuilder(URI.create(base + "/paypal" + path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .header("Prefer", "return=representation")
                .header("PayPal-Request-Id", "same")
                .method(method, BodyPublishers.ofString(body)));
    }

    private JsonNode call(String method, String path, String body) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(base + path))
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body)));
    }

    private JsonNode send(HttpRequest.Builder request) throws Exception {
        var response = http.send(request.build(), BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isBetween(200, 299);
        return response.body().isEmpty()
                ? JsonMapper.shared().createObjectNode()
                : JsonMapper.shared().readTree(response.body());
    }

    private ConfigurableApplicationContext start(String webhookUrl) {
        return new SpringApplicationBuilder(TownApplication.class)
                .run(
                        "--server.port=0",
                        "--town.smtp.port=0",
                        "--town.url=http://127.0.0.1:0",
                        "--town.paypal.webhook-url=" + webhookUrl,
                        "--town.data=" + directory);
    }

    private static String base(ConfigurableApplicationContext context) {
        var server = ((WebServerApplicationContext) context).getWebServer();
        return "http://127.0.0.1:" + Objects.requireNonNull(server).getPort();
    }
}
