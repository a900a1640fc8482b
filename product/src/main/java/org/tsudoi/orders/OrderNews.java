package org.tsudoi.orders;

import java.time.Instant;
import java.util.List;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.EventId;
import org.tsudoi.payments.PaymentId;
import org.tsudoi.payments.RefundId;

/// Published inside the transaction that stores the change; listeners join it, and call no provider.
public sealed interface OrderNews {
    EventId event();

    /// A mail is to prove the buyer's address, see `Order.Unconfirmed`.
    record OrderToConfirm(OrderId order, EventId event) implements OrderNews {}

    /// One order, or several that were paid for at the same moment.
    ///
    /// @param tickets of all of them
    record OrdersPaid(EventId event, List<OrderId> orders, List<TicketId> tickets) implements OrderNews {}

    /// The same of periods, which give no tickets.
    record PeriodsPaid(EventId event, List<OrderId> orders) implements OrderNews {}

    /// The buyer was given a number or a code to pay by until then, or has paid a part.
    ///
    /// @param received up to now
    record OrderToBePaid(OrderId order, EventId event, PaymentId payment, Instant until, Money received)
            implements OrderNews {}

    record OrderLapsed(OrderId order, EventId event, Order.LapseReason why) implements OrderNews {}

    /// Paid too late, no seat left: the money goes back.
    record OrderUnseated(OrderId order, EventId event, Money refund) implements OrderNews {}

    /// @param refund in money
    /// @param points what comes back as points
    record TicketsCancelled(
            OrderId order, EventId event, List<TicketId> tickets, Ticket.CancelledBy by, Money refund, Money points)
            implements OrderNews {}

    /// Some or all of what was paid for a period comes back.
    ///
    /// @param refund in money
    record PeriodGivenBack(OrderId order, EventId event, Money refund, Money points) implements OrderNews {}

    /// As `OrdersPaid`, of what the house sells at once.
    record HouseOrdersPaid(EventId event, List<OrderId> orders) implements OrderNews {}

    /// Some or all of what was paid for it comes back.
    record HouseOrderGivenBack(OrderId order, EventId event, Money refund) implements OrderNews {}

    /// A bank has decided that so much of it is the buyer's again; the order stays paid.
    ///
    /// @param dispute the provider's name of it
    record HouseOrderLost(OrderId order, EventId event, String dispute, Money amount) implements OrderNews {}

    /// The provider confirmed that money went back.
    record OrderRefunded(OrderId order, EventId event, RefundId refund, Money amount) implements OrderNews {}
}
