package org.tsudoi.registrations;

import java.time.Duration;
import java.util.Optional;
import org.tsudoi.members.Member;
import org.tsudoi.members.MemberId;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.OrderId;

/// Moves members up to teaching for the fee that the operator set. It is paid once and covers all that can be taught.
public interface Registrations {
    Duration PAY_WITHIN = Duration.ofDays(7);

    /// Whether somebody sells for the house, so that it can be paid at all.
    boolean isSold();

    /// The order for it: the one that is open, or a new one. Its id is derived from the member.
    Asking ask(Member member);

    sealed interface Asking {
        record ToPay(Order order) implements Asking {}

        /// The fee is nothing: they teach from now on.
        record Free() implements Asking {}

        record TeachesAlready() implements Asking {}

        /// Nobody was chosen who sells for the house.
        record NotSold() implements Asking {}
    }

    /// One that is open to be paid.
    Optional<Order> open(MemberId member);

    /// The order by which they paid it, while that counts; nothing where it was free.
    Optional<Order> paid(MemberId member);

    /// Whether an order is for this fee.
    boolean isFee(OrderId order);

    /// All that was paid goes back, and the stage with it. False when nothing was paid, or it went back before.
    boolean giveBack(MemberId member);
}
