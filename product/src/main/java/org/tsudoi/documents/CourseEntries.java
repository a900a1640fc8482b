package org.tsudoi.documents;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.tsudoi.documents.Calendars.Item;
import org.tsudoi.makeups.MakeUp;
import org.tsudoi.makeups.MakeUps;
import org.tsudoi.makeups.OccasionId;
import org.tsudoi.makeups.OtherDate;
import org.tsudoi.offerings.CourseDate;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.Events;
import org.tsudoi.offerings.Schedule;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.Ticket;

/// The calendar entries of a course: its dates that were bought, and those that are come to instead.
@Component
class CourseEntries {
    private final MakeUps makeUps;
    private final Events events;

    CourseEntries(MakeUps makeUps, Events events) {
        this.makeUps = makeUps;
        this.events = events;
    }

    List<Item> items(Order order, Event.Particulars told, Schedule.Course course, List<Ticket> tickets) {
        var agreed = order.terms().course();
        var made = makeUps.of(tickets.stream().map(Ticket::id).toList());
        var coming = tickets.stream().filter(Ticket.Valid.class::isInstance).toList();
        var items = new ArrayList<Item>();
        for (var date : course.dates()) {
            if (agreed.filter(it -> it.has(date.id())).isEmpty()) continue;
            var changes =
                    made.stream().filter(it -> it.missed().equals(date.id())).toList();
            boolean missed = !coming.isEmpty()
                    && coming.stream()
                            .allMatch(ticket -> changes.stream()
                                    .anyMatch(it -> it.holds() && it.ticket().equals(ticket.id())));
            int steps = steps(changes) + (date.calledOff() ? 1 : 0);
            items.add(new Item(
                    "-" + date.id(),
                    title(told, date),
                    date.times(),
                    date.sequence() + steps,
                    missed || date.calledOff()));
        }
        items.addAll(others(made));
        return items;
    }

    /// As it stands for whoever leads it.
    static Item item(Event.Particulars told, CourseDate date) {
        return new Item(
                "-" + date.id(),
                title(told, date),
                date.times(),
                date.sequence() + (date.calledOff() ? 1 : 0),
                date.calledOff());
    }

    private static String title(Event.Particulars told, CourseDate date) {
        return date.title().isEmpty() ? told.title() : told.title() + " – " + date.title();
    }

    /// SEQUENCE never falls: made and undone are a step each.
    private static int steps(List<MakeUp> made) {
        return made.stream().mapToInt(it -> it.holds() ? 1 : 2).sum();
    }

    private List<Item> others(List<MakeUp> made) {
        var occasions = new LinkedHashSet<OccasionId>();
        made.forEach(it -> occasions.add(it.occasion()));
        var items = new ArrayList<Item>();
        for (var occasion : occasions) {
            var changes =
                    made.stream().filter(it -> it.occasion().equals(occasion)).toList();
            var event = events.get(changes.getFirst().event());
            OtherDate.of(event, occasion)
                    .ifPresent(other -> items.add(new Item(
                            "-" + occasion,
                            other.title(),
                            other.times(),
                            moves(event, occasion) + steps(changes),
                            changes.stream().noneMatch(MakeUp::holds))));
        }
        return items;
    }

    /// How often it was moved itself.
    private static int moves(Event event, OccasionId occasion) {
        var told = event.particulars();
        return told.course().stream()
                .flatMap(course -> course.dates().stream())
                .filter(date -> OccasionId.of(date.id()).equals(occasion))
                .map(CourseDate::sequence)
                .findFirst()
                .or(() -> Optional.of(told.sequence()))
                .orElseThrow();
    }
}
