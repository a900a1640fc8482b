package org.tsudoi.web.participant;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;
import org.tsudoi.fees.FeeRate;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.Events;
import org.tsudoi.offerings.Plan;
import org.tsudoi.offerings.Schedule;
import org.tsudoi.web.Page;

/// An event as lists show it.
///
/// @param from the lowest price, with the fee where the buyer bears it; null while it has no plan
/// @param free seats that can be bought now
/// @param session of sessions, the plan that the price is of; null for meetings
/// @param members whether it is for members of a salon alone
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
        boolean running,
        @Nullable Plan session,
        boolean members) {
    /// @param onTop what is added to a price; null where nothing is
    public static EventCard of(Events.Listed listed, String organiser, @Nullable FeeRate onTop, Instant now) {
        var told = listed.event().offered(now).particulars();
        // Trials are for one person once: what everybody pays is said first.
        boolean onlyTrials = told.plans().stream().allMatch(plan -> plan.kind() == Plan.Kind.TRIAL);
        if (told.isSession()) return ofSession(listed, organiser, onTop);
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
                told.hasBegun(now),
                null,
                MembersDoor.isBehind(listed.event()));
    }

    /// What one session costs; else what the smallest pack costs as a whole, since less cannot be bought.
    private static EventCard ofSession(Events.Listed listed, String organiser, @Nullable FeeRate onTop) {
        var told = listed.event().particulars();
        var shown = told.plans().stream()
                .min(Comparator.comparing(Plan::kind, Comparator.comparingInt(EventCard::rank))
                        .thenComparingInt(Plan::placesMax)
                        .thenComparingLong(plan -> plan.price().minorUnits()))
                .orElse(null);
        return new EventCard(
                told.slug(),
                told.title(),
                organiser,
                pictureOf(listed.event()),
                told.schedule(),
                shown == null ? null : asked(shown, onTop),
                false,
                listed.seats().free(),
                told.capacity(),
                false,
                shown,
                false);
    }

    private static int rank(Plan.Kind kind) {
        return switch (kind) {
            case ONCE -> 0;
            case PACK -> 1;
            case TRIAL -> 2;
        };
    }

    private static Money asked(Plan plan, @Nullable FeeRate onTop) {
        var each = onTop == null ? plan.price() : plan.price().plus(onTop.of(plan.price()));
        return each.times(plan.kind() == Plan.Kind.PACK ? plan.placesMax() : 1);
    }

    static String pictureOf(Event event) {
        var told = event.particulars();
        return told.picture() == null ? "/art/" + told.art() + ".svg" : "/pictures/" + told.picture();
    }

    /// How long and how often the sessions are that the price is of.
    public String sessionWords(Page page) {
        if (session == null) return "";
        var minutes = session.length().map(Duration::toMinutes).orElse(0L);
        return session.kind() == Plan.Kind.PACK
                ? page.t("order.sessions", session.name(), minutes, session.placesMax())
                : page.t("event.kind.session", minutes);
    }

    /// `few` when a third or less is left, so that a page can say how many.
    public String seatState() {
        if (free == 0) return "full";
        return free * 3 <= capacity ? "few" : "free";
    }
}
