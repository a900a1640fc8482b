package org.tsudoi.orders;

import org.tsudoi.contact.EmailAddress;

/// Places of what is sold to members and nobody else, be it the event ([org.tsudoi.offerings.Event.SaleTo#MEMBERS]) or
/// one plan of it: the one way to order them. Whoever keeps the members asks here, having asked them; pages and
/// everybody else do not.
public interface MemberOrders {
    /// As [Orders#place], and of nothing that is sold to others. Joins the caller's transaction, in which the event is
    /// held still; unless it answers `Placed` or `ToConfirm`, that has to be rolled back.
    ///
    /// @throws IllegalArgumentException when it is not for a member under their own address
    Orders.Placing place(Orders.Request request);

    /// Lets an order go whose member is none any more before it is paid: the seat is free at once, and what comes all
    /// the same goes back. False when there is nothing to let go, or it was paid, as far as its buyer can.
    boolean letGo(OrderId order);

    /// What orders that were placed with this address are found by.
    byte[] index(EmailAddress address);
}
