package org.tsudoi.orders;

import java.util.Collection;
import java.util.Set;

/// What buyers have put away from their list. It changes nothing else of an order.
public interface Archive {
    void put(OrderId order);

    void takeBack(OrderId order);

    /// Those of them that are put away.
    Set<OrderId> of(Collection<OrderId> orders);
}
