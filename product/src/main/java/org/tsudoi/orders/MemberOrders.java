package org.tsudoi.orders;

/// Places of what is sold to members and nobody else, be it the event ([org.tsudoi.offerings.Event.SaleTo#MEMBERS]) or
/// one plan of it: the one way to order them. Whoever keeps the members asks here, having asked them; pages and
/// everybody else do not.
public interface MemberOrders {
    /// As [Orders#place], and of nothing that is sold to others. Joins the caller's transaction, in which the event is
    /// held still; unless it answers `Placed` or `ToConfirm`, that has to be rolled back.
    Orders.Placing place(Orders.Request request);
}
