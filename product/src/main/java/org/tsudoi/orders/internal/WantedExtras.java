package org.tsudoi.orders.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.tsudoi.offerings.AddOn;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.Plan;
import org.tsudoi.orders.Extra;
import org.tsudoi.orders.Orders.Request;

/// What a buyer wants with the places, as it is sold at that moment.
final class WantedExtras {
    private WantedExtras() {}

    /// Empty when something of it is not sold so.
    static Optional<List<Extra>> of(Request request, Event event, Plan plan, Instant now) {
        if (request.extras().isEmpty()) return Optional.of(List.of());
        var sold = event.particulars().addOns(plan, now);
        var extras = new ArrayList<Extra>();
        var seen = new HashSet<String>();
        for (var wish : request.extras()) {
            var addOn =
                    sold.stream().filter(one -> one.id().equals(wish.addOn())).findFirst();
            boolean fits = addOn.filter(
                            one -> fits(one, wish, request.attendees().size()))
                    .isPresent();
            if (!fits || !seen.add(wish.addOn() + " " + wish.place())) return Optional.empty();
            var one = addOn.get();
            extras.add(new Extra(
                    one.id(), one.name(), wish.place(), one.price(), one.tax(), wish.quantity(), one.isLimited()));
        }
        return Optional.of(List.copyOf(extras));
    }

    private static boolean fits(AddOn addOn, Extra.Wish wish, int places) {
        boolean placed = switch (addOn.per()) {
            case ORDER -> wish.place() == Extra.WHOLE_ORDER;
            case PLACE -> wish.place() >= 0 && wish.place() < places;
        };
        return placed && wish.quantity() >= 1 && wish.quantity() <= addOn.most();
    }
}
