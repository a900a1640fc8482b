package org.tsudoi.makeups.internal;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsudoi.makeups.MakeUp;
import org.tsudoi.makeups.MakeUpId;
import org.tsudoi.makeups.MakeUpNews;
import org.tsudoi.makeups.MakeUps;
import org.tsudoi.makeups.OccasionId;
import org.tsudoi.makeups.OtherDate;
import org.tsudoi.offerings.CourseDate;
import org.tsudoi.offerings.DateId;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.EventId;
import org.tsudoi.offerings.Events;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.OrderId;
import org.tsudoi.orders.Orders;
import org.tsudoi.orders.Ticket;
import org.tsudoi.orders.TicketId;
import org.tsudoi.platform.Ids;
import org.tsudoi.platform.Problem;
import org.tsudoi.promises.Outcome;
import org.tsudoi.promises.Outcomes;

@Component
class KeepingMakeUps implements MakeUps {
    private final MakeUpTable table;
    private final Orders orders;
    private final Events events;
    private final Desk desk;

    @Component
    record Desk(
            TransactionTemplate transaction, ApplicationEventPublisher news, Outcomes outcomes, Ids ids, Clock clock) {}

    KeepingMakeUps(MakeUpTable table, Orders orders, Events events, Desk desk) {
        this.table = table;
        this.orders = orders;
        this.events = events;
        this.desk = desk;
    }

    @Override
    public Rules rules(EventId course) {
        return table.rules(course);
    }

    @Override
    public void rule(EventId course, Rules rules) {
        table.rule(course, rules);
    }

    @Override
    public Map<OccasionId, Places> places(EventId event) {
        return table.places(event);
    }

    @Override
    public boolean open(EventId event, OccasionId occasion, int places) {
        if (places < 0
                || places > PLACES_MAX
                || OtherDate.of(events.get(event), occasion).isEmpty()) {
            throw Problem.notFound();
        }
        return Objects.requireNonNull(desk.transaction.execute(_ -> {
            table.add(event, occasion);
            boolean open = table.open(occasion, places);
            if (open) desk.news.publishEvent(new MakeUpNews.PlacesOpened(event));
            return open;
        }));
    }

    /// A ticket and the date of it that is given up.
    private record Missing(Ticket.Valid ticket, Order.When.Course bought, Event course, CourseDate date) {
        /// Whether it is early enough to change something about it.
        boolean isInTime(Rules rules, Instant now) {
            return now.isBefore(date.begin().minus(rules.before())) && !date.hasBegun(now);
        }
    }

    /// @throws Problem not-found where there is none
    private Missing missing(TicketId id, DateId missed) {
        var ticket = orders.ticket(id)
                .filter(Ticket.Valid.class::isInstance)
                .map(Ticket.Valid.class::cast)
                .orElseThrow(Problem::notFound);
        var bought = orders.get(ticket.order())
                .terms()
                .course()
                .filter(course -> course.has(missed))
                .orElseThrow(Problem::notFound);
        var event = events.get(ticket.event());
        var date = event.particulars()
                .course()
                .flatMap(course -> course.date(missed))
                .orElseThrow(Problem::notFound);
        return new Missing(ticket, bought, event, date);
    }

    /// The same, where it takes place: what was called off comes back in money.
    private Missing missingWhatIsHeld(TicketId id, DateId missed) {
        var missing = missing(id, missed);
        if (missing.date.calledOff()) throw Problem.notFound();
        return missing;
    }

    private List<MakeUp> holding(TicketId ticket) {
        return table.of(List.of(ticket)).stream().filter(MakeUp::holds).toList();
    }

    @Override
    public List<Choice> choices(TicketId ticket, DateId missed) {
        var missing = missingWhatIsHeld(ticket, missed);
        var now = desk.clock.instant();
        var all = events.ofOrganiser(missing.course.particulars().organiser());
        var offering = table.offering(all.stream().map(Event::id).toList());
        var mine = holding(ticket);
        var choices = new ArrayList<Choice>();
        for (var event : all) {
            if (!offering.contains(event.id()) || !isOpen(event)) continue;
            var places = table.places(event.id());
            for (var date : OtherDate.of(event)) {
                int free = places.getOrDefault(date.id(), Places.NONE).free();
                if (free > 0 && mayTake(missing, date, mine, now)) choices.add(new Choice(date, free));
            }
        }
        choices.sort(Comparator.comparing(choice -> choice.date().times().begin()));
        return choices;
    }

    /// It takes place, and not for members of a circle alone: who makes a date up need not be one.
    static boolean isOpen(Event event) {
        return (event instanceof Event.Published || event instanceof Event.Closed)
                && event.particulars().sale().circle() == null;
    }

