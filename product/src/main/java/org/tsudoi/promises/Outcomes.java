package org.tsudoi.promises;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.tsudoi.members.MemberId;
import org.tsudoi.offerings.EventId;
import org.tsudoi.orders.OrderId;

/// Finds out whether meetings and dates of courses took place, so that nobody pays for one to which nobody came who
/// leads it.
public interface Outcomes {
    /// After its end a meeting is looked at by then; before, its money is not due.
    Duration LOOKED_AT_WITHIN = Duration.ofHours(2);

    /// Looks at what is over, ends what nobody answered. Run by a job; answers how many were looked at.
    int look();

    /// Empty until it was looked at.
    Optional<Outcome> of(Outcome.Of of);

    /// Of its dates that were looked at.
    List<Outcome> ofDates(EventId course);

    /// How many came although nobody led it.
    int cameFor(EventId meeting);

    /// An owner says whether it took place; answers how it stands, which may be what was decided before.
    ///
    /// @throws org.tsudoi.platform.Problem not-found where nobody was asked about that
    Outcome answer(Outcome.Of of, MemberId owner, boolean tookPlace);

    /// An owner says that a date did not take place, and something else is offered instead: until then each buyer
    /// chooses, and what was paid for it goes back to the others. In the caller's transaction.
    ///
    /// @return how it stands, which may be what was decided before
    /// @throws org.tsudoi.platform.Problem not-found where nobody was asked about that
    Outcome notHeld(Outcome.Of.Date of, MemberId owner, Instant backAt);

    /// A buyer wants the money for that date rather than what is offered instead. The same again changes nothing.
    ///
    /// @throws org.tsudoi.platform.Problem conflict when there is nothing to choose (any more)
    void chooseMoney(OrderId order, Outcome.Of.Date of);

    /// An owner says that a date to come does not take place: everybody gets back what they paid for it, also who is
    /// still paying. The same again changes nothing.
    ///
    /// @throws org.tsudoi.platform.Problem as `Events.callDateOff`
    void callOff(Outcome.Of.Date of, MemberId owner);

    /// Somebody came to something else instead of that date, and does not any more: where nobody held it, it
    /// comes back. In the caller's transaction.
    ///
    /// @param why names what ended; the same again changes nothing
    void owedAgain(Outcome.Of.Date of, String why);

    /// Whose money waits: those that are asked about, and those of which it goes back just now. Of a course it is all
    /// of it.
    List<EventId> undecided();

    /// A buyer says that it did not take place, although its owner says so. Once for an order and what it is about.
    ///
    /// @return false when they have said so before
    /// @throws org.tsudoi.platform.Problem conflict unless an owner has said so and the order has a place there
    ///     or one that came there instead
    boolean object(OrderId order, Outcome.Of of);

    /// To what the buyer of that order objects.
    Set<Outcome.Of> objections(OrderId order);

    /// Those that are asked about, and those with objections, the newest first.
    List<Doubt> doubts(int max);

    record Doubt(Outcome outcome, int objections) {}
}
