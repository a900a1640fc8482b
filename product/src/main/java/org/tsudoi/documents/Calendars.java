package org.tsudoi.documents;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.Events;
import org.tsudoi.offerings.Schedule;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.OrderId;
import org.tsudoi.orders.Orders;
import org.tsudoi.orders.Ticket;
import org.tsudoi.platform.PlatformSettings;
import org.tsudoi.texts.CalendarLines;

/// Calendar files (RFC 5545, RFC 5546). One entry an order, or one for each date of a course, with a UID that never
/// changes; SEQUENCE grows with each change of the times and with the cancelling. The place is our door, never a
/// provider's link.
@Component
public class Calendars {
    private final Orders orders;
    private final Events events;
    private final PlatformSettings settings;
    private final CourseEntries dates;
    private final Clock clock;
    private final String sender;

    Calendars(
            Orders orders,
            Events events,
            PlatformSettings settings,
            CourseEntries dates,
            Clock clock,
            @Value("${tsudoi.mail.from:tsudoi@localhost.localdomain}") String sender) {
        this.orders = orders;
        this.events = events;
        this.settings = settings;
        this.dates = dates;
        this.clock = clock;
        this.sender = sender;
    }

    public enum Method {
        REQUEST,
        CANCEL,
        /// Entries of several UIDs in one file: only so may they be together (RFC 5546 §3.2.1).
        PUBLISH
    }

    /// An invitation while a place of the order is valid, a cancelling when none is. Empty for sessions: each has a
    /// calendar entry of its own once it is booked.
    public Optional<Entry> of(OrderId id) {
        var order = orders.get(id);
        return of(order, events.get(order.terms().event()), orders.tickets(id));
    }

    /// Of what was read already.
    public Optional<Entry> of(Order order, Event event, List<Ticket> tickets) {
        var told = event.particulars();
        boolean cancelling = tickets.stream().noneMatch(Ticket.Valid.class::isInstance);
        return switch (told.schedule()) {
            case Schedule.Fixed times -> {
                var method = cancelling ? Method.CANCEL : Method.REQUEST;
                var one = new Item("", told.title(), times, told.sequence(), false);
                yield Optional.of(new Entry(method, written(order, List.of(one), tickets, method), cancelling));
            }
            case Schedule.Course course -> {
                var items = dates.items(order, told, course, tickets);
                yield Optional.of(
                        new Entry(Method.PUBLISH, written(order, items, tickets, Method.PUBLISH), cancelling));
            }
            case Schedule.Arranged _, Schedule.Monthly _, Schedule.AtOnce _ -> Optional.empty();
        };
    }

    /// @param cancelling whether nobody is coming any more
    public record Entry(Method method, String text, boolean cancelling) {}

    /// @param which     what its UID has besides the order's
    /// @param cancelled though others of the order are not
    record Item(String which, String title, Schedule.Fixed times, int sequence, boolean cancelled) {}

    private String written(Order order, List<Item> items, List<Ticket> tickets, Method method) {
        boolean cancelling = tickets.stream().noneMatch(Ticket.Valid.class::isInstance);
        var page = settings.link("/orders/" + orders.link(order.id()));
        var door = tickets.stream()
                .filter(ticket -> ticket instanceof Ticket.Valid valid && valid.isBuyers())
                .findFirst()
                .map(ticket -> settings.link("/door/" + orders.doorLink(ticket.id())))
                .orElse(page);
        var lines = new CalendarLines();
        lines.add("BEGIN:VCALENDAR");
        lines.add("VERSION:2.0");
        lines.add("PRODID:-//Tsudoi//EN");
        lines.add("CALSCALE:GREGORIAN");
        lines.add("METHOD:" + method);
        for (var item : items) {
            boolean gone = cancelling || item.cancelled;
            begin(lines, order, item, gone);
            lines.add("LOCATION:" + CalendarLines.escaped(door));
            lines.add("URL:" + door);
            lines.add("DESCRIPTION:" + CalendarLines.escaped(page));
            lines.add("ORGANIZER;CN=Tsudoi:mailto:" + sender);
            // Nobody is asked by what is published (RFC 5546 §3.2.1).
            if (method != Method.PUBLISH) attendee(lines, order.terms().buyer());
            lines.add("STATUS:" + (gone ? "CANCELLED" : "CONFIRMED"));
            if (!gone) alarm(lines, item.title);
            lines.add("END:VEVENT");
        }
        lines.add("END:VCALENDAR");
        return lines.toString();
    }

    private void begin(CalendarLines lines, Order order, Item item, boolean gone) {
        lines.add("BEGIN:VEVENT");
        lines.add("UID:" + order.id() + item.which + "@" + settings.publicUrl().getHost());
        lines.add("SEQUENCE:" + (item.sequence + (gone ? 1 : 0)));
        lines.add("DTSTAMP:" + CalendarLines.utc(clock.instant()));
        lines.add("DTSTART:" + CalendarLines.utc(item.times.begin()));
        lines.add("DTEND:" + CalendarLines.utc(item.times.end()));
        lines.add("SUMMARY:" + CalendarLines.escaped(item.title));
    }

    private static void attendee(CalendarLines lines, Order.Buyer buyer) {
        lines.add("ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;CN="
                + CalendarLines.parameter(buyer.name().value()) + ":mailto:"
                + buyer.email().value());
    }

    private static void alarm(CalendarLines lines, String title) {
        lines.add("BEGIN:VALARM");
        lines.add("ACTION:DISPLAY");
        lines.add("DESCRIPTION:" + CalendarLines.escaped(title));
        lines.add("TRIGGER:-PT15M");
        lines.add("END:VALARM");
    }
}
