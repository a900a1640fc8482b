package org.tsudoi.makeups.internal;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.tsudoi.makeups.MakeUp;
import org.tsudoi.makeups.OccasionId;
import org.tsudoi.offerings.EventId;
import org.tsudoi.offerings.EventNews;
import org.tsudoi.orders.OrderNews;
import org.tsudoi.promises.Move;
import org.tsudoi.promises.Moves;
import org.tsudoi.promises.OutcomeNews;

/// Ends make-ups with the places and events that they are of, in the same commit.
@Component
class HearingMakeUps {
    private final KeepingMakeUps makeUps;
    private final Moves moves;

    HearingMakeUps(KeepingMakeUps makeUps, Moves moves) {
        this.makeUps = makeUps;
        this.moves = moves;
    }

    @EventListener
    void on(OrderNews.TicketsCancelled news) {
        var holding = makeUps.of(news.tickets()).stream().filter(MakeUp::holds).toList();
        makeUps.end(holding, KeepingMakeUps.Ending.WITH_ITS_TICKET);
    }

    /// Their own date is theirs again, or they choose once more.
    @EventListener
    void on(EventNews.EventCancelled news) {
        makeUps.end(makeUps.at(news.event()), KeepingMakeUps.Ending.CALLED_OFF);
    }

    @EventListener
    void on(EventNews.EventMoved news) {
        var moved = Set.of(OccasionId.of(news.event()));
        boolean matters =
                newest(news.event(), news.sequence()).filter(Move::matters).isPresent();
        makeUps.moved(news.event(), moved, matters ? moved : Set.of());
    }

    @EventListener
    void on(EventNews.DatesMoved news) {
        makeUps.moved(
                news.event(),
                news.dates().stream().map(one -> OccasionId.of(one.date())).collect(Collectors.toSet()),
                newest(news.event(), news.sequence()).map(Move::dates).orElse(List.of()).stream()
                        .filter(Move.OfDate::matters)
                        .map(one -> OccasionId.of(one.date()))
                        .collect(Collectors.toSet()));
    }

    /// As it was written down before this is heard.
    private Optional<Move> newest(EventId event, int sequence) {
        return moves.of(event).stream()
                .filter(move -> move.sequence() == sequence)
                .findFirst();
    }

    @EventListener
    void on(OutcomeNews.NotHeld news) {
        var occasion = new OccasionId(news.of().occasion());
        var guests = makeUps.at(news.of().event()).stream()
                .filter(made -> made.occasion().equals(occasion))
                .toList();
        makeUps.end(guests, KeepingMakeUps.Ending.NOT_HELD);
    }
}
