package org.tsudoi.documents;

import java.time.Clock;
import java.time.Instant;
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
            case Schedule.Fixed _ -> {
                var method = cancelling ? Method.CANCEL : Method.REQUEST;
                yield Optional.of(
                        new Entry(method, written(order, items(order, event, tickets), tickets, method), cancelling));
            }
            case Schedule.Course _ -> {
                var items = items(order, event, tickets);
                yield Optional.of(
                        new Entry(Method.PUBLISH, written(order, items, tickets, Method.PUBLISH), cancelling));
            }
            case Schedule.Arranged _, Schedule.Monthly _, Schedule.AtOnce _ -> Optional.empty();
        };
    }

    /// @param cancelling whether nobody is coming any more
    public record Entry(Method method, String text, boolean cancelling) {}

    /// Entries of what was bought, as they stand in a calendar of many things: under the names that
    /// they have in mails, so that none is there twice. What a friend has now is not the buyer's any
    /// more. None of sessions, nor of what was over before. Others read that calendar, too: it names
    /// only pages that ask who is there, never secret addresses.
    ///
    /// @param page of their owner
    public void publish(
            Order order, Event event, List<Ticket> tickets, String page, Instant from, CalendarLines lines) {
        var own = tickets.stream()
                .filter(ticket -> !(ticket instanceof Ticket.Valid valid) || valid.isBuyers())
                .toList();
        if (tickets.isEmpty()) return;
        write(
                lines,
                place(order.id().toString(), page),
                recent(items(order, event, own), from),
                own.stream().noneMatch(Ticket.Valid.class::isInstance));
    }

    /// The same of a place that a friend gave.
    public void given(Order order, Event event, Ticket ticket, String page, Instant from, CalendarLines lines) {
        var items = recent(items(order, event, List.of(ticket)), from);
        write(lines, place(ticket.id().toString(), page), items, ticket instanceof Ticket.Cancelled);
    }

    private Place place(String uid, String page) {
        return new Place(uid, settings.link(page), settings.link(page));
    }

    /// All, as long as one of them is not over.
    private static List<Item> recent(List<Item> items, Instant from) {
        return items.stream().anyMatch(item -> item.times.end().isAfter(from)) ? items : List.of();
    }

    /// The same of what somebody leads.
    ///
    /// @param page where it is led
    public void led(Event event, String page, CalendarLines lines) {
        var told = event.particulars();
        var items = switch (told.schedule()) {
            case Schedule.Fixed times -> List.of(new Item("", told.title(), times, told.sequence(), false));
            case Schedule.Course course ->
                course.dates().stream()
                        .map(date -> CourseEntries.item(told, date))
                        .toList();
            case Schedule.Arranged _, Schedule.Monthly _, Schedule.AtOnce _ -> List.<Item>of();
        };
        write(lines, place(event.id() + "-led", page), items, event instanceof Event.Cancelled);
    }

    private List<Item> items(Order order, Event event, List<Ticket> tickets) {
        var told = event.particulars();
        return switch (told.schedule()) {
            case Schedule.Fixed times -> List.of(new Item("", told.title(), times, told.sequence(), false));
            case Schedule.Course course -> dates.items(order, told, course, tickets);
            case Schedule.Arranged _, Schedule.Monthly _, Schedule.AtOnce _ -> List.of();
        };
    }

    private void write(CalendarLines lines, Place place, List<Item> items, boolean cancelling) {
        for (var item : items) {
            boolean gone = cancelling || item.cancelled;
            begin(lines, place, item, gone);
            lines.add("STATUS:" + (gone ? "CANCELLED" : "CONFIRMED"));
            lines.add("END:VEVENT");
        }
    }

    /// @param uid  of its entries, before what each of them has besides
    /// @param door where one goes in
    private record Place(String uid, String door, String page) {}

    /// @param which     what its UID has besides the order's
    /// @param cancelled though others of the order are not
    record Item(String which, String title, Schedule.Fixed times, int sequence, boolean cancelled) {}

    private String written(Order order, List<Item> items, List<Ticket> tickets, Method method) {
        boolean cancelling = tickets.stream().noneMatch(Ticket.Valid.class::isInstance);
        var page = settings.link("/orders/" + orders.link(order.id()));
        var place = new Place(order.id().toString(), door(tickets, page), page);
        var lines = new CalendarLines();
        lines.add("BEGIN:VCALENDAR");
        lines.add("VERSION:2.0");
        lines.add("PRODID:-//Tsudoi//EN");
        lines.add("CALSCALE:GREGORIAN");
        lines.add("METHOD:" + method);
        for (var item : items) {
            boolean gone = cancelling || item.cancelled;
            begin(lines, place, item, gone);
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

    private String door(List<Ticket> tickets, String otherwise) {
        return tickets.stream()
                .filter(ticket -> ticket instanceof Ticket.Valid valid && valid.isBuyers())
                .findFirst()
                .map(ticket -> settings.link("/door/" + orders.doorLink(ticket.id())))
                .orElse(otherwise);
    }

    private void begin(CalendarLines lines, Place place, Item item, boolean gone) {
        lines.add("BEGIN:VEVENT");
        lines.add("UID:" + place.uid + item.which + "@" + settings.publicUrl().getHost());
        lines.add("SEQUENCE:" + (item.sequence + (gone ? 1 : 0)));
        lines.add("DTSTAMP:" + CalendarLines.utc(clock.instant()));
        lines.add("DTSTART:" + CalendarLines.utc(item.times.begin()));
        lines.add("DTEND:" + CalendarLines.utc(item.times.end()));
        lines.add("SUMMARY:" + CalendarLines.escaped(item.title));
        lines.add("LOCATION:" + CalendarLines.escaped(place.door));
        lines.add("URL:" + place.door);
        lines.add("DESCRIPTION:" + CalendarLines.escaped(place.page));
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
