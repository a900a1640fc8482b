package org.tsudoi.documents;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.Events;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.OrderId;
import org.tsudoi.orders.Orders;
import org.tsudoi.orders.Ticket;
import org.tsudoi.platform.PlatformSettings;

/// Calendar files (RFC 5545, RFC 5546). One entry an order with a UID that never changes; SEQUENCE grows with
/// each change of the times and with the cancelling. The place is our door, never a provider's link.
@Component
public class Calendars {
    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final int OCTETS_A_LINE = 75;

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

    /// An invitation while a place of the order is valid, a cancelling when none is.
    public Entry of(OrderId id) {
        var order = orders.get(id);
        return of(order, events.get(order.terms().event()), orders.tickets(id));
    }

    /// Of what was read already.
    public Entry of(Order order, Event event, List<Ticket> tickets) {
        var method = tickets.stream().anyMatch(Ticket.Valid.class::isInstance) ? Method.REQUEST : Method.CANCEL;
        return new Entry(method, written(order, event, tickets, method));
    }

    public record Entry(Method method, String text) {}

    private String written(Order order, Event event, List<Ticket> tickets, Method method) {
        var told = event.particulars();
        var page = settings.link("/orders/" + orders.link(order.id()));
        var door = tickets.stream()
                .filter(Ticket.Valid.class::isInstance)
                .findFirst()
                .map(ticket -> settings.link("/door/" + orders.doorLink(ticket.id())))
                .orElse(page);
        int sequence = told.sequence() + (method == Method.CANCEL ? 1 : 0);
        var buyer = order.terms().buyer();
        var host = settings.publicUrl().getHost();
        var lines = new StringBuilder();
        line(lines, "BEGIN:VCALENDAR");
        line(lines, "VERSION:2.0");
        line(lines, "PRODID:-//Tsudoi//EN");
        line(lines, "CALSCALE:GREGORIAN");
        line(lines, "METHOD:" + method);
        line(lines, "BEGIN:VEVENT");
        line(lines, "UID:" + order.id() + "@" + host);
        line(lines, "SEQUENCE:" + sequence);
        line(lines, "DTSTAMP:" + utc(clock.instant()));
        line(lines, "DTSTART:" + utc(told.startsAt()));
        line(lines, "DTEND:" + utc(told.endsAt()));
        line(lines, "SUMMARY:" + escaped(told.title()));
        line(lines, "LOCATION:" + escaped(door));
        line(lines, "URL:" + door);
        line(lines, "DESCRIPTION:" + escaped(page));
        line(lines, "ORGANIZER;CN=Tsudoi:mailto:" + sender);
        line(
                lines,
                "ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;CN="
                        + parameter(buyer.name().value()) + ":mailto:"
                        + buyer.email().value());
        line(lines, "STATUS:" + (method == Method.CANCEL ? "CANCELLED" : "CONFIRMED"));
        if (method == Method.REQUEST) {
            line(lines, "BEGIN:VALARM");
            line(lines, "ACTION:DISPLAY");
            line(lines, "DESCRIPTION:" + escaped(told.title()));
            line(lines, "TRIGGER:-PT15M");
            line(lines, "END:VALARM");
        }
        line(lines, "END:VEVENT");
        line(lines, "END:VCALENDAR");
        return lines.toString();
    }

    private static String utc(Instant at) {
        return UTC.format(at);
    }

    /// RFC 5545 §3.3.11.
    private static String escaped(String text) {
        return text.replace("\\", "\\\\")
                .replace(";", "\\;")
                .replace(",", "\\,")
                .replace("\r\n", "\\n")
                .replace("\n", "\\n");
    }

    /// RFC 5545 §3.2: a parameter's value in quotes cannot hold one.
    private static String parameter(String text) {
        return "\"" + text.replace('"', '\'') + "\"";
    }

    /// Folds at 75 octets without cutting a character apart (RFC 5545 §3.1).
    private static void line(StringBuilder lines, String line) {
        int octets = 0;
        for (int i = 0; i < line.length(); ) {
            int character = line.codePointAt(i);
            var written = Character.toString(character);
            int size = written.getBytes(StandardCharsets.UTF_8).length;
            if (octets + size > OCTETS_A_LINE) {
                lines.append("\r\n ");
                octets = 1;
            }
            lines.append(written);
            octets += size;
            i += Character.charCount(character);
        }
        lines.append("\r\n");
    }
}
