package org.tsudoi.makeups.internal;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.tsudoi.makeups.MakeUp;
import org.tsudoi.offerings.EventNews;
import org.tsudoi.orders.OrderNews;

/// Ends make-ups with the places and events that they are of, in the same commit.
@Component
class HearingMakeUps {
    private final KeepingMakeUps makeUps;

    HearingMakeUps(KeepingMakeUps makeUps) {
        this.makeUps = makeUps;
    }

    @EventListener
    void on(OrderNews.TicketsCancelled news) {
        makeUps.of(news.tickets()).stream().filter(MakeUp::holds).forEach(made -> makeUps.end(made, false));
    }

    /// Their own date is theirs again.
    @EventListener
    void on(EventNews.EventCancelled news) {
        makeUps.at(news.event()).forEach(made -> makeUps.end(made, true));
    }
}
