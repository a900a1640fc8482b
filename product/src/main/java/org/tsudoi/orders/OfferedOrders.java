package org.tsudoi.orders;

import java.time.Instant;

/// Keeps places for somebody who asked for them and cannot simply buy: an order like any other, but
/// that it is held until the offer ends.
public interface OfferedOrders {
    /// The order, held for its buyer until then. Accepting is paying or, where nothing is to be
    /// paid, confirming it. Joins the caller's transaction, in which the event is held alone. The
    /// same key again is the same order.
    ///
    /// @param request of a buyer whose address is proven
    Offering offer(Orders.Request request, Instant until);

    sealed interface Offering {
        record Offered(Order order) implements Offering {}

        record NotEnoughSeats(long free) implements Offering {}

        /// The event is not sold any more, or its plan is not, or not in this number.
        record NotOnSale() implements Offering {}
    }
}
