package town.komoju;

import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import town.state.Keeper;
import town.state.Shelf;

/// Everything this KOMOJU remembers. Whoever reads in order to write does so inside `locked`.
@Component
class KomojuBooks {
    private static final int MANY = 50_000;
    private static final int NEWS = 10_000;

    private final ReentrantLock lock = new ReentrantLock();
    final Shelf<Payment> payments;
    final Shelf<Session> sessions;
    final Shelf<KomojuEvent> events;
    final Shelf<Replay> replays;
    final Shelf<Settlement> settlements;

    KomojuBooks(Keeper keeper) {
        payments = keeper.shelf("komoju-payments", Payment.class, MANY);
        sessions = keeper.shelf("komoju-sessions", Session.class, MANY);
        events = keeper.shelf("komoju-events", KomojuEvent.class, NEWS);
        replays = keeper.shelf("komoju-keys", Replay.class, NEWS);
        settlements = keeper.shelf("komoju-settlements", Settlement.class, NEWS);
    }

    /// What a call with an idempotency key was answered.
    record Replay(String call, int status, String body, Instant at) {}

    <T> T locked(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    Payment payment(String id) {
        return payments.find(id).orElseThrow(KomojuError::notFound);
    }

    Session session(String id) {
        return sessions.find(id).orElseThrow(KomojuError::notFound);
    }
}
