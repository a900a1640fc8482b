package org.tsudoi.promises;

import java.time.Instant;
import org.tsudoi.money.Money;
import org.tsudoi.orders.OrderId;

/// Published inside the transaction that stores the change.
public sealed interface OutcomeNews {
    Outcome.Of of();

    record WasItHeld(Outcome.Of of, Instant answerBy) implements OutcomeNews {}

    /// Everybody gets back what they paid for it.
    record NotHeld(Outcome.Of of) implements OutcomeNews {}

    /// Nobody was seen, and an owner says that it took place.
    record SaidToBeHeld(Outcome.Of of) implements OutcomeNews {}

    /// A buyer says that it did not take place.
    record ObjectedTo(Outcome.Of of, OrderId order) implements OutcomeNews {}

    /// An operator has decided about what buyers objected to.
    record Decided(Outcome.Of of, boolean tookPlace) implements OutcomeNews {}

    record DateGivenBack(Outcome.Of.Date of, OrderId order, Money money, Money points) implements OutcomeNews {}
}
