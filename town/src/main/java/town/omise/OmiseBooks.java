package town.omise;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import town.state.Keeper;
import town.state.Shelf;

/// Everything this Omise remembers. Whoever reads in order to write does so inside `locked`.
@Component
class OmiseBooks {
    private static final int MANY = 50_000;
    private static final int NEWS = 10_000;

    private final ReentrantLock lock = new ReentrantLock();
    final Shelf<Source> sources;
    final Shelf<Charge> charges;
    final Shelf<OmiseEvent> events;

    /// Whether the contract forbids to give back from now on.
    private volatile boolean keepsAll;

    OmiseBooks(Keeper keeper) {
        sources = keeper.shelf("omise-sources", Source.class, MANY);
        charges = keeper.shelf("omise-charges", Charge.class, MANY);
        events = keeper.shelf("omise-events", OmiseEvent.class, NEWS);
        keeper.whenReset(() -> keepsAll = false);
    }

    boolean keepsAll() {
        return keepsAll;
    }

    void keepAll(boolean from) {
        keepsAll = from;
    }

    <T> T locked(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    Source source(String id) {
        return sources.find(id).orElseThrow(() -> OmiseError.notFound("source", id));
    }

    Charge charge(String id) {
        return charges.find(id).orElseThrow(() -> OmiseError.notFound("charge", id));
    }

    Charge chargeOfRefund(String id) {
        return charges.newest(1, charge -> charge.refund(id).isPresent()).stream()
                .findFirst()
                .orElseThrow(() -> OmiseError.notFound("refund", id));
    }
}
