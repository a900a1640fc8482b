package town.zoom;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import town.state.Keeper;
import town.state.Shelf;
import town.state.TownClock;
import town.weather.Provider;
import town.weather.Spell;
import town.weather.Weather;

/// Sends events to the one endpoint: signed, answered within three seconds or tried again after 5, 20 and 60 minutes,
/// then lost. The endpoint has to prove first, and every 72 hours, that it knows the secret; until it does, events
/// wait.
@Component
class ZoomWebhooks implements DisposableBean {
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final List<Duration> LADDER =
            List.of(Duration.ofMinutes(5), Duration.ofMinutes(20), Duration.ofMinutes(60));
    private static final Duration PROOF_LASTS = Duration.ofHours(72);
    private static final Duration STALE_BY = Duration.ofHours(1);
    private static final int KEPT = 5_000;
    private static final String WRONG_SECRET = "not-the-secret";

    private final ZoomSettings settings;
    private final TownClock clock;
    private final Weather weather;
    private final Shelf<Delivery> deliveries;
    private final Shelf<Instant> proofs;
    private long lastOrder;
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private final ExecutorService postman = Executors.newSingleThreadExecutor(
            Thread.ofVirtual().name("zoom-webhooks").factory());

    ZoomWebhooks(ZoomSettings settings, TownClock clock, Weather weather, Keeper keeper) {
        this.settings = settings;
        this.clock = clock;
        this.weather = weather;
        this.deliveries = keeper.shelf("zoom-webhooks", Delivery.class, KEPT);
        this.proofs = keeper.shelf("zoom-webhook-proofs", Instant.class, 1);
        clock.whenAdvanced(this::goSoon);
    }

    synchronized void send(String event, String body) {
        var now = clock.instant();
        lastOrder = Math.max(lastOrder, now.toEpochMilli());
        var plain = new Delivery(
                UUID.randomUUID().toString(),
                event,
                body,
                now,
                ++lastOrder,
                0,
                now,
                Delivery.State.WAITING,
                Delivery.Manner.PLAIN,
                "");
        var delivery = weather.onWebhook(Provider.ZOOM, event)
                .map(spell -> under(spell, plain))
                .orElse(plain);
        deliveries.put(delivery.id(), delivery);
        goSoon();
    }

    private Delivery under(Spell spell, Delivery plain) {
        var later = plain.made().plusMillis(spell.millis());
        return switch (spell.mode()) {
            case WEBHOOK_LOST -> plain.lost("lost by the weather");
            case WEBHOOK_DELAYED -> plain.dueAt(later);
            case WEBHOOK_REVERSED -> reversed(plain, later);
            case WEBHOOK_TWICE -> sent(plain, Delivery.Manner.TWICE);
            case WEBHOOK_FORGED -> sent(plain, Delivery.Manner.FORGED_TOO);
            case WEBHOOK_STALE -> sent(plain, Delivery.Manner.STALE);
            case FAIR, SLOW, SLOW_BEFORE, ERROR_BEFORE, ERROR_AFTER, CUT_BEFORE, CUT_AFTER, RATE_LIMITED, GARBAGE ->
                plain;
        };
    }

    private static Delivery sent(Delivery plain, Delivery.Manner manner) {
        return new Delivery(
                plain.id(),
                plain.event(),
                plain.body(),
                plain.made(),
                plain.order(),
                0,
                plain.due(),
                plain.state(),
                manner,
                "");
    }

    /// Joins those already held back, so that all go out together, last first.
    private Delivery reversed(Delivery plain, Instant later) {
        var due = deliveries.newest(1, held -> held.order() < 0 && held.state() == Delivery.State.WAITING).stream()
                .map(Delivery::due)
                .findFirst()
                .orElse(later);
        return new Delivery(
                plain.id(),
                plain.event(),
                plain.body(),
                plain.made(),
                -plain.order(),
                0,
                due,
                plain.state(),
                plain.manner(),
                "");
    }

    /// Newest first.
    List<Delivery> latest(int limit) {
        return deliveries.newest(limit);
    }

