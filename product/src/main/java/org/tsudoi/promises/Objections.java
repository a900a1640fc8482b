package org.tsudoi.promises;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.tsudoi.members.MemberId;
import org.tsudoi.orders.OrderId;

/// What buyers say did not take place although its owner says so, until an operator decides: it took place, and all
/// stays paid, or it did not, and everybody gets back what they paid for it.
public interface Objections {
    /// So long the share of whoever objects is kept from payouts at most.
    Duration HELD_FOR = Duration.ofDays(90);

    /// That nobody has decided about, the oldest first.
    List<Open> open();

    record Open(Outcome.Of of, OrderId order, Instant at) {}

    /// Of those who object to that.
    List<OrderId> to(Outcome.Of of);

    Optional<Decision> decision(Outcome.Of of);

    record Decision(Outcome.Of of, boolean tookPlace, MemberId by, Instant at) {}

    /// Not who acts for its organiser, nor who objects.
    boolean mayDecide(Outcome.Of of, MemberId operator);

    /// Of two the first: answers what was decided.
    ///
    /// @throws org.tsudoi.platform.Problem conflict where nobody objects, or where it is not theirs to decide
    Decision decide(Outcome.Of of, MemberId operator, boolean tookPlace);
}
