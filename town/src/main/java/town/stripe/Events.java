package town.stripe;

import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;
import town.state.TownClock;

/// Writes the news down and hands it to those who deliver it.
@Component
class Events {
    private final Books books;
    private final Ids ids;
    private final Clock clock;
    private final Deliveries deliveries;

    Events(Books books, Ids ids, TownClock clock, Deliveries deliveries) {
        this.books = books;
        this.ids = ids;
        this.clock = clock;
        this.deliveries = deliveries;
    }

    void happened(String type, ObjectNode object) {
        happened(type, object, null);
    }

    /// @param previous what was different before; for the types that end in `updated` or `refunded`
    void happened(String type, ObjectNode object, @Nullable ObjectNode previous) {
        var call = Call.current();
        var event = new StripeEvent(
                ids.of("evt"),
                clock.instant(),
                type,
                object.toString(),
                previous == null ? null : previous.toString(),
                call.map(Call::requestId).orElse(null),
                call.map(Call::idempotencyKey).orElse(null));
        books.events.put(event.id(), event);
        deliveries.send(event);
    }
}