    /// Makes everything that waits due now, and sends it; for those who will not wait for the ladder.
    synchronized void retryNow() {
        for (Delivery waiting : deliveries.newest(KEPT, it -> it.state() == Delivery.State.WAITING)) {
            deliveries.put(waiting.id(), waiting.dueAt(clock.instant()));
        }
        goSoon();
    }

    @Scheduled(fixedDelay = 1000)
    void goSoon() {
        if (!settings.webhookUrl().isBlank()) {
            postman.execute(this::sendWhatIsDue);
        }
    }

    private void sendWhatIsDue() {
        var now = clock.instant();
        var due = deliveries
                .newest(
                        KEPT,
                        it -> it.state() == Delivery.State.WAITING && !it.due().isAfter(now))
                .stream()
                .sorted(Comparator.comparing(Delivery::due).thenComparing(Delivery::order))
                .toList();
        if (due.isEmpty() || !isProven(now)) {
            return;
        }
        due.forEach(this::attempt);
    }

    private boolean isProven(Instant now) {
        var known = proofs.find(settings.webhookUrl()).filter(at -> now.isBefore(at.plus(PROOF_LASTS)));
        if (known.isPresent()) {
            return true;
        }
        String plain = UUID.randomUUID().toString().replace("-", "").substring(0, 22);
        String body = JsonMapper.shared()
                .createObjectNode()
                .put("event", "endpoint.url_validation")
                .put("event_ts", now.toEpochMilli())
                .set("payload", JsonMapper.shared().createObjectNode().put("plainToken", plain))
                .toString();
        boolean proven = proves(post(body, settings.secretToken(), now), plain);
        if (proven) {
            proofs.put(settings.webhookUrl(), now);
        }
        return proven;
    }

    private boolean proves(Answer answer, String plain) {
        try {
            var json = JsonMapper.shared().readTree(answer.body());
            return answer.isGood()
                    && json.path("plainToken").asString("").equals(plain)
                    && json.path("encryptedToken")
                            .asString("")
                            .equals(Signature.encryptedToken(settings.secretToken(), plain));
        } catch (JacksonException _) {
            return false;
        }
    }

    private void attempt(Delivery delivery) {
        var now = clock.instant();
        var answer = post(
                delivery.body(),
                settings.secretToken(),
                delivery.manner() == Delivery.Manner.STALE ? now.minus(STALE_BY) : now);
        switch (delivery.manner()) {
            case TWICE -> post(delivery.body(), settings.secretToken(), now);
            case FORGED_TOO -> post(forged(delivery.body()), WRONG_SECRET, now);
            case PLAIN, STALE -> {}
        }
        if (answer.isGood()) {
            deliveries.put(delivery.id(), delivery.delivered(answer.word()));
        } else if (delivery.attempts() < LADDER.size()) {
            deliveries.put(delivery.id(), delivery.again(now.plus(LADDER.get(delivery.attempts())), answer.word()));
        } else {
            deliveries.put(delivery.id(), delivery.lost(answer.word()));
        }
    }

    /// The same event about somebody who was never there.
    private static String forged(String body) {
        return body.replaceAll("\"(user_name|first_name|topic)\":\"[^\"]*\"", "\"$1\":\"Mallory\"");
    }

    /// @param word the status, or why there is none
    private record Answer(boolean isGood, String word, String body) {}

    private Answer post(String body, String secret, Instant at) {
        String timestamp = String.valueOf(at.getEpochSecond());
        try {
            var request = HttpRequest.newBuilder(URI.create(settings.webhookUrl()))
                    .timeout(PATIENCE)
                    .header("Content-Type", "application/json; charset=utf-8")
                    .header("User-Agent", "Zoom Marketplace/1.0a")
                    .header("x-zm-request-timestamp", timestamp)
                    .header("x-zm-signature", Signature.of(secret, timestamp, body))
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build();
            var response = http.send(request, HttpResponse.BodyHandlers.ofString());
            boolean good = response.statusCode() == 200 || response.statusCode() == 204;
            return new Answer(good, String.valueOf(response.statusCode()), response.body());
        } catch (IOException e) {
            return new Answer(false, e.getClass().getSimpleName(), "");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer(false, "interrupted", "");
        }
    }

    @Override
    public void destroy() {
        postman.shutdownNow();
        http.shutdownNow();
    }
}
