package org.tsudoi.promises;

import java.util.List;
import java.util.Optional;
import org.tsudoi.offerings.EventId;
import org.tsudoi.offerings.Schedule;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.OrderId;
import org.tsudoi.orders.Orders;

/// Moves meetings that are on sale, and keeps the right of whoever ordered before: to leave until a moment that is told
/// and have all of it back. Moved again, everybody has it anew.
public interface Moves {
    /// What moving it would mean; nothing happens.
    ///
    /// @throws org.tsudoi.platform.Problem as `move`
    Prospect weigh(EventId event, Schedule.Fixed to);

    /// @param matters whether it is by so much that everybody may leave
    record Prospect(Move move, Orders.AtStake atStake) {
        public boolean matters() {
            return move.matters();
        }
    }

    /// @throws org.tsudoi.platform.Problem in fields: `startDate` when it would begin in the past, `startTime` when
    ///     nothing would change, `over` once it is over; gone when it was called off; conflict for a draft
    void move(EventId event, Schedule.Fixed to);

    /// Whether somebody has a place, and these times are others by so much that they would be asked.
    boolean concerns(EventId event, Schedule.Fixed to);

    /// What other hours for dates of a course would mean; nothing happens. Empty where nobody has a place or would be
    /// asked.
    Optional<Prospect> weigh(EventId course, Schedule.Course to);

    /// The newest first.
    List<Move> of(EventId event);

    /// The newest that matters since the order was placed; of a course the one that may be left for the longest.
    Optional<Move> concerning(Order order);

    boolean stays(Move move, OrderId order);

    /// The buyer says that they stay. They may leave all the same, as long as that is told.
    ///
    /// @param sequence of the move that they were asked about
    Staying stay(OrderId order, int sequence);

    enum Staying {
        /// Now or before.
        NOTED,
        MOVED_AGAIN,
        /// They have no place.
        GONE
    }

    /// Those whom a move concerns, of the newest 5,000 orders.
    Answers answers(Move move);

    record Answers(List<Order> staying, List<Order> left, List<Order> silent) {}
}
