package org.tsudoi.fees;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.tsudoi.members.MemberId;
import org.tsudoi.members.Organiser;
import org.tsudoi.members.OrganiserId;
import org.tsudoi.members.Organisers;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.EventId;
import org.tsudoi.offerings.Tax;

/// The rates that operators set and the choices of organisers, both kept as they were made: who asks later what held
/// at a time finds it. What an order was sold under stands with the order.
@Component
public class Fees {
    private final FeeTable table;
    private final Organisers organisers;
    private final Clock clock;

    Fees(FeeTable table, Organisers organisers, Clock clock) {
        this.table = table;
        this.organisers = organisers;
        this.clock = clock;
    }

    /// For a place of this event that is sold at that moment, in that currency.
    @Transactional(readOnly = true)
    public FeeTerms terms(Event event, Currency currency, Instant at) {
        var organiser = event.particulars().organiser();
        var ofKind = OfferingKind.of(event.particulars().schedule());
        if (ofKind.isEmpty()) return FeeTerms.none(currency);
        var kind = ofKind.get();
        var held = table.held(kind, organiser, event.id(), currency, at);
        // Members agreed to a price before any period is sold: nothing is added to it.
        var bearer = kind == OfferingKind.SALON
                ? Bearer.ORGANISER
                : held.map(FeeTable.Held::bearer).orElse(Bearer.ORGANISER);
        var rate = held.map(FeeTable.Held::rate).filter(it -> !it.isNothing());
        // Nobody asks for the country where no fee is added to a price.
        var country = rate.isPresent() && bearer == Bearer.BUYER
                ? organisers.find(organiser).map(Organiser::country).orElse("")
                : "";
        return new FeeTerms(currency, rate, bearer, Tax.of(Tax.Category.STANDARD, country));
    }

    /// Of events in a list those whose buyers bear a fee, with the rate that is added to the price of a place.
    @Transactional(readOnly = true)
    public Map<EventId, FeeRate> onTop(Collection<Event> events, Instant at) {
        record Asked(OfferingKind kind, Currency currency) {}
        var rates = new HashMap<Asked, Optional<FeeRate>>();
        var added = new HashMap<EventId, FeeRate>();
        for (var event : events) {
            var plans = event.particulars().plans();
            if (plans.isEmpty() || event.particulars().isSession()) continue;
            var kind = OfferingKind.of(event.particulars().schedule());
            if (kind.isEmpty()) continue;
            var asked = new Asked(kind.get(), plans.getFirst().price().currency());
            rates.computeIfAbsent(asked, it -> table.rate(it.kind, it.currency, at))
                    .filter(it -> !it.isNothing())
                    .ifPresent(rate -> added.put(event.id(), rate));
        }
        if (!added.isEmpty()) {
            var byBuyers = table.borneByBuyers(events.stream()
                    .filter(event -> added.containsKey(event.id()))
                    .toList());
            added.keySet().retainAll(byBuyers);
        }
        return added;
    }

    /// The rate that holds at that moment; empty where none was set.
    @Transactional(readOnly = true)
    public Optional<FeeRate> rate(OfferingKind kind, Currency currency, Instant at) {
        return table.rate(kind, currency, at);
    }

    /// @param setBy the operator
    public record Setting(FeeRate rate, String setBy, Instant setAt) {}

    /// All that was ever set, the newest first.
    @Transactional(readOnly = true)
    public List<Setting> history() {
        return table.history();
    }

    /// From its moment on, for orders that are placed then. A rate never begins in the past.
    ///
    /// @throws IllegalArgumentException when it would begin before now
    @Transactional
    public void set(FeeRate rate, MemberId by) {
        var now = clock.instant();
        if (rate.validFrom().isBefore(now)) throw new IllegalArgumentException("a rate never begins in the past");
        table.insert(rate, by, now);
    }

    /// The same from now on, whenever it was to begin: by the time it is set, the moment of whoever asked is over.
    @Transactional
    public void setFromNow(FeeRate rate, MemberId by) {
        var now = clock.instant();
        table.insert(rate.from(now), by, now);
    }

    /// Who bears the fees of an organiser where nothing else was chosen for an event.
    @Transactional(readOnly = true)
    public Bearer usual(OrganiserId organiser) {
        return table.usual(organiser);
    }

    /// What was chosen for single events.
    @Transactional(readOnly = true)
    public Map<EventId, Bearer> chosen(OrganiserId organiser) {
        return table.chosen(organiser);
    }

    /// For orders that are placed from now on.
    @Transactional
    public void bear(OrganiserId organiser, Bearer usual, MemberId by) {
        if (table.usual(organiser) != usual)
            table.choose(organiser, Optional.empty(), Optional.of(usual), by, clock.instant());
    }

    /// The same for one of their events; empty: as usual.
    @Transactional
    public void bear(OrganiserId organiser, EventId event, Optional<Bearer> bearer, MemberId by) {
        if (!Optional.ofNullable(table.chosen(organiser).get(event)).equals(bearer))
            table.choose(organiser, Optional.of(event), bearer, by, clock.instant());
    }
}
