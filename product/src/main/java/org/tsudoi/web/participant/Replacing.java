package org.tsudoi.web.participant;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.tsudoi.makeups.MakeUp;
import org.tsudoi.makeups.MakeUps;
import org.tsudoi.makeups.OccasionId;
import org.tsudoi.makeups.OtherDate;
import org.tsudoi.offerings.CourseDate;
import org.tsudoi.offerings.Events;
import org.tsudoi.orders.TicketId;

/// What the order's page shows of dates that are or may be replaced by others.
@Component
public class Replacing {
    private final MakeUps makeUps;
    private final Events events;
    private final Clock clock;

    Replacing(MakeUps makeUps, Events events, Clock clock) {
        this.makeUps = makeUps;
        this.events = events;
        this.clock = clock;
    }

    /// One place at one date.
    ///
    /// @param home    of the pages that replace it
    /// @param instead what is come to; empty while nothing is replaced
    /// @param may     whether it can be changed now
    public record Line(String attendee, String home, Optional<OtherDate> instead, boolean may) {}

    /// By the date's id; none where its course has no make-ups.
    Map<String, List<Line>> of(OrderView view) {
        if (!view.terms().isCourse() || view.ownDoors().isEmpty()) return Map.of();
        var rules = makeUps.rules(view.event().id());
        var tickets = view.ownDoors();
        var made = makeUps
                .of(tickets.stream()
                        .flatMap(one -> TicketId.parse(one.id()).stream())
                        .toList())
                .stream()
                .filter(MakeUp::holds)
                .toList();
        if (rules.most() == 0 && made.isEmpty()) return Map.of();
        var lines = new HashMap<String, List<Line>>();
        for (var date : view.dates()) {
            var ofDate = new ArrayList<Line>();
            for (var ticket : tickets) line(view, rules, made, date, ticket).ifPresent(ofDate::add);
            lines.put(date.id().toString(), ofDate);
        }
        return lines;
    }

    /// What the first place of an order for a course comes to next: a date of it, or another one instead.
    Optional<OtherDate> next(OrderView view) {
        var first = view.firstValid();
        if (!view.terms().isCourse() || first == null) return Optional.empty();
        var now = clock.instant();
        var made = TicketId.parse(first.id()).map(id -> makeUps.of(List.of(id))).orElse(List.of()).stream()
                .filter(MakeUp::holds)
                .toList();
        var own = OtherDate.of(view.event()).stream()
                .filter(date -> view.dates().stream()
                        .anyMatch(bought -> OccasionId.of(bought.id()).equals(date.id())))
                .filter(date -> made.stream()
                        .noneMatch(one -> OccasionId.of(one.missed()).equals(date.id())));
        var instead = made.stream().flatMap(one -> OtherDate.of(events.get(one.event()), one.occasion()).stream());
        return Stream.concat(own, instead)
                .filter(date -> now.isBefore(date.times().end()))
                .min(Comparator.comparing(date -> date.times().begin()));
    }

    private Optional<Line> line(
            OrderView view, MakeUps.Rules rules, List<MakeUp> made, CourseDate date, OrderView.TicketView ticket) {
        boolean early = clock.instant().isBefore(date.begin().minus(rules.before()));
        var own = made.stream()
                .filter(one -> one.ticket().toString().equals(ticket.id()))
                .toList();
        var instead = own.stream()
                .filter(one -> one.missed().equals(date.id()))
                .findFirst()
                .flatMap(one -> OtherDate.of(events.get(one.event()), one.occasion()));
        boolean again = TicketId.parse(ticket.id())
                .filter(id -> makeUps.mayChooseAgain(id, date.id()))
                .isPresent();
        // What was called off comes back in money.
        boolean may = !date.calledOff() && (early || again) && (instead.isPresent() || own.size() < rules.most());
        return may || instead.isPresent()
                ? Optional.of(new Line(
                        ticket.attendee(),
                        "/orders/" + view.link() + "/make-up/" + ticket.id() + "/" + date.id(),
                        instead,
                        may))
                : Optional.empty();
    }
}
