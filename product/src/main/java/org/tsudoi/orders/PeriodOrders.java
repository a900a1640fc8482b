package org.tsudoi.orders;

import java.time.Instant;
import org.tsudoi.members.Member;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.EventId;
import org.tsudoi.offerings.Tax;
import org.tsudoi.payments.CardWish;
import org.tsudoi.payments.Choice;
import org.tsudoi.payments.PaymentId;

/// Sells periods of what is paid for by the month: asked for by whoever keeps its members, and paid as any order.
public interface PeriodOrders {
    /// The order for it, open to be paid until then: made, or kept open for longer, or opened again when it lapsed.
    /// One that is paid stays as it is. Joins the caller's transaction.
    Order ask(OrderId id, Period period);

    /// @param event  as [org.tsudoi.offerings.Events#monthly] made it
    /// @param amount whatever its list says: what this member was told
    record Period(EventId event, Order.When.Period when, Money amount, Tax tax, Order.Buyer buyer, Instant payBefore) {}

    /// By a card or wallet whose holder agreed to be charged without being there. The payment tells what becomes of it.
    /// The same payment again is the same charge. No transaction may be open.
    void charge(OrderId id, PaymentId as, Choice by, CardWish.Saved means);

    /// By points alone. Answers false when there are not enough, or when the amount is not in yen; nothing is spent
    /// then.
    boolean payByPoints(OrderId id, Member member);

    /// Points pay as much as there are of them, and leave what other means take; all of it where they are enough. They
    /// are kept for it until it is paid or lapses.
    void payByPointsFirst(OrderId id, Member member);

    /// So much of what was paid comes back by the way it came, and no more than was paid: once for each order.
    ///
    /// @throws IllegalStateException when something came back before
    void giveBack(OrderId id, Money amount);
}
