package org.tsudoi.orders;

import java.time.Instant;
import java.time.ZoneId;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.Tax;

/// Sells what the house gives at once: without a time, a seat or a door, to whoever it asks, paid in money by any means
/// and without a fee. What becomes of it is told by [OrderNews.HouseOrdersPaid], [OrderNews.HouseOrderGivenBack],
/// [OrderNews.HouseOrderLost] and [OrderNews.OrderLapsed], each inside the transaction that stores it.
public interface HouseOrders {
    /// The order for it, open to be paid until then. The same id again is the same order, whatever became of it. Joins
    /// the caller's transaction.
    ///
    /// @throws IllegalStateException when nobody was chosen as the [org.tsudoi.members.House]
    Order ask(OrderId id, Wish wish);

    /// @param named     what it is called on the order and on its papers
    /// @param payBefore money that comes later goes back
    record Wish(Thing thing, String named, Money amount, Tax tax, Order.Buyer buyer, Instant payBefore) {}

    /// What is sold again and again. Its title is read by buyers, so there is one for each language.
    ///
    /// @param key  tells it from all others
    /// @param zone of its times
    record Thing(String key, String title, String about, ZoneId zone) {}

    /// So much of what was paid goes back by the way it came, and the order is over: once for each.
    ///
    /// @throws IllegalStateException when it is not paid, or something came back before
    void giveBack(OrderId id, Money amount);
}
