package org.tsudoi.orders.internal;

import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.CourseDate;
import org.tsudoi.offerings.DateId;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.Leaving;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.ReplacedDates;
import org.tsudoi.orders.Ticket;
import org.tsudoi.orders.TicketId;

/// What of the dates of a course somebody who leaves it may still get back, later and by itself.
@Component
class DatesOnLeaving {
    private final ReplacedDates replaced;
    private final DateShareTable shares;

    DatesOnLeaving(ReplacedDates replaced, DateShareTable shares) {
        this.replaced = replaced;
        this.shares = shares;
    }

    /// That were called off and come back as soon as that is done: no rule for leaving is about them.
    Set<DateId> comingBack(Order order, Event event, TicketId ticket, DateShareTable.@Nullable Given given) {
        var calledOff = event.particulars()
                .course()
                .map(course -> course.dates().stream()
                        .filter(CourseDate::calledOff)
                        .map(CourseDate::id)
                        .filter(date -> order.terms()
                                .course()
                                .filter(bought -> bought.has(date))
                                .isPresent())
                        .filter(date -> given == null || !given.dates().contains(date))
                        .collect(Collectors.toSet()))
                .orElse(Set.of());
        if (calledOff.isEmpty()) return calledOff;
        var instead = replaced.of(ticket).keySet();
        return calledOff.stream().filter(date -> !instead.contains(date)).collect(Collectors.toSet());
    }

    /// What so many dates more are of the price of a place.
    static Money worth(Order order, Money place, DateShareTable.@Nullable Given given, int more) {
        int before = given == null ? 0 : given.dates().size();
        int all = order.terms().course().orElseThrow().dates().size();
        var worth = place.times(0);
        for (int one = 0; one < more; one++) worth = worth.plus(Leaving.ofOneDate(place, before + one, all));
        return worth;
    }

    /// For what they leave nothing of now. Asked before they do, since what they took instead ends with it.
    ///
    /// @param back of the price of the place: when nothing is, then neither of a date that is over, what they took
    ///     instead of it being ahead
    Set<DateId> kept(
            Order order, Event event, Ticket ticket, DateShareTable.@Nullable Given given, Money back, Instant now) {
        var bought = order.terms().course();
        if (bought.isEmpty()) return Set.of();
        var told = event.particulars();
        var kept = new HashSet<>(bought.get().begun(told, replaced.of(ticket.id()), now));
        if (!back.isPositive()) kept.addAll(bought.get().begun(told, Map.of(), now));
        kept.addAll(comingBack(order, event, ticket.id(), given));
        if (given != null) kept.removeAll(given.dates());
        return kept;
    }

    void keep(Order order, TicketId ticket, Set<DateId> dates, Instant now) {
        dates.forEach(date -> shares.keep(order.id(), ticket, date, now));
    }
}
