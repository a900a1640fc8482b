package org.tsudoi.makeups;

import org.tsudoi.offerings.DateId;
import org.tsudoi.offerings.EventId;
import org.tsudoi.orders.OrderId;

/// Published inside the transaction that stores the change.
public sealed interface MakeUpNews {
    record DateTaken(OrderId order, MakeUpId makeUp) implements MakeUpNews {}

    /// @param calledOff whether what was taken does not take place
    record DateGivenBack(OrderId order, MakeUpId makeUp, boolean calledOff) implements MakeUpNews {}

    /// What was taken is at another time; it may be undone, or another one taken, as long as that has not begun.
    record OtherDateMoved(OrderId order, MakeUpId makeUp) implements MakeUpNews {}

    /// To whoever has a date that nobody held.
    record DateOffered(EventId course, DateId missed) implements MakeUpNews {}

    record PlacesOpened(EventId event) implements MakeUpNews {}
}
