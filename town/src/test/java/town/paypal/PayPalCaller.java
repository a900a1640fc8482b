package town.paypal;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A caller of PayPal's API who knows nothing but HTTP.
final class PayPalCaller {
    static final String BALANCE = "{}";

    private final HttpClient client = HttpClient.newHttpClient();
    private final String base;
    private String token = "";

    record Answer(int status, JsonNode json, String body) {
        String text(String... path) {
            var at = json;
            for (var step : path) {
                at = step.matches("[0-9]+") ? at.path(Integer.parseInt(step)) : at.path(step);
            }
            return at.asString("");
        }

        String issue() {
            return text("details", "0", "issue");
        }

        String link(String rel) {
            for (var link : json.path("links")) {
                if (link.path("rel").asString().equals(rel)) {
                    return link.path("href").asString();
                }
            }
            return "";
        }
    }

    PayPalCaller(int port) {
        base = "http://127.0.0.1:" + port;
    }

    PayPalCaller signedIn() throws Exception {
        token = token("town-paypal-client:town-paypal-secret", "grant_type=client_credentials")
                .text("access_token");
        return this;
    }

    PayPalCaller as(String other) {
        token = other;
        return this;
    }

    Answer token(String pair, String form) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(base + "/paypal/v1/oauth2/token"))
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
    }

    Answer get(String path) throws Exception {
        return api("GET", path, "", null);
    }

    Answer post(String path, String body, @Nullable String requestId) throws Exception {
        return api("POST", path, body, requestId);
    }

    Answer delete(String path) throws Exception {
        return api("DELETE", path, "", null);
    }

    private Answer api(String method, String path, String body, @Nullable String requestId) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(base + "/paypal" + path))
                .header("Prefer", "return=representation")
                .header("Content-Type", "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        if (requestId != null) {
            request.header("PayPal-Request-Id", requestId);
        }
        return send(request);
    }

    /// An order for yen, by a wallet, named `id` wherever a shop names it.
    Answer order(String id, long yen) throws Exception {
        return post("/v2/checkout/orders", order("JPY", Long.toString(yen), id), id);
    }

    static String order(String currency, String value, String id) {
        return """
                {"intent":"CAPTURE","purchase_units":[{"reference_id":"default","custom_id":"order-1",
                "invoice_id":"%s","description":"朝のヨガ",
                "amount":{"currency_code":"%s","value":"%s"}}],
                "payment_source":{"paypal":{"experience_context":{"brand_name":"Tsudoi","locale":"ja-JP",
                "shipping_preference":"NO_SHIPPING","user_action":"PAY_NOW",
                "return_url":"https://shop.example/back?a=1","cancel_url":"https://shop.example/leave"}}}}""".formatted(id, currency, value);
    }

    /// An order that was approved and captured.
    ///
    /// @return the capture
    String paid(String id, long yen, String funding) throws Exception {
        var order = order(id, yen).text("id");
        approve(order, funding);
        return post("/v2/checkout/orders/" + order + "/capture", "", "take-" + id)
                .text("purchase_units", "0", "payments", "captures", "0", "id");
    }

    void approve(String order, String funding) throws Exception {
        town(
                "POST",
                "/paypal/orders/" + order + "/approve",
                funding.startsWith("{") ? funding : """
                {"funding":"%s"}""".formatted(funding));
    }

    Answer refund(String capture, @Nullable Long yen, String id) throws Exception {
        var amount = yen == null ? "" : """
                "amount":{"currency_code":"JPY","value":"%d"},""".formatted(yen);
        return post("/v2/payments/captures/" + capture + "/refund", """
                {%s"custom_id":"%s","note_to_payer":"ごめんなさい"}""".formatted(amount, id), id);
    }

    Answer town(String method, String path, String body) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(base + "/town" + path))
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body)));
    }

    Answer page(String method, String path, String form) throws Exception {
        var response = client.send(
                HttpRequest.newBuilder(URI.create(path.startsWith("http") ? path : base + path))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("Accept-Language", "en")
                        .method(method, BodyPublishers.ofString(form))
                        .build(),
                BodyHandlers.ofString());
        var to = response.headers().firstValue("Location").orElse("");
        return new Answer(
                response.statusCode(), JsonMapper.shared().createObjectNode().put("location", to), response.body());
    }

    private Answer send(HttpRequest.Builder request) throws Exception {
        var response = client.send(request.build(), BodyHandlers.ofString());
        JsonNode json;
        try {
            json = response.body().isEmpty()
                    ? JsonMapper.shared().createObjectNode()
                    : JsonMapper.shared().readTree(response.body());
        } catch (JacksonException _) {
            json = JsonMapper.shared().createObjectNode();
        }
        return new Answer(response.statusCode(), json, response.body());
    }
}
