package org.tsudoi.offerings.internal;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.tsudoi.ledger.Account;
import org.tsudoi.ledger.Balance;
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
        return Objects.requireNonNull(of(List.of(event)).get(event.id()));
    }

    /// By one statement, however many.
    Map<EventId, Seats> of(List<Event> events) {
        var sold =
                events.stream().filter(event -> !(event instanceof Event.Draft)).toList();
        var balances = sold.isEmpty()
                ? List.<Balance>of()
                : ledger.balances(sold.stream()
                        .flatMap(event -> Stream.of(Events.available(event.id()), Events.taken(event.id())))
                        .toList());
        var seats = new HashMap<EventId, Seats>();
        for (int i = 0; i < sold.size(); i++) {
            seats.put(sold.get(i).id(), seats(sold.get(i), balances.get(2 * i), balances.get(2 * i + 1)));
        }
        for (var event : events) {
            int capacity = event.particulars().capacity();
            seats.putIfAbsent(event.id(), new Seats(capacity, capacity, 0, 0));
        }
        return seats;
    }

    private static Seats seats(Event event, Balance available, Balance taken) {
        return new Seats(
                event.particulars().capacity(),
                event.particulars().sale().to() == Event.SaleTo.WAITING ? 0 : available.available(),
                available.heldOut(),
                taken.posted());
    }
}
