package org.tsudoi.web.organiser;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.tsudoi.door.Door;
import org.tsudoi.meetings.MeetingOversight;
import org.tsudoi.meetings.Meetings;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.Events;
import org.tsudoi.offerings.Seats;
import org.tsudoi.orders.Orders;
import org.tsudoi.web.chart.SeatsFilled;

/// What of an event changes while people look at it: how full it is, what it took and who is inside.
@Component
public class LiveEvents {
    private final Events events;
    private final Orders orders;
    private final Door door;
    private final MeetingOversight meetings;
    private final Meetings places;
    private final Clock clock;

    LiveEvents(Events events, Orders orders, Door door, MeetingOversight meetings, Meetings places, Clock clock) {
        this.places = places;
        this.events = events;
        this.orders = orders;
        this.door = door;
        this.meetings = meetings;
        this.clock = clock;
    }

    /// @param home        the page it stands on; `/live` below it answers with this part alone
    /// @param totals      null for whoever does not see the money
    /// @param told        whether somebody tells who is inside; else people are those who went in by the door
    /// @param toBeRemoved people whom the provider cannot put out by itself: the host is asked to
    public record Live(
            String home,
            Seats seats,
            int capacity,
            boolean told,
            List<Someone> people,
            List<String> toBeRemoved,
            Orders.@Nullable Totals totals,
            boolean over) {
        public SeatsFilled filled() {
            return new SeatsFilled((int) seats.taken(), (int) seats.held(), capacity);
        }
    }

    public record Someone(String label, String name, Instant since) {}

    public Live of(Event event, String home) {
        return of(event, home, null);
    }

    public Live withTotals(Event event, String home) {
        return of(event, home, orders.totals(event.id()));
    }

    private Live of(Event event, String home, Orders.@Nullable Totals totals) {
        boolean told = places.tells(event.particulars().provider());
        var people = (told ? door.inside(event.id()) : door.wentIn(event.id()))
                .entrySet().stream()
                        .flatMap(one -> orders
                                .ticket(one.getKey())
                                .map(ticket -> new Someone(
                                        ticket.label(), ticket.attendee().value(), one.getValue()))
                                .stream())
                        .sorted(Comparator.comparing(Someone::label))
                        .toList();
        boolean over = Door.isClosed(event, clock.instant());
        // Where nobody tells that they have left, they count as inside until the door is closed for good.
        var toBeRemoved = over && !told ? List.<String>of() : toBeRemoved(event);
        return new Live(
                home,
                events.seats(event.id()),
                event.particulars().capacity(),
                told,
                people,
                toBeRemoved,
                totals,
                over);
    }

    private List<String> toBeRemoved(Event event) {
        return meetings.live(door.room(event))
                .map(live -> live.toBeRemoved().stream()
                        .map(Meetings.Presence::displayName)
                        .toList())
                .orElse(List.of());
    }
}
