package town.paypay;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A caller of PayPay's API who knows nothing but HTTP.
final class PayPayCaller {
    private static final String TYPE = "application/json;charset=UTF-8;";

    private final HttpClient client = HttpClient.newHttpClient();
    private final String base;
    private String secret = "town-paypay-secret";

    record Answer(int status, JsonNode json, String body) {
        String text(String... path) {
            var at = json;
            for (var step : path) {
                at = step.matches("[0-9]+") ? at.path(Integer.parseInt(step)) : at.path(step);
            }
            return at.asString("");
        }

        String code() {
            return text("resultInfo", "code");
        }
    }

    PayPayCaller(int port) {
        base = "http://127.0.0.1:" + port;
    }

    PayPayCaller with(String otherSecret) {
        secret = otherSecret;
        return this;
    }

    Answer api(String method, String path, String body) throws Exception {
        return api(method, path, body, town("GET", "/clock", "").text("now"), null);
    }

    Answer api(String method, String path, String body, String at, @Nullable String merchant) throws Exception {
        var epoch = Long.toString(Instant.parse(at).getEpochSecond());
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        var plain = path.contains("?") ? path.substring(0, path.indexOf('?')) : path;
        var header = OpaAuthorization.header(
                "town-paypay-key",
                secret,
                method,
                plain,
                UUID.randomUUID().toString().substring(0, 8),
                epoch,
                body.isEmpty() ? null : TYPE,
                bytes);
        var request =
                HttpRequest.newBuilder(URI.create(base + "/paypay" + path)).header("Authorization", header);
        if (!body.isEmpty()) {
            request.header("Content-Type", TYPE);
        }
        if (merchant != null) {
            request.header("X-ASSUME-MERCHANT", merchant);
        }
        return send(
                request.method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(bytes)));
    }

    static String code(String id, long yen) {
        return """
                {"merchantPaymentId":"%s","amount":{"amount":%d,"currency":"JPY"},"codeType":"ORDER_QR",
                "orderDescription":"朝のヨガ","isAuthorization":false,"redirectUrl":"https://shop.example/back",
                "redirectType":"WEB_LINK","requestedAt":1700000000}""".formatted(id, yen);
    }

    Answer make(String id, long yen) throws Exception {
        return api("POST", "/v2/codes", code(id, yen));
    }

    Answer payment(String id) throws Exception {
        return api("GET", "/v2/codes/payments/" + id, "");
    }

    /// @return PayPay's name of the payment
    String paid(String id, long yen) throws Exception {
        var code = make(id, yen).text("data", "codeId");
        return pay(code, "{}").text("paymentId");
    }

    Answer pay(String code, String how) throws Exception {
        return town("POST", "/paypay/codes/" + code + "/pay", how);
    }

    Answer refund(String payment, long yen, String id) throws Exception {
        return api("POST", "/v2/refunds", """
                {"merchantRefundId":"%s","paymentId":"%s","amount":{"amount":%d,"currency":"JPY"},
                "requestedAt":1700000000,"reason":"中止"}""".formatted(id, payment, yen));
    }

    Answer town(String method, String path, String body) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(base + "/town" + path))
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body)));
    }

    Answer page(String method, String path) throws Exception {
        var response = client.send(
                HttpRequest.newBuilder(URI.create(path.startsWith("http") ? path : base + path))
                        .header("Accept-Language", "ja")
                        .method(method, BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofString());
        var to = response.headers().firstValue("Location").orElse("");
        return new Answer(
                response.statusCode(), JsonMapper.shared().createObjectNode().put("location", to), response.body());
    }

    Answer send(HttpRequest.Builder request) throws Exception {
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
