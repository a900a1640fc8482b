package town.stripe;

import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import town.state.Keeper;
import town.state.TownClock;
import town.weather.Mode;
import town.weather.Provider;
import town.weather.Spell;
import town.weather.Weather;

/// Sends events to the endpoints, again and again until each has been taken, in whatever way the weather wants
/// it.
@Component
class Deliveries {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration LONG_AGO = Duration.ofHours(1);
    private static final int AT_ONCE = 32;

    private final Books books;
    private final Ids ids;
    private final TownClock clock;
    private final Weather weather;
    private final StripeSettings settings;
    private final StripeObjects objects;
    private final AtomicLong numbers = new AtomicLong();
    private final AtomicBoolean on = new AtomicBoolean(true);
    private final Map<String, Delivery> waiting = new ConcurrentHashMap<>();
    private final Semaphore free = new Semaphore(AT_ONCE);
    private final ExecutorService messengers = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();

    Deliveries(
            Books books,
            Ids ids,
            TownClock clock,
            Weather weather,
            StripeSettings settings,
            StripeObjects objects,
            Keeper keeper) {
        this.books = books;
        this.ids = ids;
        this.clock = clock;
        this.weather = weather;
        this.settings = settings;
        this.objects = objects;
        books.deliveries.all().forEach(delivery -> {
            numbers.accumulateAndGet(delivery.number(), Math::max);
            if (delivery.due() != null) {
                waiting.put(delivery.id(), delivery);
            }
        });
        clock.whenAdvanced(this::sendDue);
        keeper.whenReset(waiting::clear);
    }

    /// While off, events wait.
    void switchOn(boolean deliver) {
        on.set(deliver);
        sendDue();
    }

    /// As if nobody had been listening: what waits is not sent any more.
    void forget() {
        for (var delivery : waiting.values()) {
            if (waiting.remove(delivery.id(), delivery)) {
                books.deliveries.remove(delivery.id());
            }
        }
    }

    boolean isOn() {
        return on.get();
    }

    int waiting() {
        return waiting.size();
    }

    void send(StripeEvent event) {
        books.endpoints.all().stream()
                .filter(endpoint -> endpoint.wants(event.type()))
                .forEach(endpoint -> send(event, endpoint));
    }

    /// Sends an event once more, as the dashboard's button does.
    void resend(Delivery delivery) {
        queue(delivery.again(clock.instant()));
    }

    private void send(StripeEvent event, Endpoint endpoint) {
        var now = event.created();
        var spell = weather.onWebhook(Provider.STRIPE, event.type());
        var mode = spell.map(Spell::mode).orElse(null);
        var later = now.plusMillis(spell.map(Spell::millis).orElse(0L));
        switch (mode) {
            case null -> queue(event, endpoint, null, now);
            case WEBHOOK_TWICE -> {
                queue(event, endpoint, mode, now);
                queue(event, endpoint, mode, now);
            }
            case WEBHOOK_FORGED -> {
                queue(event, endpoint, mode, now);
                queue(event, endpoint, null, now);
            }
            case WEBHOOK_LOST -> queue(event, endpoint, mode, null);
            case WEBHOOK_REVERSED -> queue(event, endpoint, mode, endOfRound(now, later));
            case WEBHOOK_DELAYED -> queue(event, endpoint, mode, later);
            case WEBHOOK_STALE,
                    FAIR,
                    SLOW,
                    SLOW_BEFORE,
                    ERROR_BEFORE,
                    ERROR_AFTER,
                    CUT_BEFORE,
                    CUT_AFTER,
                    RATE_LIMITED,
                    GARBAGE -> queue(event, endpoint, mode, now);
        }
    }

    /// Rounds are as long as the spell says; all that is held in one is let go together.
    private Instant endOfRound(Instant now, Instant later) {
        return waiting.values().stream()
                .filter(delivery -> delivery.twist() == Mode.WEBHOOK_REVERSED)
                .map(Delivery::due)
                .filter(due -> due != null && due.isAfter(now))
                .findFirst()
                .orElse(later);
    }

    private void queue(StripeEvent event, Endpoint endpoint, @Nullable Mode twist, @Nullable Instant due) {
        var id = ids.of("del");
        queue(new Delivery(
                id,
                numbers.incrementAndGet(),
                event.id(),
                event.type(),
                endpoint.id(),
                endpoint.url(),
                twist,
                0,
                due,
                null,
                due == null ? "lost" : null,
                false));
    }

    private void queue(Delivery delivery) {
        books.deliveries.put(delivery.id(), delivery);
        var due = delivery.due();
        if (due == null) {
            return;
        }
        if (on.get() && !due.isAfter(clock.instant())) {
            messengers.execute(() -> carry(delivery));
        } else {
            waiting.put(delivery.id(), delivery);
        }
    }

    @Scheduled(fixedDelay = 200)
    void sendDue() {
        if (!on.get() || waiting.isEmpty()) {
            return;
        }
        var now = clock.instant();
        var reversed = new ArrayList<Delivery>();
        for (var delivery : waiting.values()) {
            if (delivery.due() != null && !delivery.due().isAfter(now) && waiting.remove(delivery.id(), delivery)) {
                if (delivery.twist() == Mode.WEBHOOK_REVERSED) {
                    reversed.add(delivery);
                } else {
                    messengers.execute(() -> carry(delivery));
                }
            }
        }
        if (!reversed.isEmpty()) {
            reversed.sort(Comparator.comparingLong(Delivery::number).reversed());
            messengers.execute(() -> reversed.forEach(this::carry));
        }
    }

    private void carry(Delivery delivery) {
        var event = books.events.find(delivery.event());
        var endpoint = books.endpoints.find(delivery.endpoint());
        if (event.isEmpty() || endpoint.isEmpty()) {
            return;
        }
        try {
            free.acquire();
            try {
                settle(delivery, post(delivery, event.get(), endpoint.get()));
            } finally {
                free.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// @return the status, or what went wrong
    private String post(Delivery delivery, StripeEvent event, Endpoint endpoint) throws InterruptedException {
        var body = objects.event(event).toPrettyString();
        var secret = endpoint.secret();
        var at = clock.instant();
        if (delivery.twist() == Mode.WEBHOOK_FORGED) {
            body = body.replace("\"livemode\" : false", "\"livemode\" : true").replace("evt_", "evt_forged");
            secret = "whsec_" + ids.letters(24);
        } else if (delivery.twist() == Mode.WEBHOOK_STALE) {
            at = at.minus(LONG_AGO);
        }
        var request = HttpRequest.newBuilder(URI.create(endpoint.url()))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json; charset=utf-8")
                .header("User-Agent", "Stripe/1.0 (+https://stripe.com/docs/webhooks)")
                .header("Stripe-Signature", Signature.header(secret, at, body))
                .POST(BodyPublishers.ofString(body))
                .build();
        try {
            return Integer.toString(
                    client.send(request, BodyHandlers.discarding()).statusCode());
        } catch (IOException e) {
            return String.valueOf(e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
        }
    }

    private void settle(Delivery delivery, String answer) {
        var now = clock.instant();
        if (answer.startsWith("2") && answer.length() == 3) {
            queue(delivery.arrived(now, answer));
            return;
        }
        List<Duration> delays = settings.retryDelays();
        // Nobody sends a forgery twice.
        var again = delivery.twist() != Mode.WEBHOOK_FORGED && delivery.attempts() < delays.size();
        queue(delivery.failed(now, answer, again ? now.plus(delays.get(delivery.attempts())) : null));
    }

    @PreDestroy
    void close() {
        messengers.shutdownNow();
        client.shutdownNow();
    }
}
