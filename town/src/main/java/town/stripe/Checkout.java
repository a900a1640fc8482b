package town.stripe;

import java.time.Clock;
import java.util.Optional;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import town.state.TownClock;

/// The life of a checkout session: paid, or expired.
@Component
class Checkout {
    private final Books books;
    private final Clock clock;
    private final Intents intents;
    private final Setups setups;
    private final Events events;
    private final StripeObjects objects;

    Checkout(Books books, TownClock clock, Intents intents, Setups setups, Events events, StripeObjects objects) {
        this.books = books;
        this.clock = clock;
        this.intents = intents;
        this.setups = setups;
        this.events = events;
        this.objects = objects;
        clock.whenAdvanced(this::expireDue);
    }

    /// How an attempt to pay ended.
    sealed interface Outcome {
        record Paid(Intent intent) implements Outcome {}

        /// Nothing was to be paid, and the card is kept.
        record Kept(Setup setup) implements Outcome {}

        /// The issuer wants to ask the cardholder.
        record Asks(String intent) implements Outcome {}

        record Declined(Failure failure) implements Outcome {}

        /// Somebody paid it before, or it expired.
        record NotOpen(Session session) implements Outcome {}
    }

    /// Pays with a card, or tries to.
    Outcome pay(String sessionId, TestCard card, Payer payer) {
        return books.locked(() -> {
            var session = current(sessionId);
            if (!session.isOpen()) {
                return new Outcome.NotOpen(session);
            }
            if (session.wanted().isSetup()) {
                return settled(setups.attempt(setupOf(session), card, payer), payer);
            }
            var intent = intents.attempt(intentOf(session), card, payer);
            return settled(intent);
        });
    }

    /// The cardholder answered the issuer.
    Outcome answered(String intentId, boolean itIsMe) {
        return books.locked(() -> {
            if (books.setups.find(intentId).isPresent()) {
                return answeredToKeep(books.setup(intentId), itIsMe);
            }
            var intent = books.intent(intentId);
            var session = Optional.ofNullable(intent.session()).map(this::current);
            if (session.filter(it -> !it.isOpen()).isPresent()) {
                return new Outcome.NotOpen(session.get());
            }
            return settled(itIsMe ? intents.approved(intent) : intents.denied(intent));
        });
    }

    private Outcome answeredToKeep(Setup setup, boolean itIsMe) {
        var session = current(setup.session());
        if (!session.isOpen()) {
            return new Outcome.NotOpen(session);
        }
        var payer = setup.asking() == null ? Payer.unknown() : setup.asking().payer();
        return settled(setups.answered(setup, itIsMe), payer);
    }

    private Setup setupOf(Session session) {
        if (session.intent() != null) {
            return books.setup(session.intent());
        }
        var wanted = session.wanted();
        var setup = setups.create(session.id(), String.valueOf(wanted.customer()), wanted.intentMetadata());
        books.sessions.put(session.id(), session.trying(setup.id()));
        return setup;
    }

    private Outcome settled(Setup setup, Payer payer) {
        return switch (setup.status()) {
            case SUCCEEDED -> {
                complete(books.session(setup.session()), payer);
                yield new Outcome.Kept(setup);
            }
            case REQUIRES_ACTION -> new Outcome.Asks(setup.id());
            case REQUIRES_PAYMENT_METHOD, CANCELED ->
                new Outcome.Declined(setup.failure() == null ? Failure.notAuthenticated() : setup.failure());
        };
    }

    Session expire(Session session) {
        var expired = session.expired(clock.instant());
        books.sessions.put(expired.id(), expired);
        if (expired.intent() != null && expired.wanted().isSetup()) {
            setups.cancel(books.setup(expired.intent()));
        } else if (expired.intent() != null) {
            var intent = books.intent(expired.intent());
            if (!intent.isOver()) {
                intents.cancel(intent, "expired");
            }
        }
        events.happened("checkout.session.expired", objects.session(expired));
        return expired;
    }

    /// The session as it is now; expires it first when its time has come.
    Session current(String id) {
        return books.locked(() -> {
            var session = books.session(id);
            return session.isOpen() && !session.expiresAt().isAfter(clock.instant()) ? expire(session) : session;
        });
    }

    @Scheduled(fixedDelay = 1000)
    void expireDue() {
        var now = clock.instant();
        books.sessions.all().stream()
                .filter(session -> session.isOpen() && !session.expiresAt().isAfter(now))
                .forEach(session -> current(session.id()));
    }

    private Intent intentOf(Session session) {
        if (session.intent() != null) {
            return books.intent(session.intent());
        }
        var wanted = session.wanted();
        var intent = intents.create(new Intents.Wanted(
                wanted.total(),
                wanted.currency(),
                wanted.manualCapture(),
                wanted.intentMetadata(),
                wanted.intentDescription(),
                null,
                session.id(),
                objects.pageOf(session),
                wanted.extras() == null || wanted.extras().customer() == null
                        ? null
                        : new Intent.Owner(
                                wanted.extras().customer(), wanted.extras().keepsMethod())));
        books.sessions.put(session.id(), session.trying(intent.id()));
        return intent;
    }

    private Outcome settled(Intent intent) {
        return switch (intent.status()) {
            case SUCCEEDED, REQUIRES_CAPTURE -> {
                complete(intent);
                yield new Outcome.Paid(intent);
            }
            case REQUIRES_ACTION -> new Outcome.Asks(intent.id());
            case REQUIRES_PAYMENT_METHOD, REQUIRES_CONFIRMATION, CANCELED ->
                new Outcome.Declined(intent.failure() == null ? Failure.notAuthenticated() : intent.failure());
        };
    }

    private void complete(Intent intent) {
        var session = intent.session() == null ? null : books.session(intent.session());
        if (session == null || !session.isOpen()) {
            return;
        }
        complete(session, books.charge(String.valueOf(intent.charge())).payer());
    }

    private void complete(Session session, Payer payer) {
        var completed = session.completed(payer);
        books.sessions.put(completed.id(), completed);
        events.happened("checkout.session.completed", objects.session(completed));
    }
}
