package town.webhook;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import town.state.Shelf;
import town.weather.Mode;
import town.weather.Provider;
import town.weather.Spell;
import town.weather.Weather;

/// Carries one provider's news, again and again until each has been taken, in whatever way the weather wants it.
public final class Courier {
    private static final Duration LONG_AGO = Duration.ofHours(1);

    private final Rules rules;
    private final Seal seal;
    private final Shelf<Parcel> parcels;
    private final Clock clock;
    private final Weather weather;
    private final Wire wire;
    private final AtomicLong numbers = new AtomicLong();
    private final AtomicBoolean on = new AtomicBoolean(true);
    private final Map<String, Parcel> waiting = new ConcurrentHashMap<>();

    record Rules(Provider provider, Duration patience, List<Duration> retryDelays) {}

    Courier(Rules rules, Seal seal, Shelf<Parcel> parcels, Clock clock, Weather weather, Wire wire) {
        this.rules = rules;
        this.seal = seal;
        this.parcels = parcels;
        this.clock = clock;
        this.weather = weather;
        this.wire = wire;
        parcels.all().forEach(parcel -> {
            numbers.accumulateAndGet(parcel.number(), Math::max);
            if (parcel.due() != null) {
                waiting.put(parcel.id(), parcel);
            }
        });
    }

    void begin() {
        waiting.clear();
        on.set(true);
    }

    /// While off, news waits.
    public void switchOn(boolean deliver) {
        on.set(deliver);
        sendDue();
    }

    /// As if nobody had been listening: what waits is not sent any more.
    public void forget() {
        for (var parcel : waiting.values()) {
            if (waiting.remove(parcel.id(), parcel)) {
                parcels.remove(parcel.id());
            }
        }
    }

    public boolean isOn() {
        return on.get();
    }

    public int waiting() {
        return waiting.size();
    }

    /// Newest first.
    public List<Parcel> latest(int limit) {
        return parcels.newest(limit);
    }

    /// Once more, as a dashboard's button does it; nothing when there is no such parcel.
    public void resend(String id) {
        parcels.find(id).ifPresent(parcel -> queue(parcel.again(clock.instant())));
    }

    public void send(List<String> urls, String event, String type, String body) {
        urls.stream().map(String::strip).filter(url -> !url.isEmpty()).forEach(url -> {
            var number = numbers.incrementAndGet();
            send(new Parcel(newId(), number, event, type, url, body, null, 0, clock.instant(), null, null, false));
        });
    }

    private void send(Parcel plain) {
        var spell = weather.onWebhook(rules.provider(), plain.type());
        var mode = spell.map(Spell::mode).orElse(null);
        var now = clock.instant();
        var later = now.plusMillis(spell.map(Spell::millis).orElse(0L));
        switch (mode) {
            case null -> queue(plain);
            case WEBHOOK_TWICE -> {
                queue(twisted(plain, mode, now));
                queue(twisted(plain, mode, now));
            }
            case WEBHOOK_FORGED -> {
                queue(twisted(plain, mode, now));
                queue(plain);
            }
            case WEBHOOK_LOST -> queue(twisted(plain, mode, null));
            case WEBHOOK_REVERSED -> queue(twisted(plain, mode, endOfRound(now, later)));
            case WEBHOOK_DELAYED -> queue(twisted(plain, mode, later));
            case WEBHOOK_STALE -> queue(twisted(plain, mode, now));
            case FAIR, SLOW, SLOW_BEFORE, ERROR_BEFORE, ERROR_AFTER, CUT_BEFORE, CUT_AFTER, RATE_LIMITED, GARBAGE ->
                queue(plain);
        }
    }

    private static Parcel twisted(Parcel plain, Mode twist, @Nullable Instant due) {
        return new Parcel(
                newId(),
                plain.number(),
                plain.event(),
                plain.type(),
                plain.url(),
                plain.body(),
                twist,
                0,
                due,
                null,
                due == null ? "lost" : null,
                false);
    }

    private static String newId() {
        return UUID.randomUUID().toString();
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

    private void queue(Parcel parcel) {
        parcels.put(parcel.id(), parcel);
        var due = parcel.due();
        if (due == null) {
            return;
        }
        if (on.get() && !due.isAfter(clock.instant())) {
            wire.inBackground(() -> carry(parcel));
        } else {
            waiting.put(parcel.id(), parcel);
        }
    }

    void sendDue() {
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
                    wire.inBackground(() -> carry(parcel));
                }
            }
        }
        if (!reversed.isEmpty()) {
            reversed.sort(Comparator.comparingLong(Parcel::number).reversed());
            wire.inBackground(() -> reversed.forEach(this::carry));
        }
    }

    private void carry(Parcel parcel) {
        // Gone when Town was reset meanwhile.
        if (parcels.find(parcel.id()).isEmpty()) {
            return;
        }
        try {
            settle(parcel, post(parcel));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private String post(Parcel parcel) throws InterruptedException {
        var genuine = parcel.twist() != Mode.WEBHOOK_FORGED;
        var now = clock.instant();
        var at = parcel.twist() == Mode.WEBHOOK_STALE ? now.minus(LONG_AGO) : now;
        var body = genuine ? parcel.body() : seal.forged(parcel.body());
        return wire.post(parcel.url(), seal.headers(parcel, body, at, genuine), body, rules.patience());
    }

    private void settle(Parcel parcel, String answer) {
        if (parcels.find(parcel.id()).isEmpty()) {
            return;
        }
        var now = clock.instant();
        if (answer.startsWith("2") && answer.length() == 3) {
            queue(parcel.arrived(now, answer));
            return;
        }
        var delays = rules.retryDelays();
        // Nobody sends a forgery twice.
        var again = parcel.twist() != Mode.WEBHOOK_FORGED && parcel.attempts() < delays.size();
        queue(parcel.failed(now, answer, again ? now.plus(delays.get(parcel.attempts())) : null));
    }
}
