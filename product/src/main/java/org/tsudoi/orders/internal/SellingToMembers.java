package org.tsudoi.orders.internal;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.tsudoi.orders.MemberOrders;
import org.tsudoi.orders.Orders.Placing;
import org.tsudoi.orders.Orders.Request;

@Component
class SellingToMembers implements MemberOrders {
    private final PlacingOrders placing;

    SellingToMembers(PlacingOrders placing) {
        this.placing = placing;
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public Placing place(Request request) {
        return placing.placeForMember(request);
    }
}
