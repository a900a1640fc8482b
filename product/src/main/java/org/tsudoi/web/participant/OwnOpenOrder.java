package org.tsudoi.web.participant;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.tsudoi.members.MemberId;
import org.tsudoi.offerings.EventId;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.Orders;

/// Who finds an event full may hold the seat themselves, by an order that they opened in another tab and have not paid.
@Component
class OwnOpenOrder {
    private final Orders orders;

    OwnOpenOrder(Orders orders) {
        this.orders = orders;
    }

    /// Its address. Only whoever is signed in has one: anybody may type a mail address.
    Optional<String> address(EventId event, @Nullable MemberId reader) {
        return Optional.ofNullable(reader)
                .flatMap(member -> orders.standing(event, member).stream()
                        .filter(OwnOpenOrder::isOpen)
                        .findFirst())
                .map(order -> "/orders/" + orders.link(order.id()));
    }

    private static boolean isOpen(Order order) {
        return switch (order) {
            case Order.Held _, Order.Paying _ -> true;
            case Order.Unconfirmed _, Order.Paid _, Order.Lapsed _, Order.Unseated _, Order.Cancelled _ -> false;
        };
    }
}
