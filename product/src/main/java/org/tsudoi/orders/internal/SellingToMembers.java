package org.tsudoi.orders.internal;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.tsudoi.contact.EmailAddress;
import org.tsudoi.orders.MemberOrders;
import org.tsudoi.orders.OrderId;
import org.tsudoi.orders.Orders.Placing;
import org.tsudoi.orders.Orders.Request;

@Component
class SellingToMembers implements MemberOrders {
    private final PlacingOrders placing;
    private final RefusedMembers refused;
    private final OrderTable orders;

    SellingToMembers(PlacingOrders placing, RefusedMembers refused, OrderTable orders) {
        this.placing = placing;
        this.refused = refused;
        this.orders = orders;
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public Placing place(Request request) {
        if (!placing.isProven(request.buyer())) throw new IllegalArgumentException("not under a member's own address");
        return placing.placeForMember(request);
    }

    @Override
    public boolean letGo(OrderId order) {
        return refused.letGo(order);
    }

    @Override
    public byte[] index(EmailAddress address) {
        return orders.mailIndex(address);
    }
}
