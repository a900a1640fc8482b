package org.tsudoi.orders.internal;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tsudoi.offerings.Event;
import org.tsudoi.orders.Order;
import org.tsudoi.payments.Payment;
import org.tsudoi.payments.Payments;

/// Finds out whether somebody who let the time to pay pass may be asked, once, if they still want the place.
@Component
class AbandonedOrders {
    private final JdbcClient jdbc;
    private final Payments payments;
    private final PlacingOrders.Desk desk;

    AbandonedOrders(JdbcClient jdbc, Payments payments, PlacingOrders.Desk desk) {
        this.jdbc = jdbc;
        this.payments = payments;
        this.desk = desk;
    }

    boolean isWorthALetter(Order order) {
        return order instanceof Order.Lapsed lapsed
                && lapsed.why() == Order.LapseReason.EXPIRED
                && !order.terms().trial()
                && isNoMoneyOnItsWay(order)
                && canStillBeHad(order.terms())
                && isOnlyOneOfItsBuyer(order);
    }

    /// Of one who went to a bank or of whom nobody knows, it may still come.
    private boolean isNoMoneyOnItsWay(Order order) {
        return payments.newestFor(order.id().toString())
                .map(payment -> switch (payment) {
                    case Payment.Withdrawn _, Payment.Failed _ ->
                        !payment.terms().choice().means().isPaidElsewhere();
                    case Payment.Requested _, Payment.Submitted _, Payment.Issued _ -> false;
                    case Payment.Processing _, Payment.Unknown _, Payment.Captured _ -> false;
                })
                .orElse(true);
    }

    private boolean canStillBeHad(Order.Terms terms) {
        var event = desk.events().get(terms.event());
        return event instanceof Event.Published
                && event.onSale(desk.clock().instant())
                && event.particulars().plan(terms.plan()).isPresent()
                && desk.events().seats(terms.event()).free() >= terms.places();
    }

    /// Anybody may have typed the address: its owner hears of one order for an event, and of no second one.
    private boolean isOnlyOneOfItsBuyer(Order order) {
        return jdbc.sql("""
                        select not exists (
                            select from orders one join orders other
                                on other.buyer_email_index = one.buyer_email_index and other.event = one.event
                            where one.id = :order and other.id <> one.id)""")
                .param("order", order.id().value())
                .query(Boolean.class)
                .single();
    }
}
