package town.stripe;

import java.time.Clock;
import java.util.Map;
import org.springframework.stereotype.Component;
import town.state.TownClock;

/// The life of a setup intent: tried with a card, asked about by the issuer, kept. Every method is to be called inside
/// `Books.locked`.
@Component
class Setups {
    private final Books books;
    private final Ids ids;
    private final Clock clock;
    private final Events events;
    private final StripeObjects objects;

    Setups(Books books, Ids ids, TownClock clock, Events events, StripeObjects objects) {
        this.books = books;
        this.ids = ids;
        this.clock = clock;
        this.events = events;
        this.objects = objects;
    }

    Setup create(String session, String customer, Map<String, String> metadata) {
        var id = ids.of("seti");
        var setup = new Setup(
                id,
                id + "_secret_" + ids.letters(25),
                clock.instant(),
                customer,
                session,
                metadata,
                Setup.Status.REQUIRES_PAYMENT_METHOD,
                null,
                null,
                null);
        return saved("setup_intent.created", setup);
    }

    Setup attempt(Setup setup, TestCard card, Payer payer) {
        if (card.failure().isPresent()) {
            return saved(
                    "setup_intent.setup_failed", setup.failed(card.failure().get()));
        }
        if (card.asks()) {
            return saved("setup_intent.requires_action", setup.asking(new Intent.Asking(card, payer)));
        }
        return keep(setup, card, payer);
    }

    /// The cardholder told the issuer whether it is them.
    Setup answered(Setup setup, boolean itIsMe) {
        var asking = setup.asking();
        if (asking == null) {
            return setup;
        }
        return itIsMe
                ? keep(setup, asking.card(), asking.payer())
                : saved("setup_intent.setup_failed", setup.failed(Failure.notAuthenticated()));
    }

    void cancel(Setup setup) {
        if (setup.status() != Setup.Status.SUCCEEDED) {
            saved("setup_intent.canceled", setup.cancelled());
        }
    }

    private Setup keep(Setup setup, TestCard card, Payer payer) {
        var kept = new SavedMethod(ids.of("pm"), clock.instant(), setup.customer(), card, payer);
        books.methods.put(kept.id(), kept);
        events.happened("payment_method.attached", objects.saved(kept));
        return saved("setup_intent.succeeded", setup.succeeded(kept.id()));
    }

    private Setup saved(String event, Setup setup) {
        books.setups.put(setup.id(), setup);
        events.happened(event, objects.setup(setup));
        return setup;
    }
}
