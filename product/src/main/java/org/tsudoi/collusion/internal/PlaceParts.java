package org.tsudoi.collusion.internal;

import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.tsudoi.collusion.Dealing.Price;
import org.tsudoi.money.Money;
import org.tsudoi.orders.SoldSessions.Place;
import org.tsudoi.orders.SoldSessions.Sold;
import org.tsudoi.points.Points.Spent;

/// What of an order's points, given and bought, and of its money stands for each of its places now: in proportion to
/// what their seller keeps of each, in whole points, so that all of them together are what was paid and did not come
/// back.
final class PlaceParts {
    record Part(Place place, Price price) {}

    private PlaceParts() {}

    /// Of those of which something is kept.
    static List<Part> of(Sold sold, @Nullable Spent spent) {
        var places = sold.places();
        var until = new long[places.size() + 1];
        for (int place = 0; place < places.size(); place++) {
            until[place + 1] = until[place] + places.get(place).kept().minorUnits();
        }
        long whole = until[places.size()];
        return IntStream.range(0, places.size())
                .filter(place -> until[place + 1] > until[place])
                .mapToObj(place -> {
                    long free = spent == null ? 0 : share(spent.free(), until, place, whole);
                    long paid = spent == null ? 0 : share(spent.paid(), until, place, whole);
                    var kept = places.get(place).kept();
                    long money = Math.max(kept.minorUnits() - free - paid, 0);
                    return new Part(places.get(place), new Price(free, paid, new Money(money, kept.currency())));
                })
                .toList();
    }

    private static long share(long points, long[] until, int place, long whole) {
        return points * until[place + 1] / whole - points * until[place] / whole;
    }
}
