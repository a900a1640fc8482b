package town.courier;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import town.state.Keeper;
import town.state.Shelf;
import town.state.TownClock;
import town.weather.Mode;
import town.weather.Provider;
import town.weather.Spell;
import town.weather.Weather;

/// Carries one provider's webhooks. Its owner calls `sendDue` often and `close` at the end.
public final class Courier implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration LONG_AGO = Duration.ofHours(1);
    private static final int AT_ONCE = 32;
    private static final int KEPT = 10_000;

    private final Provider provider;
    private final TownClock clock;
    private final Weather weather;
    private final List<Duration> delays;
    private final Sealing sealing;
    private final Shelf<Parcel> shelf;
    private final AtomicLong numbers = new AtomicLong();
    private final AtomicBoolean on = new AtomicBoolean(true);
    private final Map<String, Parcel> waiting = new ConcurrentHashMap<>();
    private final Semaphore free = new Semaphore(AT_ONCE);
    private final ExecutorService messengers = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();

    /// @param delays how long to wait after the first, second … failed delivery
    public Courier(
            Provider provider,
            Keeper keeper,
            TownClock clock,
            Weather weather,
            List<Duration> delays,
            Sealing sealing) {
        this.provider = provider;
        this.clock = clock;
        this.weather = weather;
        this.delays = List.copyOf(delays);
        this.sealing = sealing;
        this.shelf = keeper.shelf(provider.word() + "-deliveries", Parcel.class, KEPT);
        shelf.all().forEach(parcel -> {
            numbers.accumulateAndGet(parcel.number(), Math::max);
            if (parcel.due() != null) {
                waiting.put(parcel.id(), parcel);
            }
        });
        clock.whenAdvanced(this::sendDue);
        keeper.whenReset(waiting::clear);
    }

    /// Newest first.
    public List<Parcel> newest(int limit) {
        return shelf.newest(limit);
    }

    /// While off, news waits.
    public void switchOn(boolean deliver) {
        on.set(deliver);
        sendDue();
    }

    public boolean isOn() {
        return on.get();
    }

    public int waiting() {
        return waiting.size();
    }

    /// As if nobody had been listening: what waits is not sent any more.
    public void forget() {
        for (var parcel : waiting.values()) {
            if (waiting.remove(parcel.id(), parcel)) {
                shelf.remove(parcel.id());
            }
        }
    }

    /// Sends what was sent before once more.
    public void resend(String id) {
        shelf.find(id).ifPresent(parcel -> queue(parcel.again(clock.instant())));
    }

    /// @param type what spells of weather are matched with
    public void send(String news, String type, String body, String url) {
        var now = clock.instant();
        var spell = weather.onWebhook(provider, type);
        var mode = spell.map(Spell::mode).orElse(null);
        var later = now.plusMillis(spell.map(Spell::millis).orElse(0L));
        var plain = new Parcel(UUID.randomUUID().toString(), 0, news, type, body, url, null, 0, now, null, null, false);
        switch (mode) {
            case null -> queue(plain, null, now);
            case WEBHOOK_TWICE -> {
                queue(plain, mode, now);
                queue(plain, mode, now);
            }
            case WEBHOOK_FORGED -> {
                queue(plain, mode, now);
                queue(plain, null, now);
            }
            case WEBHOOK_LOST -> queue(plain, mode, null);
            case WEBHOOK_REVERSED -> queue(plain, mode, endOfRound(now, later));
            case WEBHOOK_DELAYED -> queue(plain, mode, later);
            case WEBHOOK_STALE,
                    FAIR,
                    SLOW,
                    SLOW_BEFORE,
                    ERROR_BEFORE,
                    ERROR_AFTER,
                    CUT_BEFORE,
                    CUT_AFTER,
                    RATE_LIMITED,
                    GARBAGE -> queue(plain, mode, now);
        }
    }

    /// Rounds are as long as the spell says; all that is held in one is let go together.
    private Instant endOfRound(Instant now, Instant later) {
        return waiting.values().stream()
                .filter(parcel -> parcel.twist() == Mode.WEBHOOK_REVERSED)
                .map(Parcel::due)
                .filter(due -> due != null && due.isAfter(now))
                .findFirst()
                .orElse(later);
    }

    private void queue(Parcel plain, @Nullable Mode twist, @Nullable Instant due) {
        queue(new Parcel(
                UUID.randomUUID().toString(),
                numbers.incrementAndGet(),
                plain.news(),
                plain.type(),
                plain.body(),
                plain.url(),
                twist,
                0,
                due,
                null,
                due == null ? "lost" : null,
                false));
    }

    private void queue(Parcel parcel) {
        shelf.put(parcel.id(), parcel);
        var due = parcel.due();
        if (due == null) {
            return;
        }
        if (on.get() && !due.isAfter(clock.instant())) {
            messengers.execute(() -> carry(parcel));
        } else {
            waiting.put(parcel.id(), parcel);
        }
    }

    public void sendDue() {
        if (!on.get() || waiting.isEmpty()) {
            return;
        }
        var now = clock.instant();
        var reversed = new ArrayList<Parcel>();
        for (var parcel : waiting.values()) {
            if (parcel.due() != null && !parcel.due().isAfter(now) && waiting.remove(parcel.id(), parcel)) {
                if (parcel.twist() == Mode.WEBHOOK_REVERSED) {
                    reversed.add(parcel);
                } else {
                    messengers.execute(() -> carry(parcel));
                }
            }
        }
        if (!reversed.isEmpty()) {
            reversed.sort(Comparator.comparingLong(Parcel::number).reversed());
            messengers.execute(() -> reversed.forEach(this::carry));
        }
    }

    private void carry(Parcel parcel) {
        // Whoever began anew meanwhile does not want to hear of the past.
        if (shelf.find(parcel.id()).isEmpty()) {
            return;
        }
        try {
            free.acquire();
            try {
                settle(parcel, post(parcel));
            } finally {
                free.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// @return the status, or what went wrong
    private String post(Parcel parcel) throws InterruptedException {
        var now = clock.instant();
        var at = parcel.twist() == Mode.WEBHOOK_STALE ? now.minus(LONG_AGO) : now;
        var request = sealing.seal(parcel, at).timeout(PATIENCE).build();
        try {
            return Integer.toString(
                    client.send(request, BodyHandlers.discarding()).statusCode());
        } catch (IOException e) {
            return String.valueOf(e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
        }
    }

    private void settle(Parcel parcel, String answer) {
        var now = clock.instant();
        if (answer.startsWith("2") && answer.length() == 3) {
            queue(parcel.arrived(now, answer));
            return;
        }
        // Nobody sends a forgery twice.
        var again = !parcel.isForged() && parcel.attempts() < delays.size();
        queue(parcel.failed(now, answer, again ? now.plus(delays.get(parcel.attempts())) : null));
    }

    @Override
    public void close() {
        messengers.shutdownNow();
        client.shutdownNow();
    }
}
