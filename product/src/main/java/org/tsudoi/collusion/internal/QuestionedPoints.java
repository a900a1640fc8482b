package org.tsudoi.collusion.internal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.tsudoi.collusion.DealingId;
import org.tsudoi.orders.SoldSessions;
import org.tsudoi.orders.SoldSessions.Sold;
import org.tsudoi.orders.TicketId;
import org.tsudoi.points.Points;
import org.tsudoi.points.Points.Spent;

/// The points that were paid for sessions in question and did not come back, as they stand now.
@Component
class QuestionedPoints {
    private final SoldSessions sold;
    private final Points points;

    QuestionedPoints(SoldSessions sold, Points points) {
        this.sold = sold;
        this.points = points;
    }

    /// @param free of the places in question that were given away, `paid` that were bought
    record Questioned(Sold order, Spent spent, long free, long paid) {}

    /// By order, in the order of their ids, without those for which no points were spent.
    List<Questioned> of(Collection<DealingId> dealings) {
        var places = dealings.stream()
                .flatMap(id -> TicketId.parse(id.value()).stream())
                .collect(Collectors.toSet());
        var orders = sold.of(places);
        var uses = orders.stream().map(Sold::pointUse).filter(Objects::nonNull).collect(Collectors.toSet());
        var spent = points.spent(uses).stream().collect(Collectors.toMap(Spent::use, Function.identity()));
        var questioned = new ArrayList<Questioned>();
        for (var order : orders) {
            var by = Optional.ofNullable(order.pointUse()).map(spent::get);
            if (by.isEmpty()) continue;
            var parts = PlaceParts.of(order, by.get()).stream()
                    .filter(part -> places.contains(part.place().ticket()))
                    .toList();
            questioned.add(new Questioned(
                    order,
                    by.get(),
                    parts.stream().mapToLong(part -> part.price().freePoints()).sum(),
                    parts.stream().mapToLong(part -> part.price().paidPoints()).sum()));
        }
        return questioned;
    }
}
