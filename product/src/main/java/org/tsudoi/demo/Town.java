package org.tsudoi.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/// What only a demonstration may ask of the world outside: to begin in the past, and to pay.
final class Town {
    private static final Duration ANSWER_MAX = Duration.ofSeconds(20);

    private final URI address;
    private final JsonMapper json = JsonMapper.builder().build();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(ANSWER_MAX)
            .build();

    Town(URI address) {
        this.address = address;
    }

    void beginBehind(Duration behind) {
        call("POST", "/town/reset", Map.of("ahead", -behind.toSeconds()));
        call("PUT", "/town/stripe/webhooks", Map.of("on", false));
    }

    void forward(Duration by) {
        call("POST", "/town/clock/advance", Map.of("seconds", by.toSeconds()));
    }

    /// What happened until now was seen by asking; from now on it is told.
    void tellFromNowOn() {
        call("PUT", "/town/stripe/webhooks", Map.of("on", true, "forget", true));
    }

    void pay(String session, Card card, String name) {
        call(
                "POST",
                "/town/stripe/sessions/" + session + "/pay",
                Map.of("card", card.number, "approve", true, "name", name));
    }

    private void call(String method, String path, Map<String, ?> body) {
        var request = HttpRequest.newBuilder(URI.create(address + path))
                .timeout(ANSWER_MAX)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(json.writeValueAsString(body)))
                .build();
        try {
            var answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                throw new IllegalStateException(method + " " + path + " was answered " + answer.statusCode());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// Cards of docs.stripe.com/testing.
    enum Card {
        VISA("4242424242424242"),
        MASTERCARD("5555555555554444"),
        JCB("3566002020360505"),
        AMEX("378282246310005"),
        THAILAND("4000007640000003"),
        ASKS("4000000000003220"),
        NO_FUNDS("4000000000009995"),
        REFUND_FAILS("4000000000005126");

        private final String number;

        Card(String number) {
            this.number = number;
        }
    }
}
