package town.state;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.stereotype.Component;

/// The time in Town: the machine's, plus where it was begun and what somebody advanced it by. Everything in
/// Town lives by it, the timestamps in signatures too, so whoever moves it moves the caller's clock as well.
@Component
public class TownClock extends Clock {
    private static final String ONLY = "ahead";

    private final Clock machine = Clock.systemUTC();
    private final Shelf<Duration> shelf;
    private final AtomicReference<Duration> ahead;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    TownClock(Keeper keeper) {
        shelf = keeper.shelf("clock", Duration.class, 1);
        ahead = new AtomicReference<>(shelf.find(ONLY).orElse(Duration.ZERO));
    }

    /// @throws IllegalArgumentException when asked to go backwards
    public void advance(Duration by) {
        if (by.isNegative()) {
            throw new IllegalArgumentException("Time only goes forward");
        }
        shelf.put(ONLY, ahead.updateAndGet(now -> now.plus(by)));
        listeners.forEach(Runnable::run);
    }

    /// Begins anew that far from the machine's time; a negative one begins in the past.
    public void begin(Duration from) {
        ahead.set(from);
        if (from.isZero()) {
            shelf.clear();
        } else {
            shelf.put(ONLY, from);
        }
    }

    /// How far this clock is ahead of the machine's; negative when it is behind.
    public Duration ahead() {
        return ahead.get();
    }

    /// Called, in the thread of the one who advances, after each advance.
    public void whenAdvanced(Runnable listener) {
        listeners.add(listener);
    }

    @Override
    public Instant instant() {
        return machine.instant().plus(ahead.get());
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return Clock.offset(machine.withZone(zone), ahead.get());
    }
}
