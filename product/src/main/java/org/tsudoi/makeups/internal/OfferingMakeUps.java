package org.tsudoi.makeups.internal;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.tsudoi.makeups.MakeUp;
import org.tsudoi.makeups.MakeUpNews;
import org.tsudoi.makeups.MakeUpOffers;
import org.tsudoi.makeups.MakeUps;
import org.tsudoi.makeups.OccasionId;
import org.tsudoi.makeups.OtherDate;
import org.tsudoi.offerings.DateId;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.EventId;
import org.tsudoi.offerings.Events;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.OrderId;
import org.tsudoi.orders.Orders;
import org.tsudoi.orders.Ticket;
import org.tsudoi.orders.TicketId;
import org.tsudoi.platform.Problem;
import org.tsudoi.promises.Outcome;

@Component
class OfferingMakeUps implements MakeUpOffers {
    private final MakeUpOfferTable offers;
    private final MakeUpTable table;
    private final KeepingMakeUps makeUps;
    private final Orders orders;
    private final Events events;
    private final KeepingMakeUps.Desk desk;

    OfferingMakeUps(
            MakeUpOfferTable offers,
            MakeUpTable table,
            KeepingMakeUps makeUps,
            Orders orders,
            Events events,
            KeepingMakeUps.Desk desk) {
        this.offers = offers;
        this.table = table;
        this.makeUps = makeUps;
        this.orders = orders;
        this.events = events;
        this.desk = desk;
    }

    @Override
    public List<OtherDate> possible(EventId course) {
        var organiser = events.get(course).particulars().organiser();
        var soonest = desk.clock().instant().plus(AHEAD_MIN);
        return events.ofOrganiser(organiser).stream()
                .filter(event -> !event.id().equals(course) && KeepingMakeUps.isOpen(event))
                .flatMap(event -> OtherDate.of(event).stream())
                .filter(other -> !other.times().begin().isBefore(soonest))
                .sorted(Comparator.comparing(other -> other.times().begin()))
                .toList();
    }

    @Override
    public Offering offer(Outcome.Of.Date missed, OccasionId instead, Function<Instant, Outcome> decide) {
        return Objects.requireNonNull(desk.transaction().execute(status -> {
            var offering = tryToOffer(missed, instead, decide);
            if (!(offering instanceof Offering.Offered)) status.setRollbackOnly();
            return offering;
        }));
    }

    private Offering tryToOffer(Outcome.Of.Date missed, OccasionId instead, Function<Instant, Outcome> decide) {
        if (events.holdStill(missed.event()).isEmpty()) throw Problem.notFound();
        var other = held(missed.event(), instead);
        if (other.isEmpty()) return new Offering.NotPossible();
        var now = desk.clock().instant();
        var until = until(other.get(), now);
        var outcome = decide.apply(until);
        if (!(outcome instanceof Outcome.NotHeld notHeld) || !until.equals(notHeld.backAt())) {
            return new Offering.Decided(outcome);
        }
        var before = offers.find(missed.date());
        if (before.isPresent()) {
            return before.get().instead().equals(instead)
                    ? new Offering.Offered(before.get())
                    : new Offering.Decided(outcome);
        }
        var event = other.get().event();
        table.add(event, instead);
        table.lock(List.of(instead));
        int open =
                table.places(event).getOrDefault(instead, MakeUps.Places.NONE).open();
        int needed = open + having(missed);
        if (needed > MakeUps.PLACES_MAX) return new Offering.TooMany(MakeUps.PLACES_MAX - open);
        if (!table.open(instead, needed)) return new Offering.NotPossible();
        var offer = new Offer(missed.date(), event, instead, until);
        offers.insert(offer, missed.event(), now);
        desk.news().publishEvent(new MakeUpNews.PlacesOpened(event));
        desk.news().publishEvent(new MakeUpNews.DateOffered(missed.event(), missed.date()));
        return new Offering.Offered(offer);
    }

    /// Nobody calls it off meanwhile.
    private Optional<OtherDate> held(EventId course, OccasionId instead) {
        return possible(course).stream()
                .filter(other -> other.id().equals(instead))
                .findFirst()
                .flatMap(other -> events.holdStill(other.event()))
                .filter(KeepingMakeUps::isOpen)
                .flatMap(event -> OtherDate.of(event, instead));
    }

    private static Instant until(OtherDate other, Instant now) {
        var usual = now.plus(CHOSEN_WITHIN);
        var last = other.times().begin().minus(CHOSEN_BEFORE);
        return (usual.isBefore(last) ? usual : last).truncatedTo(ChronoUnit.MICROS);
    }

    /// Places that have that date, and come to nothing else instead.
    private int having(Outcome.Of.Date missed) {
        return orders.all(orders.paidOf(missed.event())).stream()
                .mapToInt(order -> toChoose(order, missed.date()).size())
                .sum();
    }

    private List<TicketId> toChoose(Order order, DateId missed) {
        if (order.terms().course().filter(course -> course.has(missed)).isEmpty()) return List.of();
        var valid = orders.tickets(order.id()).stream()
                .filter(Ticket.Valid.class::isInstance)
                .map(Ticket::id)
                .collect(Collectors.toSet());
        table.of(valid).stream()
                .filter(made -> made.holds() && made.missed().equals(missed))
                .map(MakeUp::ticket)
                .forEach(valid::remove);
        return valid.stream().sorted(Comparator.comparing(TicketId::value)).toList();
    }

    @Override
    public Optional<Offer> of(DateId missed) {
        return offers.find(missed);
    }

    @Override
    public MakeUps.Taking take(OrderId id, DateId missed) {
        return Objects.requireNonNull(desk.transaction().execute(status -> {
            var taking = tryToTake(id, missed);
            if (!(taking instanceof MakeUps.Taking.Taken)) status.setRollbackOnly();
            return taking;
        }));
    }

    private MakeUps.Taking tryToTake(OrderId id, DateId missed) {
        // From here on nobody cancels it, nor gives its date back.
        var order = orders.holdStill(id).orElseThrow(Problem::notFound);
        if (!(order instanceof Order.Paid)) throw Problem.notFound();
        var offer = offers.find(missed).orElseThrow(Problem::notFound);
        Event course = events.holdStill(order.terms().event()).orElseThrow(Problem::notFound);
        if (course.particulars().course().flatMap(it -> it.date(missed)).isEmpty()) throw Problem.notFound();
        var taken = taken(order, missed);
        var choosing = toChoose(order, missed);
        if (choosing.isEmpty() && taken.isPresent()) return new MakeUps.Taking.Taken(taken.get());
        boolean isBack =
                orders.dateShares(order).stream().anyMatch(share -> share.date().equals(missed));
        if (choosing.isEmpty() || isBack) return new MakeUps.Taking.NotOffered();
        if (!desk.clock().instant().isBefore(offer.until())) return new MakeUps.Taking.TooLate();
        MakeUps.Taking last = new MakeUps.Taking.NotOffered();
        for (var ticket : choosing) {
            last = makeUps.takeOffered(ticket, missed, offer.instead());
            if (!(last instanceof MakeUps.Taking.Taken)) return last;
        }
        return last;
    }

    private Optional<MakeUp> taken(Order order, DateId missed) {
        return table.of(orders.tickets(order.id()).stream().map(Ticket::id).toList()).stream()
                .filter(made -> made.holds() && made.missed().equals(missed))
                .findFirst();
    }
}
