package org.tsudoi.conduct.internal;

import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsudoi.conduct.HeldSales;
import org.tsudoi.members.OrganiserId;
import org.tsudoi.members.Organisers;
import org.tsudoi.members.Standing;
import org.tsudoi.offerings.EventId;
import org.tsudoi.offerings.Events;
import org.tsudoi.stages.Sanction;
import org.tsudoi.stages.Sanctions;
import org.tsudoi.stages.Teaching;

/// Of an organiser of whom nobody may teach nothing more is sold: what they offer is closed, so that it takes place for
/// those who have it, and opened again once somebody may. What the organiser closed stays closed.
@Component
class HoldingSales implements HeldSales {
    private static final Logger LOG = LoggerFactory.getLogger(HoldingSales.class);

    private final HeldSaleTable table;
    private final Events events;
    private final May may;
    private final TransactionTemplate transactions;
    private final Clock clock;

    /// Whether an organiser may sell, and whether it ever will.
    @Component
    record May(Teaching teaching, Organisers organisers, Sanctions sanctions) {
        boolean sell(OrganiserId organiser) {
            return teaching.hinders(organiser).isEmpty();
        }

        /// All who own it are expelled.
        boolean neverAgain(OrganiserId organiser) {
            var owners = organisers.people(organiser).stream()
                    .filter(acting -> acting.standing() == Standing.OWNER)
                    .toList();
            return !owners.isEmpty()
                    && owners.stream()
                            .allMatch(owner -> sanctions
                                    .barring(owner.member())
                                    .filter(it -> it.decision().kind() == Sanction.Kind.EXPULSION)
                                    .isPresent());
        }
    }

    HoldingSales(HeldSaleTable table, Events events, May may, TransactionTemplate transactions, Clock clock) {
        this.table = table;
        this.events = events;
        this.may = may;
        this.transactions = transactions;
        this.clock = clock;
    }

    void run() {
        for (var event : table.toHold(clock.instant())) each(event, this::hold);
        @Nullable EventId last = null;
        for (List<EventId> held = table.held(last); !held.isEmpty(); held = table.held(last)) {
            for (var event : held) each(event, this::goOn);
            last = held.getLast();
        }
    }

    private void each(EventId event, Consumer<EventId> step) {
        try {
            transactions.executeWithoutResult(_ -> step.accept(event));
        } catch (RuntimeException fault) {
            LOG.warn("the sale of {} could be neither held nor gone on with", event, fault);
        }
    }

    private void hold(EventId event) {
        if (!table.lockOnSale(event)) return;
        events.close(event);
        table.insert(event, clock.instant());
    }

    private void goOn(EventId id) {
        var told = events.get(id).particulars();
        if (table.lockAsWeClosedIt(id) && !told.hasEnded(clock.instant())) {
            if (!may.sell(told.organiser())) {
                // After an appeal whoever owns it opens it by hand.
                if (may.neverAgain(told.organiser())) table.delete(id);
                return;
            }
            events.reopen(id);
        }
        table.delete(id);
    }

    @Override
    public boolean isHeld(EventId event) {
        return table.isHeld(event);
    }

    @Override
    public void stayClosed(EventId event) {
        table.delete(event);
    }
}
