package org.tsudoi.promises;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.tsudoi.members.MemberId;
import org.tsudoi.offerings.EventId;
import org.tsudoi.orders.OrderId;

/// Finds out whether meetings took place, so that nobody pays for one to which nobody came who leads it.
public interface Outcomes {
    /// After its end a meeting is looked at by then; before, its money is not due.
    Duration LOOKED_AT_WITHIN = Duration.ofHours(2);

    /// Looks at what is over, ends what nobody answered. Run by a job; answers how many were looked at.
    int look();

    /// Empty until it was looked at.
    Optional<Outcome> of(EventId event);

    /// How many came although nobody led it.
    int cameFor(EventId event);

    /// An owner says whether it took place; answers how it stands, which may be what was decided before.
    ///
    /// @throws org.tsudoi.platform.Problem not-found where nobody was asked
    Outcome answer(EventId event, MemberId owner, boolean tookPlace);

    /// Whose money waits: those that are asked about, and those of which it goes back just now.
    List<EventId> undecided();

    /// A buyer says that it did not take place, although its owner says so. Once for an order.
    ///
    /// @return false when they have said so before
    /// @throws org.tsudoi.platform.Problem conflict unless an owner has said so and the order has a place
    boolean object(OrderId order);

    boolean hasObjected(OrderId order);

    /// Those that are asked about, and those with objections, the newest first.
    List<Doubt> doubts(int max);

    record Doubt(Outcome outcome, int objections) {}
}
