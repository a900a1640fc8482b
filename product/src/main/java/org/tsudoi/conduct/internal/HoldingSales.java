package org.tsudoi.conduct.internal;

import java.time.Clock;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.EventId;
import org.tsudoi.offerings.Events;
import org.tsudoi.stages.Teaching;

/// Of an organiser of whom nobody may teach nothing more is sold: what they offer is closed, so that it takes place for
/// those who have it, and opened again once somebody may.
@Component
class HoldingSales {
    private static final Logger LOG = LoggerFactory.getLogger(HoldingSales.class);

    private final HeldSaleTable table;
    private final Events events;
    private final Teaching teaching;
    private final TransactionTemplate transactions;
    private final Clock clock;

    HoldingSales(
            HeldSaleTable table, Events events, Teaching teaching, TransactionTemplate transactions, Clock clock) {
        this.table = table;
        this.events = events;
        this.teaching = teaching;
        this.transactions = transactions;
        this.clock = clock;
    }

    void run() {
        for (var event : table.toHold(clock.instant())) each(event, this::hold);
        for (var event : table.held()) each(event, this::goOn);
    }

    private void each(EventId event, Consumer<EventId> step) {
        try {
            transactions.executeWithoutResult(_ -> step.accept(event));
        } catch (RuntimeException fault) {
            LOG.warn("the sale of {} could be neither held nor gone on with", event, fault);
        }
    }

    private void hold(EventId event) {
        events.close(event);
        table.insert(event, clock.instant());
    }

    private void goOn(EventId id) {
        var event = events.find(id).orElseThrow();
        if (teaching.hinders(event.particulars().organiser()).isPresent()) return;
        if (event instanceof Event.Closed && !event.particulars().hasEnded(clock.instant())) events.reopen(id);
        table.delete(id);
    }
}
