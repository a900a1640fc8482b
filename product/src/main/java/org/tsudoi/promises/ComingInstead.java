package org.tsudoi.promises;

import java.util.List;
import org.tsudoi.orders.OrderId;

/// What whoever lets people come to something else instead tells promises.
public interface ComingInstead {
    /// The orders with a place that comes there instead of a date of its course.
    List<OrderId> to(Outcome.Of of);
}
