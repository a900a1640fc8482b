package org.tsudoi.promises;

import java.time.Instant;
import org.tsudoi.money.Money;
import org.tsudoi.orders.OrderId;

/// Published inside the transaction that stores the change.
public sealed interface DateOutcomeNews {
    DateOutcome.Of of();

    record WasDateHeld(DateOutcome.Of of, Instant answerBy) implements DateOutcomeNews {}

    /// Nobody was seen, and an owner says that it took place.
    record DateSaidToBeHeld(DateOutcome.Of of) implements DateOutcomeNews {}

    record DateNotHeld(DateOutcome.Of of) implements DateOutcomeNews {}

    record DateGivenBack(DateOutcome.Of of, OrderId order, Money money, Money points) implements DateOutcomeNews {}
}
