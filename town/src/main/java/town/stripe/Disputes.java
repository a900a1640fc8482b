package town.stripe;

import java.time.Clock;
import java.util.Optional;
import org.springframework.stereotype.Component;
import town.state.TownClock;

/// A cardholder disputes a charge: the money, and a fee, are gone at once.
@Component
class Disputes {
    private static final long FEE = 1500;

    private final Books books;
    private final Ids ids;
    private final Clock clock;
    private final Intents intents;
    private final Events events;
    private final StripeObjects objects;

    Disputes(Books books, Ids ids, TownClock clock, Intents intents, Events events, StripeObjects objects) {
        this.books = books;
        this.ids = ids;
        this.clock = clock;
        this.intents = intents;
        this.events = events;
        this.objects = objects;
    }

    /// Raises one for what has not been refunded; nothing when there is nothing left or it is disputed already.
    void raise(String chargeId) {
        books.locked(() -> {
            var charge = books.charge(chargeId);
            // Cash is not disputed.
            if (charge.dispute() != null || charge.refundable() == 0 || charge.card() == null) {
                return;
            }
            var id = ids.of("dp");
            var entry = intents.entry("adjustment", id, charge.currency(), -charge.refundable(), FEE);
            var dispute = Dispute.raised(id, clock.instant(), charge, entry.id());
            books.disputes.put(id, dispute);
            books.charges.put(chargeId, charge.disputed(id));
            events.happened("charge.dispute.created", objects.dispute(dispute));
            events.happened("charge.dispute.funds_withdrawn", objects.dispute(dispute));
        });
    }

    /// The bank decides: for the shop, and the money comes back without the fee, or for the cardholder.
    void decide(String chargeId, boolean won) {
        books.locked(() -> {
            var charge = books.charge(chargeId);
            var dispute = Optional.ofNullable(charge.dispute())
                    .flatMap(books.disputes::find)
                    .filter(Dispute::isUndecided)
                    .orElse(null);
            if (dispute == null) return;
            var decided = won
                    ? dispute.won(intents.entry("adjustment", dispute.id(), dispute.currency(), dispute.amount(), 0)
                            .id())
                    : dispute.lost();
            books.disputes.put(decided.id(), decided);
            if (won) books.charges.put(chargeId, charge.disputed(null));
            events.happened("charge.dispute.closed", objects.dispute(decided));
            if (won) events.happened("charge.dispute.funds_reinstated", objects.dispute(decided));
        });
    }
}
