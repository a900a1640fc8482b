package org.tsudoi.web.participant;

import org.springframework.stereotype.Component;
import org.tsudoi.applications.Applications;
import org.tsudoi.members.Member;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.Orders;
import org.tsudoi.transfers.Transfers;

/// Whether something of somebody's waits on their page: who bought as a guest finds it there as soon as they have
/// signed in with that address.
@Component
public class TheirPlaces {
    private final Orders orders;
    private final Applications applications;
    private final Transfers transfers;

    TheirPlaces(Orders orders, Applications applications, Transfers transfers) {
        this.orders = orders;
        this.applications = applications;
        this.transfers = transfers;
    }

    public boolean any(Member member) {
        return orders.ofMember(member.id(), member.email()).stream()
                        .anyMatch(order -> !(order instanceof Order.Lapsed)
                                && order.terms().takesSeats())
                || !applications.ofMember(member.id(), member.email()).isEmpty()
                || !transfers.toFriend(member.email()).isEmpty();
    }
}
