package org.tsudoi.orders.internal;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.tsudoi.orders.Confirmations;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.OrderId;
import org.tsudoi.platform.Problem;

/// Ends the ordering of what a voucher and points pay wholly: its buyer, too, orders by a button under what they have
/// read, and that is kept in the same commit.
@Component
class ConcludingOrders {
    private final OrderTable orders;
    private final PlacingOrders placing;
    private final ConfirmationTable confirmations;
    private final RefusedMembers members;
    private final PlacingOrders.Desk desk;

    ConcludingOrders(
            OrderTable orders,
            PlacingOrders placing,
            ConfirmationTable confirmations,
            RefusedMembers members,
            PlacingOrders.Desk desk) {
        this.orders = orders;
        this.placing = placing;
        this.confirmations = confirmations;
        this.members = members;
        this.desk = desk;
    }

    Optional<Order> conclude(OrderId id, Confirmations.Read read) {
        return Objects.requireNonNull(desk.transaction().execute(_ -> {
            var now = desk.clock().instant();
            return switch (orders.lock(id).orElseThrow(Problem::notFound)) {
                case Order.Held held
                when !now.isBefore(held.heldUntil()) ->
                    Optional.of(placing.lapse(held, held.lapsed(now, Order.LapseReason.EXPIRED)));
                case Order.Held held
                when members.isRefused(held) -> members.letGo(held).map(it -> it);
                case Order.Held held
                when !held.toPay().isZero() || !held.reductions().equals(read.by()) -> Optional.empty();
                case Order.Held held -> {
                    confirmations.keep(List.of(new ConfirmationTable.Kept(held.id(), read)), now);
                    yield Optional.of(placing.give(held, held.given(now)));
                }
                case Order.Paying _ -> Optional.empty();
                case Order.Unconfirmed _, Order.Paid _, Order.Lapsed _, Order.Unseated _, Order.Cancelled _ ->
                    Optional.of(orders.find(id).orElseThrow());
            };
        }));
    }
}