    /// Nothing that they have anyhow, and nothing that has begun.
    private static boolean mayTake(Missing missing, OtherDate date, List<MakeUp> mine, Instant now) {
        boolean own = missing.bought.has(new DateId(date.id().value()));
        return !own
                && !date.hasBegun(now)
                && mine.stream().noneMatch(it -> it.occasion().equals(date.id()));
    }

    @Override
    public Taking take(TicketId ticket, DateId missed, OccasionId instead) {
        return Objects.requireNonNull(desk.transaction.execute(status -> {
            var taking = tryToTake(ticket, missed, instead);
            if (!(taking instanceof Taking.Taken)) status.setRollbackOnly();
            return taking;
        }));
    }

    private Taking tryToTake(TicketId id, DateId missed, OccasionId instead) {
        var ticket = orders.ticket(id).orElseThrow(Problem::notFound);
        // From here on nobody cancels it, nor calls its date off.
        orders.holdStill(ticket.order());
        events.holdStill(ticket.event());
        var missing = missingWhatIsHeld(id, missed);
        var mine = holding(id);
        for (var one : mine) {
            if (!one.missed().equals(missed)) continue;
            return one.occasion().equals(instead) ? new Taking.Taken(one) : new Taking.NotOffered();
        }
        var now = desk.clock.instant();
        var rules = table.rules(missing.course.id());
        boolean again = table.mayChooseAgain(id, missed);
        if (!again && !missing.isInTime(rules, now)) return new Taking.TooLate();
        if (mine.size() >= rules.most()) return new Taking.TooMany(rules.most());
        var other = offered(missing, instead);
        if (other.isEmpty()) return new Taking.NotOffered();
        if (!mayTake(missing, other.get(), mine, now)) return new Taking.TooLate();
        return taken(missing, other.get(), mine, rules.gives(), now);
    }

    /// What its organiser offers instead of a date that nobody held, whatever the rules are. In the caller's
    /// transaction, which holds its order and its course.
    Taking takeOffered(TicketId id, DateId missed, OccasionId instead) {
        var missing = missingWhatIsHeld(id, missed);
        var mine = holding(id);
        var now = desk.clock.instant();
        var other = offered(missing, instead);
        if (other.isEmpty() || mine.size() >= MOST_MAX) return new Taking.NotOffered();
        if (!mayTake(missing, other.get(), mine, now)) return new Taking.TooLate();
        return taken(missing, other.get(), mine, false, now);
    }

    /// By the same organiser, and taking place.
    private Optional<OtherDate> offered(Missing missing, OccasionId instead) {
        return choicesOf(missing, instead)
                .flatMap(event -> events.holdStill(event.id()))
                .filter(KeepingMakeUps::isOpen)
                .flatMap(event -> OtherDate.of(event, instead));
    }

    private Optional<Event> choicesOf(Missing missing, OccasionId instead) {
        return events.ofOrganiser(missing.course.particulars().organiser()).stream()
                .filter(event -> OtherDate.of(event, instead).isPresent())
                .findFirst();
    }

    private Taking taken(Missing missing, OtherDate other, List<MakeUp> mine, boolean gives, Instant now) {
        var given = OccasionId.of(missing.date.id());
        table.add(missing.course.id(), given);
        table.lock(List.of(given, other.id()));
        if (!table.take(other.id())) return new Taking.Full();
        boolean gave = gives && !missing.date.hasBegun(now);
        if (gave) table.give(given);
        var made = new MakeUp(
                new MakeUpId(desk.ids.next()),
                missing.ticket.id(),
                missing.date.id(),
                other.id(),
                other.event(),
                unused(mine),
                gave,
                now,
                Optional.empty());
        if (!table.insert(made)) return new Taking.NotOffered();
        table.use(made.ticket(), made.missed(), now);
        desk.news.publishEvent(new MakeUpNews.DateTaken(missing.ticket.order(), made.id()));
        return new Taking.Taken(made);
    }

