package org.tsudoi.documents;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.Tax;
import org.tsudoi.orders.Extra;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.Orders;
import org.tsudoi.orders.Ticket;
import org.tsudoi.payments.RefundId;

/// How much of what was paid for an order, or came back of it, was sold by which rate of tax, where add-ons have
/// another rate than the places. What points paid is let off all of it in proportion.
record SoldByRate(Order order) {
    /// Whether the papers of the order have more than one rate for what was sold.
    boolean isMixed() {
        return order.terms().extras().stream()
                .anyMatch(one -> !one.tax().equals(order.terms().tax()));
    }

    /// @param fee within what was paid
    List<RateTotals.Line> paid(Money paid, Money fee) {
        var weights = new LinkedHashMap<Tax, Long>();
        var places = order.placesWorth().minus(order.feeWithin(order.worth()));
        add(weights, order.terms().tax(), places.minorUnits());
        for (var one : order.terms().extras())
            add(weights, one.tax(), one.total().minorUnits());
        return lines(weights, paid, fee);
    }

    /// What of it came back by that refund.
    ///
    /// @param tickets all of the order, in the order of their places
    /// @param dates   what came back for dates of a course, of places alone: those that were left count it, too
    /// @param fee within what came back
    List<RateTotals.Line> back(
            List<Ticket> tickets, List<Orders.DateShare> dates, RefundId refund, Money back, Money fee) {
        boolean ofDate = dates.stream()
                .anyMatch(share -> share.refund().filter(refund::equals).isPresent());
        if (ofDate) return lines(Map.of(order.terms().tax(), 1L), back, fee);
        var gone = tickets.stream()
                .filter(Ticket.Cancelled.class::isInstance)
                .map(Ticket.Cancelled.class::cast)
                .filter(ticket -> refund.equals(ticket.refund()))
                .toList();
        if (gone.isEmpty()) return paid(back, fee);
        var weights = new LinkedHashMap<Tax, Long>();
        long ofPlaces = 0;
        for (var ticket : gone) {
            ofPlaces += ticket.due().minus(ticket.forExtras()).minorUnits() - ofDates(dates, ticket);
            extras(weights, ticket, tickets);
        }
        add(weights, order.terms().tax(), Math.max(0, ofPlaces - fee.minorUnits()));
        return lines(weights, back, fee);
    }

    private static long ofDates(List<Orders.DateShare> dates, Ticket ticket) {
        return dates.stream()
                .filter(share -> share.ticket().equals(ticket.id()))
                .mapToLong(share -> share.amount().minorUnits())
                .sum();
    }

    /// What came back for the add-ons of a place, in proportion to their prices: the rules hold for all alike.
    private void extras(Map<Tax, Long> weights, Ticket.Cancelled ticket, List<Ticket> tickets) {
        if (ticket.forExtras().isZero()) return;
        var bought = new ArrayList<>(order.terms().extrasFor(tickets.indexOf(ticket)));
        if (isLast(ticket, tickets)) bought.addAll(order.terms().extrasFor(Extra.WHOLE_ORDER));
        var prices = bought.stream().mapToLong(one -> one.total().minorUnits()).toArray();
        if (Arrays.stream(prices).sum() == 0) return;
        var shares = ticket.forExtras().split(prices);
        for (int at = 0; at < shares.size(); at++) {
            add(weights, bought.get(at).tax(), shares.get(at).minorUnits());
        }
    }

    /// Whether what was bought for the order as a whole came back with it: with the last place, and of several that
    /// went together with the last of them.
    private static boolean isLast(Ticket.Cancelled ticket, List<Ticket> tickets) {
        return tickets.stream()
                .allMatch(one -> one instanceof Ticket.Cancelled gone
                        && (gone.at().isBefore(ticket.at())
                                || gone.at().equals(ticket.at()) && gone.number() <= ticket.number()));
    }

    private static void add(Map<Tax, Long> weights, Tax tax, long minorUnits) {
        weights.merge(tax, minorUnits, Math::addExact);
    }

    private List<RateTotals.Line> lines(Map<Tax, Long> weights, Money money, Money fee) {
        var lines = new ArrayList<RateTotals.Line>();
        var taxes = List.copyOf(weights.keySet());
        var sold = money.minus(fee);
        var each = weights.values().stream().mapToLong(Long::longValue).toArray();
        if (Arrays.stream(each).sum() == 0) {
            lines.add(new RateTotals.Line(order.terms().tax(), sold));
        } else {
            var shares = sold.split(each);
            for (int at = 0; at < taxes.size(); at++) lines.add(new RateTotals.Line(taxes.get(at), shares.get(at)));
        }
        if (!fee.isZero()) lines.add(new RateTotals.Line(order.terms().fee().tax(), fee));
        return lines.stream()
                .filter(line -> !line.amount().isZero() || money.isZero())
                .toList();
    }
}
