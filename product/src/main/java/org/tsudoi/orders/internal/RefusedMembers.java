package org.tsudoi.orders.internal;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.EventId;
import org.tsudoi.orders.MemberStanding;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.OrderId;
import org.tsudoi.payments.BeforeTaking;
import org.tsudoi.payments.Payment;
import org.tsudoi.payments.Payments;
import org.tsudoi.platform.Problem;

/// A member's place that is not paid yet is for a member still: asked again before anything is begun to be paid, before
/// what was approved is taken, and by whoever keeps the members. Nobody else is asked about.
@Component
class RefusedMembers implements BeforeTaking {
    private final OrderTable orders;
    private final PlacingOrders placing;
    private final Payments payments;
    private final ObjectProvider<MemberStanding> standing;
    private final PlacingOrders.Desk desk;

    RefusedMembers(
            OrderTable orders,
            PlacingOrders placing,
            Payments payments,
            ObjectProvider<MemberStanding> standing,
            PlacingOrders.Desk desk) {
        this.orders = orders;
        this.placing = placing;
        this.payments = payments;
        this.standing = standing;
        this.desk = desk;
    }

    /// @param events as the caller has them
    Set<OrderId> among(Collection<? extends Order> all, Function<EventId, Event> events) {
        var members = all.stream()
                .filter(order ->
                        order.terms().takesSeats() && order.terms().buyer().member() != null)
                .filter(order -> desk.events()
                        .isForMembers(
                                events.apply(order.terms().event()),
                                order.terms().plan()))
                .map(Order::id)
                .toList();
        var asked = members.isEmpty() ? null : standing.getIfAvailable();
        return asked == null ? Set.of() : asked.refused(members);
    }

    boolean isRefused(Order order) {
        return !among(List.of(order), desk.events()::get).isEmpty();
    }

    /// In the caller's transaction, in which the row is locked. What a store or a bank was given already is as good as
    /// paid, and stays; so does what was given in part.
    Optional<Order.Lapsed> letGo(Order order) {
        var now = desk.clock().instant();
        var why = Order.LapseReason.NOT_A_MEMBER;
        return switch (order) {
            case Order.Unconfirmed it -> Optional.of(placing.lapse(it, it.lapsed(now, why)));
            case Order.Held it -> Optional.of(placing.lapse(it, it.lapsed(now, why)));
            case Order.Paying it when isGiven(it) -> Optional.empty();
            case Order.Paying it -> {
                payments.withdraw(it.payment());
                yield Optional.of(placing.lapse(it, it.lapsed(now, why)));
            }
            case Order.Paid _, Order.Lapsed _, Order.Unseated _, Order.Cancelled _ -> Optional.empty();
        };
    }

    private boolean isGiven(Order.Paying order) {
        return switch (payments.get(order.payment())) {
            case Payment.Processing _, Payment.Captured _ -> true;
            case Payment.Issued it -> it.hasPart();
            case Payment.Requested _, Payment.Submitted _, Payment.Unknown _, Payment.Failed _, Payment.Withdrawn _ ->
                false;
        };
    }

    boolean letGo(OrderId id) {
        return Objects.requireNonNull(desk.transaction()
                .execute(_ ->
                        letGo(orders.lock(id).orElseThrow(Problem::notFound)).isPresent()));
    }

    @Override
    public boolean mayTake(String orderReference) {
        var order = OrderId.parse(orderReference).flatMap(orders::find);
        order.filter(it -> it instanceof Order.Paying && isRefused(it)).ifPresent(it -> letGo(it.id()));
        // Somebody else may have let it go a moment ago.
        return order.flatMap(it -> orders.find(it.id()))
                .filter(Order.Lapsed.class::isInstance)
                .isEmpty();
    }
}
