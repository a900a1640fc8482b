package org.tsudoi.web.participant;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.tsudoi.documents.Calendars;
import org.tsudoi.freetimes.BookingCalendar;
import org.tsudoi.members.Member;
import org.tsudoi.members.MemberId;
import org.tsudoi.members.Members;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.EventId;
import org.tsudoi.offerings.Events;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.Orders;
import org.tsudoi.texts.CalendarLines;
import org.tsudoi.transfers.Transfer;
import org.tsudoi.transfers.Transfers;

/// What a member's calendar has besides sessions: events and dates of courses they have a place in, make-up dates,
/// places that friends gave them, and what they lead. What was cancelled is there as that, so that it goes from the
/// calendars it is in. Whoever has the file has only addresses that ask who is there.
@Component
class PlacesInCalendar implements BookingCalendar.Besides {
    private static final String PAGE = "/tickets";

    private final Members members;
    private final Sold sold;
    private final Transfers transfers;
    private final LedMeetings led;
    private final Calendars calendars;

    @Component
    record Sold(Orders orders, Events events) {}

    PlacesInCalendar(Members members, Sold sold, Transfers transfers, LedMeetings led, Calendars calendars) {
        this.members = members;
        this.sold = sold;
        this.transfers = transfers;
        this.led = led;
        this.calendars = calendars;
    }

    @Override
    public void write(MemberId id, Instant from, CalendarLines lines) {
        var known = new HashMap<EventId, Event>();
        members.find(id).ifPresent(member -> {
            bought(member, known, from, lines);
            given(member, known, from, lines);
        });
        for (var event : led.of(id)) {
            if (!event.particulars().hasEnded(from)) calendars.led(event, LedMeetings.page(event), lines);
        }
    }

    private void bought(Member member, Map<EventId, Event> known, Instant from, CalendarLines lines) {
        for (var order : sold.orders.ofMember(member.id(), member.email())) {
            if (!hadPlaces(order)
                    || !order.terms().takesSeats()
                    || order.terms().isSession()) continue;
            var event = event(order, known);
            if (isOver(order, event, from)) continue;
            calendars.publish(order, event, sold.orders.tickets(order.id()), PAGE, from, lines);
        }
    }

    private static boolean hadPlaces(Order order) {
        return switch (order) {
            case Order.Paid _, Order.Cancelled _ -> true;
            case Order.Unconfirmed _, Order.Held _, Order.Paying _, Order.Lapsed _, Order.Unseated _ -> false;
        };
    }

    private Event event(Order order, Map<EventId, Event> known) {
        return known.computeIfAbsent(order.terms().event(), sold.events::get);
    }

    /// Of a course its entries say it: a make-up date may come after its last one.
    private static boolean isOver(Order order, Event event, Instant from) {
        return !order.terms().isCourse() && event.particulars().hasEnded(from);
    }

    private void given(Member member, Map<EventId, Event> known, Instant from, CalendarLines lines) {
        for (var one : transfers.toFriend(member.email())) {
            if (!(one instanceof Transfer.Accepted)) continue;
            var order = sold.orders.get(one.gift().order());
            var event = event(order, known);
            if (isOver(order, event, from)) continue;
            var ticket = sold.orders.ticket(one.gift().ticket()).orElseThrow();
            calendars.given(order, event, ticket, PAGE, from, lines);
        }
    }
}
