package org.tsudoi.orders.internal;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tsudoi.offerings.Event;
import org.tsudoi.orders.Order;
import org.tsudoi.payments.Means;
import org.tsudoi.payments.Payment;
import org.tsudoi.payments.Payments;

/// Finds out whether somebody who let the time to pay pass may be asked, once, if they still want the place.
@Component
class AbandonedOrders {
    private final JdbcClient jdbc;
    private final Payments payments;
    private final OfferTable offers;
    private final PlacingOrders.Desk desk;

    AbandonedOrders(JdbcClient jdbc, Payments payments, OfferTable offers, PlacingOrders.Desk desk) {
        this.jdbc = jdbc;
        this.payments = payments;
        this.offers = offers;
        this.desk = desk;
    }

    boolean isWorthALetter(Order order) {
        return order instanceof Order.Lapsed lapsed
                && lapsed.why() == Order.LapseReason.EXPIRED
                && !order.terms().trial()
                // Whoever made the offer tells that it is over.
                && offers.until(order.id()).isEmpty()
                && isNoMoneyOnItsWay(order)
                && canStillBeHad(order.terms())
                && isOnlyOneOfItsBuyer(order);
    }

    /// Whether it is not known yet that nothing comes any more: it is being closed.
    boolean isStillClosing(Order order) {
        return order instanceof Order.Lapsed lapsed
                && lapsed.why() == Order.LapseReason.EXPIRED
                && payments.newestFor(order.id().toString())
                        .filter(payment -> switch (payment) {
                            case Payment.Requested _, Payment.Submitted _, Payment.Issued _, Payment.Unknown _ -> true;
                            case Payment.Withdrawn _, Payment.Failed _, Payment.Processing _, Payment.Captured _ ->
                                false;
                        })
                        .isPresent();
    }

    /// Of one who went to a bank or of whom nobody knows, it may still come. A number of a store that its provider has
    /// closed nobody can pay any more.
    private boolean isNoMoneyOnItsWay(Order order) {
        return payments.newestFor(order.id().toString())
                .map(payment -> switch (payment) {
                    case Payment.Withdrawn _, Payment.Failed _ ->
                        isClosedForCertain(payment.terms().choice().means());
                    case Payment.Requested _, Payment.Submitted _, Payment.Issued _ -> false;
                    case Payment.Processing _, Payment.Unknown _, Payment.Captured _ -> false;
                })
                .orElse(true);
    }

    private static boolean isClosedForCertain(Means means) {
        return switch (means) {
            case CARD, WALLET, PAYPAL, PAYPAY, KONBINI, PROMPTPAY, MOBILE_BANKING -> true;
            // A slip is paid with and a transfer made all the same, and told to us days later.
            case SLIP, BANK_TRANSFER, COUNTER -> false;
        };
    }

    private boolean canStillBeHad(Order.Terms terms) {
        var event = desk.events().get(terms.event());
        return event instanceof Event.Published
                && event.onSale(desk.clock().instant())
                && event.sellsToAnybody()
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
