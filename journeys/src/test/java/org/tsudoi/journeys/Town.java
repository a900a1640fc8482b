package org.tsudoi.journeys;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What only tests may ask of the simulated world: its mails, its weather, its till.
final class Town {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration USUAL_DELAY = Duration.ofSeconds(3);
    private static final Duration ANSWER_MAX = Await.LONG;

    private final URI base;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

    Town(URI base) {
        this.base = base;
    }

    /// Of a page of Town.
    String address(String path) {
        return base.resolve(path).toString();
    }

    record Letter(String subject, String text, String html, JsonNode calendar, List<Enclosure> enclosures) {
        /// The first address in it that has this in it.
        String link(String part) {
            return text.lines()
                    .flatMap(line -> List.of(line.split("\\s+")).stream())
                    .filter(word -> word.contains(part))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no link with " + part + " in:\n" + text));
        }
    }

    record Enclosure(String name, String type, String url) {}

    /// What was really taken and given back by one payment.
    record Tally(int charges, long captured, int refunds, long refunded) {}

    /// The newest letter to somebody with this in its subject.
    Letter letter(String to, String subject) {
        return Await.present(
                "a letter to " + to + " about " + subject,
                Await.LONG,
                () -> letters(to, subject).stream().findFirst());
    }

    /// The newest sign-in link to somebody, once there are more than there were.
    String signInLink(String to, int before) {
        return Await.present("a new sign-in link to " + to, Await.LONG, () -> {
            var links = signInLinks(to);
            return links.size() > before ? links.stream().findFirst() : Optional.empty();
        });
    }

    List<String> signInLinks(String to) {
        return letters(to, "").stream()
                .filter(letter -> letter.text().contains("/sign-in/link/"))
                .map(letter -> letter.link("/sign-in/link/"))
                .toList();
    }

    List<Letter> letters(String to, String subject) {
        return elements(get("/town/mail?to=" + encoded(to) + "&subject=" + encoded(subject))).stream()
                .map(Town::letter)
                .toList();
    }

    private static Letter letter(JsonNode read) {
        return new Letter(
                read.path("subject").asString(""),
                read.path("text").asString(""),
                read.path("html").asString(""),
                read.path("calendar"),
                elements(read.path("attachments")).stream()
                        .map(one -> new Enclosure(
                                one.path("name").asString(""),
                                one.path("type").asString(""),
                                one.path("url").asString("")))
                        .toList());
    }

    byte[] file(String path) {
        return send(HttpRequest.newBuilder(base.resolve(path)).GET());
    }

    /// What became of paying: `paid`, `declined`, `expired`, `complete` …
    ///
    /// @param approve what the cardholder answers when the issuer asks
    String pay(String session, String card, boolean approve) {
        return post("/town/stripe/sessions/" + session + "/pay", Map.of("card", card, "approve", approve))
                .path("result")
                .asString("");
    }

    Map<String, Tally> tally() {
        var tallies = new HashMap<String, Tally>();
        for (var entry : get("/town/stripe/tally").properties()) {
            var told = entry.getValue();
            tallies.put(
                    entry.getKey(),
                    new Tally(
                            told.path("charges").asInt(),
                            told.path("captured").asLong(),
                            told.path("refunds").asInt(),
                            told.path("refunded").asLong()));
        }
        return tallies;
    }

    /// How many pages to pay at were ever made.
    int paymentPages() {
        var pages = stripe("/v1/checkout/sessions?limit=100");
        if (pages.path("has_more").asBoolean()) throw new IllegalStateException("more pages than can be counted");
        return pages.path("data").size();
    }

    /// The bank of whoever paid on this page takes the money back.
    void dispute(String session) {
        send(HttpRequest.newBuilder(base.resolve("/town/stripe/charges/" + charge(session) + "/dispute"))
                .POST(BodyPublishers.noBody()));
    }

    /// The bank decides.
    void decide(String session, boolean forTheShop) {
        var end = forTheShop ? "won" : "lost";
        send(HttpRequest.newBuilder(base.resolve("/town/stripe/charges/" + charge(session) + "/dispute/" + end))
                .POST(BodyPublishers.noBody()));
    }

    private String charge(String session) {
        return stripe("/v1/checkout/sessions/" + session + "?expand%5B%5D=payment_intent")
                .path("payment_intent")
                .path("latest_charge")
                .asString();
    }

    private JsonNode stripe(String path) {
        return JSON.readTree(send(HttpRequest.newBuilder(base.resolve("/stripe" + path))
                .header("Authorization", "Bearer sk_test_town")
                .GET()));
    }

    /// @param operation pattern, such as `POST /v1/refunds` or `checkout.session.*`
    void weather(String mode, String operation, int count) {
        weather(mode, operation, count, USUAL_DELAY);
    }

    /// @param late how late, in a mode that is about being late
    void weather(String mode, String operation, int count, Duration late) {
        var wish = Map.of(
                "provider", "stripe", "operation", operation, "mode", mode, "count", count, "millis", late.toMillis());
        send(HttpRequest.newBuilder(base.resolve("/town/weather"))
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(JSON.writeValueAsString(wish))));
    }

    /// Whether no weather is left: what was set has caught as many calls as it should.
    boolean isFair() {
        return elements(get("/town/weather")).isEmpty();
    }

    void fairWeather() {
        send(HttpRequest.newBuilder(base.resolve("/town/weather")).DELETE());
    }

    /// Town's clock goes ahead of ours.
    void forward(Duration by) {
        post("/town/clock/advance", Map.of("seconds", by.toSeconds()));
    }

    private JsonNode get(String path) {
        return JSON.readTree(send(HttpRequest.newBuilder(base.resolve(path)).GET()));
    }

    private JsonNode post(String path, Map<String, ?> body) {
        return JSON.readTree(send(HttpRequest.newBuilder(base.resolve(path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(body)))));
    }

    private byte[] send(HttpRequest.Builder request) {
        try {
            var answer = client.send(request.timeout(ANSWER_MAX).build(), BodyHandlers.ofByteArray());
            if (answer.statusCode() >= 300) {
                throw new IllegalStateException(answer.request().uri() + " answered " + answer.statusCode() + ": "
                        + new String(answer.body(), StandardCharsets.UTF_8));
            }
            return answer.body();
        } catch (IOException e) {
            throw new IllegalStateException("Town did not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /// The Checkout session that an address of the provider's page names.
    static Optional<String> sessionIn(String url) {
        int at = url.lastIndexOf("/cs_");
        return at < 0 ? Optional.empty() : Optional.of(url.substring(at + 1).replaceAll("[?#].*", ""));
    }

    private static List<JsonNode> elements(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false).toList();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
