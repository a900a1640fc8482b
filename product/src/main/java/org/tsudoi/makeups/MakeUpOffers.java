package org.tsudoi.makeups;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.tsudoi.offerings.DateId;
import org.tsudoi.offerings.EventId;
import org.tsudoi.orders.OrderId;
import org.tsudoi.promises.Outcome;

/// Instead of a date that nobody held its organiser may offer another one. Each buyer chooses that or their money;
/// who says nothing has their money.
public interface MakeUpOffers {
    Duration CHOSEN_WITHIN = Duration.ofDays(7);
    /// Before it begins all have chosen.
    Duration CHOSEN_BEFORE = Duration.ofDays(1);
    /// What is offered is not sooner.
    Duration AHEAD_MIN = Duration.ofDays(2);

    /// What can be offered to the buyers of that course, the soonest first.
    List<OtherDate> possible(EventId course);

    /// With a place for each who has the missed date, besides those that are open there.
    ///
    /// @param decide stores, in the same transaction, that it was not held and goes back at that moment
    Offering offer(Outcome.Of.Date missed, OccasionId instead, Function<Instant, Outcome> decide);

    sealed interface Offering {
        record Offered(Offer offer) implements Offering {}

        record NotPossible() implements Offering {}

        /// @param most places that can be opened there
        record TooMany(int most) implements Offering {}

        /// It was decided before, or too late.
        record Decided(Outcome outcome) implements Offering {}
    }

    /// @param until its buyers may choose
    record Offer(DateId missed, EventId event, OccasionId instead, Instant until) {}

    Optional<Offer> of(DateId missed);

    /// A buyer takes it, for all places of the order that have the missed date. The same again answers as the first
    /// time.
    ///
    /// @throws org.tsudoi.platform.Problem not-found where nothing is offered to them
    MakeUps.Taking take(OrderId order, DateId missed);
}
