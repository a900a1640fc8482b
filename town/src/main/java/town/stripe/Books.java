package town.stripe;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import town.state.Keeper;
import town.state.Shelf;

/// Everything this Stripe remembers. Whoever reads in order to write does so inside `locked`: one lock for all, held
/// for microseconds, never during a call to anybody.
@Component
class Books {
    private static final int MANY = 50_000;
    private static final int NEWS = 10_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final AtomicBoolean settlesInYen = new AtomicBoolean();
    final Shelf<Session> sessions;
    final Shelf<Intent> intents;
    final Shelf<Charge> charges;
    final Shelf<Customer> customers;
    final Shelf<SavedMethod> methods;
    final Shelf<Setup> setups;
    final Shelf<Refund> refunds;
    final Shelf<BalanceEntry> entries;
    final Shelf<Dispute> disputes;
    final Shelf<StripeEvent> events;
    final Shelf<Endpoint> endpoints;
    final Shelf<Delivery> deliveries;

    Books(Keeper keeper) {
        sessions = keeper.shelf("stripe-sessions", Session.class, MANY);
        intents = keeper.shelf("stripe-intents", Intent.class, MANY);
        charges = keeper.shelf("stripe-charges", Charge.class, MANY);
        customers = keeper.shelf("stripe-customers", Customer.class, MANY);
        methods = keeper.shelf("stripe-methods", SavedMethod.class, MANY);
        setups = keeper.shelf("stripe-setups", Setup.class, MANY);
        refunds = keeper.shelf("stripe-refunds", Refund.class, MANY);
        entries = keeper.shelf("stripe-entries", BalanceEntry.class, 2 * MANY);
        disputes = keeper.shelf("stripe-disputes", Dispute.class, MANY);
        events = keeper.shelf("stripe-events", StripeEvent.class, NEWS);
        endpoints = keeper.shelf("stripe-endpoints", Endpoint.class, 16);
        deliveries = keeper.shelf("stripe-deliveries", Delivery.class, NEWS);
    }

    /// Whether the shop's account has yen alone, so that whatever is paid in another currency is exchanged.
    boolean settlesInYen() {
        return settlesInYen.get();
    }

    void settleInYen(boolean wished) {
        settlesInYen.set(wished);
    }

    <T> T locked(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    void locked(Runnable work) {
        locked(() -> {
            work.run();
            return true;
        });
    }

    Session session(String id) {
        return sessions.find(id).orElseThrow(() -> StripeError.notFound("checkout.session", id, "session"));
    }

    Intent intent(String id) {
        return intents.find(id).orElseThrow(() -> StripeError.notFound("payment_intent", id, "intent"));
    }

    Setup setup(String id) {
        return setups.find(id).orElseThrow(() -> StripeError.notFound("setup_intent", id, "intent"));
    }

    Charge charge(String id) {
        return charges.find(id).orElseThrow(() -> StripeError.notFound("charge", id, "charge"));
    }

    Customer customer(String id) {
        return customers.find(id).orElseThrow(() -> StripeError.notFound("customer", id, "customer"));
    }

    SavedMethod method(String id) {
        return methods.find(id).orElseThrow(() -> StripeError.notFound("PaymentMethod", id, "payment_method"));
    }

    Refund refund(String id) {
        return refunds.find(id).orElseThrow(() -> StripeError.notFound("refund", id, "refund"));
    }
}
