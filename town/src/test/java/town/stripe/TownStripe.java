package town.stripe;

import com.stripe.StripeClient;
import com.stripe.model.checkout.Session;
import com.stripe.net.RequestOptions;
import com.stripe.param.checkout.SessionCreateParams;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/// A Town on a port, as the official client, plain HTTP and a person's browser see it.
record TownStripe(int port) {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    String url() {
        return "http://127.0.0.1:" + port;
    }

    StripeClient client() {
        return StripeClient.builder()
                .setApiKey("sk_test_town")
                .setApiBase(url() + "/stripe")
                .setMaxNetworkRetries(0)
                .build();
    }

    static SessionCreateParams.Builder wanted(long yen) {
        return SessionCreateParams.builder()
                .setMode(SessionCreateParams.Mode.PAYMENT)
                .setSuccessUrl("https://shop.example/thanks?session={CHECKOUT_SESSION_ID}")
                .setCancelUrl("https://shop.example/back")
                .setClientReferenceId("order-1")
                .setCustomerEmail("hanako@example.jp")
                .setLocale(SessionCreateParams.Locale.JA)
                .putMetadata("order", "1")
                .setPaymentIntentData(SessionCreateParams.PaymentIntentData.builder()
                        .putMetadata("order", "1")
                        .build())
                .addLineItem(SessionCreateParams.LineItem.builder()
                        .setQuantity(1L)
                        .setPriceData(SessionCreateParams.LineItem.PriceData.builder()
                                .setCurrency("jpy")
                                .setUnitAmount(yen)
                                .setProductData(SessionCreateParams.LineItem.PriceData.ProductData.builder()
                                        .setName("朝のやさしいヨガ")
                                        .build())
                                .build())
                        .build());
    }

    Session session(long yen) throws Exception {
        return client().v1().checkout().sessions().create(wanted(yen).build());
    }

    /// A session paid with that card; the card's holder approves when asked.
    Session paid(long yen, String card) throws Exception {
        var session = session(yen);
        json("POST", "/town/stripe/sessions/" + session.getId() + "/pay", "{\"card\":\"" + card + "\"}");
        return client().v1().checkout().sessions().retrieve(session.getId());
    }

    static RequestOptions key(String key) {
        return RequestOptions.builder().setIdempotencyKey(key).build();
    }

    HttpResponse<String> json(String method, String path, String body) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(url() + path))
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body)));
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(url() + path)).header("Accept", "text/html,*/*"));
    }

    /// What a browser does with a form.
    HttpResponse<String> form(String path, Map<String, String> fields) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(url() + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(encoded(fields))));
    }

    HttpRequest.Builder api(String path) {
        return HttpRequest.newBuilder(URI.create(url() + "/stripe" + path))
                .header("Authorization", "Bearer sk_test_town");
    }

    HttpResponse<String> post(String path, String key, Map<String, String> fields)
            throws IOException, InterruptedException {
        return send(api(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Idempotency-Key", key)
                .POST(BodyPublishers.ofString(encoded(fields))));
    }

    static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }

    static String encoded(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> URLEncoder.encode(field.getKey(), StandardCharsets.UTF_8) + "="
                        + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