    private static int unused(List<MakeUp> mine) {
        return IntStream.rangeClosed(1, MOST_MAX)
                .filter(number -> mine.stream().noneMatch(one -> one.number() == number))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public Undoing undo(TicketId ticket, DateId missed) {
        return Objects.requireNonNull(desk.transaction.execute(status -> {
            var undoing = tryToUndo(ticket, missed);
            if (!(undoing instanceof Undoing.Undone)) status.setRollbackOnly();
            return undoing;
        }));
    }

    private Undoing tryToUndo(TicketId ticket, DateId missed) {
        var made = holding(ticket).stream()
                .filter(one -> one.missed().equals(missed))
                .findFirst();
        if (made.isEmpty()) return new Undoing.NothingToUndo();
        var missing = missing(ticket, missed);
        var now = desk.clock.instant();
        if (!mayUndo(missing, made.get(), now)) return new Undoing.TooLate();
        table.lock(List.of(OccasionId.of(missed), made.get().occasion()));
        boolean back = !made.get().gave() || table.takeBack(OccasionId.of(missed));
        // Who comes to something else may choose again: they have not two seats, nor sits somebody on theirs.
        if (!back && !missing.date.isFixed(now)) return new Undoing.PlaceIsTaken();
        if (!table.undo(made.get().id(), now)) return new Undoing.NothingToUndo();
        table.leave(made.get().occasion());
        if (!missing.date.hasBegun(now)) table.use(ticket, missed, now);
        payingAgain(made.get());
        desk.news.publishEvent(
                new MakeUpNews.DateGivenBack(missing.ticket.order(), made.get().id(), false));
        return new Undoing.Undone();
    }

    private boolean mayUndo(Missing missing, MakeUp made, Instant now) {
        boolean inTime = missing.date.calledOff()
                || table.hasRight(made.ticket(), made.missed())
                || missing.isInTime(table.rules(missing.course.id()), now);
        return inTime
                && OtherDate.of(events.get(made.event()), made.occasion())
                        .filter(it -> !it.hasBegun(now))
                        .isPresent();
    }

    /// Their own date is theirs again: where nobody held it, it comes back.
    private void payingAgain(MakeUp made) {
        orders.ticket(made.ticket())
                .map(ticket -> new Outcome.Of.Date(ticket.event(), made.missed()))
                .ifPresent(date -> desk.outcomes.owedAgain(date, made.id().toString()));
    }

    /// Why what was taken ends.
    enum Ending {
        /// Its ticket is given up.
        WITH_ITS_TICKET,
        CALLED_OFF,
        /// Nobody came to hold it.
        NOT_HELD
    }

    /// All at once, so that whoever ends others meanwhile locks in the same order. What has begun stays, unless nobody
    /// held it; the rest ends, whoever has taken the place that it gave meanwhile.
    void end(Collection<MakeUp> several, Ending why) {
        var now = desk.clock.instant();
        var ending = several.stream()
                .filter(made -> why == Ending.NOT_HELD || !hasBegun(made, now))
                .toList();
        table.lock(ending.stream()
                .flatMap(made -> Stream.of(OccasionId.of(made.missed()), made.occasion()))
                .collect(Collectors.toSet()));
        ending.forEach(made -> end(made, why, now));
    }

    private boolean hasBegun(MakeUp made, Instant now) {
        return OtherDate.of(events.get(made.event()), made.occasion())
                .filter(it -> it.hasBegun(now))
                .isPresent();
    }

    private void end(MakeUp made, Ending why, Instant now) {
        if (!table.undo(made.id(), now)) return;
        table.leave(made.occasion());
        if (made.gave()) table.takeBack(OccasionId.of(made.missed()));
        payingAgain(made);
        if (why == Ending.WITH_ITS_TICKET) return;
        table.mayChooseAgain(made, now);
        order(made).ifPresent(order -> desk.news.publishEvent(new MakeUpNews.DateGivenBack(order, made.id(), true)));
    }

    private Optional<OrderId> order(MakeUp made) {
        return orders.ticket(made.ticket()).map(Ticket::order);
    }

    /// What was taken is at another time: it stays theirs, and they may choose again where that matters.
    void moved(EventId event, Set<OccasionId> occasions, Set<OccasionId> mattering) {
        var now = desk.clock.instant();
        for (var made : table.at(event)) {
            if (!occasions.contains(made.occasion())) continue;
            if (mattering.contains(made.occasion())) table.mayChooseAgain(made, now);
            order(made).ifPresent(order -> desk.news.publishEvent(new MakeUpNews.OtherDateMoved(order, made.id())));
        }
    }

    @Override
    public boolean mayChooseAgain(TicketId ticket, DateId missed) {
        return table.mayChooseAgain(ticket, missed);
    }

    @Override
    public List<MakeUp> of(Collection<TicketId> tickets) {
        return tickets.isEmpty() ? List.of() : table.of(tickets);
    }

    @Override
    public List<MakeUp> at(EventId event) {
        return table.at(event);
    }

    @Override
    public Optional<MakeUp> find(MakeUpId id) {
        return table.find(id);
    }
}
