package org.tsudoi.web.participant;

import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;
import org.tsudoi.fees.FeeRate;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.Events;
import org.tsudoi.offerings.Plan;
import org.tsudoi.offerings.Schedule;

/// An event as lists show it.
///
/// @param from the lowest price, with the fee where the buyer bears it; null while it has no plan
/// @param free seats that can be bought now
public record EventCard(
        String slug,
        String title,
        String organiser,
        String picture,
        Schedule schedule,
        @Nullable Money from,
        boolean severalPrices,
        long free,
        long capacity,
        boolean running) {
    /// @param onTop what is added to a price; null where nothing is
    static EventCard of(Events.Listed listed, String organiser, @Nullable FeeRate onTop, Instant now) {
        var told = listed.event().particulars();
        // Trials are for one person once: what everybody pays is said first.
        boolean onlyTrials = told.plans().stream().allMatch(plan -> plan.kind() == Plan.Kind.TRIAL);
        var prices = told.plans().stream()
                .filter(plan -> onlyTrials || plan.kind() != Plan.Kind.TRIAL)
                .map(Plan::price)
                .map(price -> onTop == null ? price : price.plus(onTop.of(price)))
                .toList();
        return new EventCard(
                told.slug(),
                told.title(),
                organiser,
                pictureOf(listed.event()),
                told.schedule(),
                prices.stream().min(Comparator.comparingLong(Money::minorUnits)).orElse(null),
                prices.stream().distinct().count() > 1,
                listed.seats().free(),
                told.capacity(),
                told.hasBegun(now));
    }

    static String pictureOf(Event event) {
        var told = event.particulars();
        return told.picture() == null ? "/art/" + told.art() + ".svg" : "/pictures/" + told.picture();
    }

    /// `few` when a third or less is left, so that a page can say how many.
    public String seatState() {
        if (free == 0) return "full";
        return free * 3 <= capacity ? "few" : "free";
    }
}
