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

/// Calendar files (RFC 5545, RFC 5546). One entry an order with a UID that never changes; SEQUENCE grows with
/// each change of the times and with the cancelling. The place is our door, never a provider's link.
@Component
public class Calendars {
    private final Orders orders;
    private final Events events;
    private final PlatformSettings settings;
    private final Clock clock;

    private final String sender;

    Calendars(
            Orders orders,
            Events events,
            PlatformSettings settings,
            Clock clock,
            @Value("${tsudoi.mail.from:tsudoi@localhost.localdomain}") String sender) {
        this.orders = orders;
        this.events = events;
        this.settings = settings;
        this.clock = clock;
        this.sender = sender;
    }

    public enum Method {
        REQUEST,
        CANCEL
    }

    /// An invitation while a place of the order is valid, a cancelling when none is. Empty for sessions: each has a
    /// calendar entry of its own once it is booked.
    public Optional<Entry> of(OrderId id) {
        var order = orders.get(id);
        return of(order, events.get(order.terms().event()), orders.tickets(id));
    }

    /// Of what was read already.
    public Optional<Entry> of(Order order, Event event, List<Ticket> tickets) {
        if (!(event.particulars().schedule() instanceof Schedule.Fixed times)) return Optional.empty();
        var method = tickets.stream().anyMatch(Ticket.Valid.class::isInstance) ? Method.REQUEST : Method.CANCEL;
        return Optional.of(new Entry(method, written(order, event.particulars(), times, tickets, method)));
    }

    public record Entry(Method method, String text) {}

    private String written(
            Order order, Event.Particulars told, Schedule.Fixed times, List<Ticket> tickets, Method method) {
        var page = settings.link("/orders/" + orders.link(order.id()));
        var door = tickets.stream()
                .filter(ticket -> ticket instanceof Ticket.Valid valid && valid.isBuyers())
                .findFirst()
                .map(ticket -> settings.link("/door/" + orders.doorLink(ticket.id())))
                .orElse(page);
        int sequence = told.sequence() + (method == Method.CANCEL ? 1 : 0);
        var buyer = order.terms().buyer();
        var host = settings.publicUrl().getHost();
        var lines = new CalendarLines();
        lines.add("BEGIN:VCALENDAR");
        lines.add("VERSION:2.0");
        lines.add("PRODID:-//Tsudoi//EN");
        lines.add("CALSCALE:GREGORIAN");
        lines.add("METHOD:" + method);
        lines.add("BEGIN:VEVENT");
        lines.add("UID:" + order.id() + "@" + host);
        lines.add("SEQUENCE:" + sequence);
        lines.add("DTSTAMP:" + CalendarLines.utc(clock.instant()));
        lines.add("DTSTART:" + CalendarLines.utc(times.begin()));
        lines.add("DTEND:" + CalendarLines.utc(times.end()));
        lines.add("SUMMARY:" + CalendarLines.escaped(told.title()));
        lines.add("LOCATION:" + CalendarLines.escaped(door));
        lines.add("URL:" + door);
        lines.add("DESCRIPTION:" + CalendarLines.escaped(page));
        lines.add("ORGANIZER;CN=Tsudoi:mailto:" + sender);
        lines.add("ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;CN="
                + CalendarLines.parameter(buyer.name().value()) + ":mailto:"
                + buyer.email().value());
        lines.add("STATUS:" + (method == Method.CANCEL ? "CANCELLED" : "CONFIRMED"));
        if (method == Method.REQUEST) {
            lines.add("BEGIN:VALARM");
            lines.add("ACTION:DISPLAY");
            lines.add("DESCRIPTION:" + CalendarLines.escaped(told.title()));
            lines.add("TRIGGER:-PT15M");
            lines.add("END:VALARM");
        }
        lines.add("END:VEVENT");
        lines.add("END:VCALENDAR");
        return lines.toString();
    }
}
