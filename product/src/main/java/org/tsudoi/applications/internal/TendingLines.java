package org.tsudoi.applications.internal;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.tsudoi.applications.Application;
import org.tsudoi.applications.Application.ClosedWhy;
import org.tsudoi.applications.Application.LapsedWhy;
import org.tsudoi.applications.ApplicationNews;
import org.tsudoi.applications.ApplicationNews.What;
import org.tsudoi.applications.ApplicationRules;
import org.tsudoi.members.MemberId;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.Event.SaleTo;
import org.tsudoi.offerings.Events;
import org.tsudoi.orders.OfferedOrders;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.Orders;

/// Brings the applications for one event to where they have to be by now. Its caller's transaction
/// holds the event alone, so nobody else does so or sells a seat meanwhile; seats may become free,
/// and are seen the next time.
@Component
class TendingLines {
    private final ApplicationTable applications;
    private final RulesTable rules;
    private final Events events;
    private final Orders orders;
    private final OfferedOrders offers;
    private final Around around;

    @Component
    record Around(Clock clock, ApplicationEventPublisher news) {
        Instant now() {
            return clock.instant();
        }
    }

    TendingLines(
            ApplicationTable applications,
            RulesTable rules,
            Events events,
            Orders orders,
            OfferedOrders offers,
            Around around) {
        this.applications = applications;
        this.rules = rules;
        this.events = events;
        this.orders = orders;
        this.offers = offers;
        this.around = around;
    }

    int tend(Event event) {
        var now = around.now();
        for (var one : applications.open(event.id())) follow(one, event, now);
        int offered = isOnSale(event, now) ? offerWhatIsFree(event, now) : 0;
        if (isAwaited(event) && applications.open(event.id()).stream().noneMatch(TendingLines::isInLine)) {
            events.sellTo(event.id(), SaleTo.ANYBODY);
        }
        return offered;
    }

    static boolean isOnSale(Event event, Instant now) {
        return event.onSale(now) && now.isBefore(ApplicationRules.endsAt(event));
    }

    private static boolean isInLine(Application one) {
        return one instanceof Application.Waiting;
    }

    private static boolean isAwaited(Event event) {
        return event.particulars().sale().to() == SaleTo.WAITING;
    }

    private void follow(Application one, Event event, Instant now) {
        switch (one) {
            case Application.Offered offered -> follow(offered, now);
            case Application.Waiting waiting ->
                whyOver(event, now).ifPresent(why -> close(waiting, waiting.closed(now, why), now));
            case Application.Asked asked ->
                whyOver(event, now)
                        .or(() -> now.isBefore(asked.answerBy()) ? Optional.empty() : Optional.of(ClosedWhy.UNANSWERED))
                        .ifPresent(why -> close(asked, asked.closed(now, why), now));
            case Application.Unproven _, Application.Accepted _, Application.Lapsed _ -> {}
            case Application.Left _, Application.Refused _, Application.Closed _ -> {}
        }
    }

    private void follow(Application.Offered offered, Instant now) {
        switch (orders.get(offered.order())) {
            case Order.Unconfirmed _, Order.Held _, Order.Paying _ -> {}
            case Order.Paid _, Order.Cancelled _ -> moved(offered, offered.accepted(now), now);
            case Order.Lapsed lapsed
            when lapsed.why() == Order.LapseReason.LEFT -> moved(offered, offered.lapsed(now, LapsedWhy.LET_GO), now);
            case Order.Lapsed _ -> {
                moved(offered, offered.lapsed(now, LapsedWhy.EXPIRED), now);
                tell(offered, What.LAPSED);
            }
            // The mail about the money that goes back says so.
            case Order.Unseated _ -> moved(offered, offered.lapsed(now, LapsedWhy.EXPIRED), now);
        }
    }

    private static Optional<ClosedWhy> whyOver(Event event, Instant now) {
        return switch (event) {
            case Event.Cancelled _ -> Optional.of(ClosedWhy.CANCELLED);
            case Event.Draft _, Event.Published _, Event.Closed _ ->
                now.isBefore(ApplicationRules.endsAt(event)) ? Optional.empty() : Optional.of(ClosedWhy.OVER);
        };
    }

    private void close(Application from, Application.Closed to, Instant now) {
        moved(from, to, now);
        tell(to, What.CLOSED);
    }

    private void moved(Application from, Application to, Instant now) {
        applications.move(from, to, now, null, Optional.empty());
    }

    private void tell(Application one, What what) {
        around.news().publishEvent(new ApplicationNews(one.id(), one.wish().event(), what));
    }

    private int offerWhatIsFree(Event event, Instant now) {
        int offered = 0;
        long free = events.seats(event).unoccupied();
        for (var one : applications.open(event.id())) {
            if (free <= 0) break;
            if (!(one instanceof Application.Waiting waiting) || waiting.wish().places() > free) continue;
            switch (offer(waiting.wish(), waiting, event, now, null, Optional.empty())) {
                case OfferedOrders.Offering.Offered _ -> {
                    free -= waiting.wish().places();
                    offered++;
                }
                case OfferedOrders.Offering.NotOnSale _ ->
                    close(waiting, waiting.closed(now, ClosedWhy.PLAN_GONE), now);
                case OfferedOrders.Offering.NotEnoughSeats _ ->
                    throw new IllegalStateException("seats of " + event.id() + " went while it was held alone");
            }
        }
        return offered;
    }

    /// @param who accepts an applicant; null when it is their turn
    OfferedOrders.Offering offer(Application.Asked asked, Event event, MemberId who, Optional<String> words) {
        return offer(asked.wish(), asked, event, around.now(), who, words);
    }

    private OfferedOrders.Offering offer(
            Application.Wish wish,
            Application from,
            Event event,
            Instant now,
            @Nullable MemberId who,
            Optional<String> words) {
        var until = rules.of(event.id()).offerUntil(event, now);
        var person = wish.person();
        var request = new Orders.Request(
                from.id().toString(),
                event.id(),
                wish.plan(),
                wish.attendees(),
                new Order.Buyer(person.member(), person.name(), person.email(), person.locale()));
        var answer = offers.offer(request, until);
        if (answer instanceof OfferedOrders.Offering.Offered(var order)) {
            var to = switch (from) {
                case Application.Waiting waiting -> waiting.offered(order.id(), until);
                case Application.Asked asked -> asked.offered(order.id(), until);
                case Application.Unproven _, Application.Offered _, Application.Accepted _ -> throw notOpen(from);
                case Application.Lapsed _, Application.Left _, Application.Refused _ -> throw notOpen(from);
                case Application.Closed _ -> throw notOpen(from);
            };
            applications.move(from, to, now, who, words);
            tell(to, What.OFFERED);
        }
        return answer;
    }

    private static IllegalStateException notOpen(Application one) {
        return new IllegalStateException(one.id() + " is not open");
    }

    List<Application> open(Event event) {
        return applications.open(event.id());
    }
}
