package org.tsudoi.web.member;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.tsudoi.memberplaces.MemberPlaces;
import org.tsudoi.memberships.Membership;
import org.tsudoi.memberships.MonthlyPlan;
import org.tsudoi.offerings.CircleId;
import org.tsudoi.offerings.EventId;
import org.tsudoi.offerings.Events;
import org.tsudoi.offerings.Schedule;
import org.tsudoi.orders.OrderId;
import org.tsudoi.orders.Orders;
import org.tsudoi.web.participant.MembersDoor;

/// What is to come for the members of a salon, as its page lists it.
@Component
public class SalonEvents {
    private static final int KEY_BYTES = 18;

    private final MemberPlaces places;
    private final Orders orders;
    private final SecureRandom random;
    private final Clock clock;

    SalonEvents(MemberPlaces places, Orders orders, SecureRandom random, Clock clock) {
        this.places = places;
        this.orders = orders;
        this.random = random;
        this.clock = clock;
    }

    /// @param apply where the event's form is
    /// @param order the link of the one that the reader has; null without one
    /// @param key   for one more
    public record Coming(
            EventId id,
            String slug,
            String title,
            Schedule schedule,
            String apply,
            long free,
            @Nullable String order,
            Way way,
            String key) {}

    /// How the reader gets a place.
    public enum Way {
        /// Nothing is to be paid or asked.
        TAP,
        /// By the event's form.
        ORDER,
        FULL,
        /// Not sold any more.
        OVER,
        /// The membership is not open on its day.
        ANOTHER_DAY,
        /// They are not in.
        NONE
    }

    /// @param own the reader's; empty for others
    List<Coming> coming(MonthlyPlan plan, Optional<Membership> own) {
        var theirs = own.map(it -> places.places(it.id())).orElse(Map.<EventId, OrderId>of());
        var had = orders.all(theirs.values()).stream()
                .filter(MembersDoor::isTheirs)
                .collect(Collectors.toMap(it -> it.terms().event(), it -> orders.link(it.id()), (one, _) -> one));
        return places.coming(plan.id()).stream()
                .map(listed -> coming(listed, plan, own, had.get(listed.event().id())))
                .toList();
    }

    private Coming coming(Events.Listed listed, MonthlyPlan plan, Optional<Membership> own, @Nullable String order) {
        var event = listed.event();
        var told = event.particulars();
        var way = way(listed, plan, own, clock.instant());
        return new Coming(
                event.id(),
                told.slug(),
                told.title(),
                told.schedule(),
                MembersDoor.apply(event, circle(plan)),
                listed.seats().free(),
                order,
                way,
                newKey());
    }

    private static CircleId circle(MonthlyPlan plan) {
        return new CircleId(plan.id().value());
    }

    private Way way(Events.Listed listed, MonthlyPlan plan, Optional<Membership> own, Instant now) {
        if (own.isEmpty()) return Way.NONE;
        var event = listed.event();
        return switch (places.entry(event, own.get())) {
            case NOT_IN -> Way.NONE;
            case NOT_THAT_DAY -> Way.ANOTHER_DAY;
            case OPEN -> {
                if (!event.onSale(now)) yield Way.OVER;
                if (listed.seats().free() == 0) yield Way.FULL;
                yield MembersDoor.tapped(event, circle(plan)).isPresent() ? Way.TAP : Way.ORDER;
            }
        };
    }

    private String newKey() {
        var key = new byte[KEY_BYTES];
        random.nextBytes(key);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key);
    }
}
