package org.tsudoi.offerings.internal;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.tsudoi.ledger.Account;
import org.tsudoi.ledger.Journal;
import org.tsudoi.ledger.JournalId;
import org.tsudoi.ledger.Ledger;
import org.tsudoi.ledger.Leg;
import org.tsudoi.ledger.Outcome;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.EventId;
import org.tsudoi.offerings.Events;
import org.tsudoi.offerings.Seats;
import org.tsudoi.platform.Ids;

/// The seats of events on the ledger: a supply without limit, what is available and what is taken, neither
/// below zero.
@Component
class SeatBook {
    private final Ledger ledger;
    private final Ids ids;
    private final Clock clock;

    SeatBook(Ledger ledger, Ids ids, Clock clock) {
        this.ledger = ledger;
        this.ids = ids;
        this.clock = clock;
    }

    void open(EventId id, int capacity) {
        ledger.open(List.of(
                Account.unguarded(Events.supply(id), Events.SEAT),
                Account.neverBelowZero(Events.available(id), Events.SEAT),
                Account.neverBelowZero(Events.taken(id), Events.SEAT)));
        post(JournalId.derive("event", id.toString(), "seats"), id, capacity).orThrow();
    }

    /// Answers false when seats that are held or taken would be cut.
    boolean resize(EventId id, int by) {
        return post(
                        JournalId.derive(
                                "event", id.toString(), "resized", ids.next().toString()),
                        id,
                        by)
                .isOnTheBooks();
    }

    private Outcome post(JournalId journal, EventId id, int seats) {
        var legs = List.of(
                new Leg(Events.supply(id), Events.SEAT, -seats), new Leg(Events.available(id), Events.SEAT, seats));
        return ledger.post(
                new Journal(journal, "seats-offered", clock.instant(), legs, Map.of("event", id.toString())));
    }

    Seats of(Event event) {
        var id = event.id();
        return switch (event) {
            case Event.Draft draft -> {
                int capacity = draft.particulars().capacity();
                yield new Seats(capacity, capacity, 0, 0);
            }
            case Event.Published _, Event.Closed _, Event.Cancelled _ -> {
                var balances = ledger.balances(List.of(Events.available(id), Events.taken(id)));
                var available = balances.getFirst();
                yield new Seats(
                        event.particulars().capacity(),
                        event.particulars().sale().to() == Event.SaleTo.WAITING ? 0 : available.available(),
                        available.heldOut(),
                        balances.getLast().posted());
            }
        };
    }
}
