package org.tsudoi.orders.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsudoi.fees.FeeTerms;
import org.tsudoi.members.Members;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.EventId;
import org.tsudoi.offerings.Events;
import org.tsudoi.offerings.Plan;
import org.tsudoi.offerings.Schedule;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.OrderId;
import org.tsudoi.orders.OrderNews;
import org.tsudoi.orders.Orders.Placing;
import org.tsudoi.orders.Orders.Request;
import org.tsudoi.orders.PeriodOrders;
import org.tsudoi.orders.Reductions;
import org.tsudoi.orders.TicketId;
import org.tsudoi.platform.Ids;
import org.tsudoi.platform.Problem;
import org.tsudoi.platform.Together;

/// Holds the seats of a new order, and gives tickets once it is paid for or free.
@Component
class PlacingOrders {
    static final Duration HELD_FOR = Duration.ofMinutes(10);

    /// Mails take their time, and people with them.
    static final Duration HELD_FOR_CONFIRMING = Duration.ofMinutes(30);

    private final OrderTable orders;
    private final TicketTable tickets;
    private final TrialTable trials;
    private final OrderSeats seats;
    private final OrderReductions reductions;
    private final OrderFees fees;
    private final OfferTable offers;
    private final Secrets secrets;
    private final Desk desk;
    private final Together<Request, Placing> buyers = new Together<>(this::placeTogether, this::placeAlone);

    /// What every activity of this module works with.
    @Component
    record Desk(
            Events events,
            Members members,
            Clock clock,
            Ids ids,
            TransactionTemplate transaction,
            ApplicationEventPublisher news) {
        Desk {
            transaction = new RepeatedTransactions(Objects.requireNonNull(transaction.getTransactionManager()));
        }
    }

    /// What an order keeps back for its buyer, until when it was offered, and what of it is the platform's.
    @Component
    record Keeping(OrderSeats seats, OrderReductions reductions, OrderFees fees, OfferTable offers) {}

    PlacingOrders(
            OrderTable orders, TicketTable tickets, TrialTable trials, Keeping keeping, Secrets secrets, Desk desk) {
        this.orders = orders;
        this.tickets = tickets;
        this.trials = trials;
        this.seats = keeping.seats;
        this.reductions = keeping.reductions;
        this.fees = keeping.fees;
        this.offers = keeping.offers;
        this.secrets = secrets;
        this.desk = desk;
    }

    Placing place(Request request) {
        return buyers.ask(request.event(), request);
    }

    private Placing placeAlone(Request request) {
        return Objects.requireNonNull(desk.transaction().execute(status -> {
            var outcome = placedBefore(request).orElseGet(() -> placeNew(request, Event.SaleTo.ANYBODY));
            boolean placed = outcome instanceof Placing.Placed || outcome instanceof Placing.ToConfirm;
            if (!placed) status.setRollbackOnly();
            return outcome;
        }));
    }

    /// For somebody who was found to be a member of those whom the event is for, in the caller's transaction.
    Placing placeForMember(Request request) {
        return placedBefore(request).orElseGet(() -> placeNew(request, Event.SaleTo.MEMBERS));
    }

    /// Those who want an event at the same time: each gets its seats, or everything is rolled back. Nothing is answered
    /// to those with whom it is not as plain as with most.
    private List<Optional<Placing>> placeTogether(List<Request> requests) {
        return Objects.requireNonNull(desk.transaction().execute(_ -> {
            var now = desk.clock().instant();
            var event = desk.events().holdStill(requests.getFirst().event());
            var held = new LinkedHashMap<OrderId, Order.Held>();
            var asked = new HashMap<Currency, FeeTerms>();
            for (var request : requests) {
                event.flatMap(it -> plainly(request, it, asked, now))
                        .ifPresent(order -> held.putIfAbsent(order.id(), order));
            }
            for (var before : orders.find(held.keySet())) held.remove(before.id());
            if (!held.isEmpty()) holdAll(List.copyOf(held.values()));
            return requests.stream()
                    .map(request -> Optional.ofNullable(held.get(idOf(request))).<Placing>map(Placing.Placed::new))
                    .toList();
        }));
    }

    /// The order as it comes to be when nothing is in its way and no address has to be proven first.
    private Optional<Order.Held> plainly(Request request, Event whole, Map<Currency, FeeTerms> asked, Instant now) {
        int places = request.attendees().size();
        var event = whole.offered(now);
        return event.particulars()
                .plan(request.plan())
                .filter(plan -> event.id().equals(request.event()) && whole.onSale(now) && event.sellsToAnybody())
                .filter(plan -> plan.kind() != Plan.Kind.TRIAL && !plan.price().isZero())
                .filter(plan -> plan.sells(places))
                .filter(plan -> WantedExtras.of(request, event, plan, now).isPresent())
                .map(plan -> new Order.Held(
                        idOf(request),
                        terms(
                                request,
                                event,
                                plan,
                                request.buyer(),
                                asked.computeIfAbsent(plan.price().currency(), it -> fees.terms(event, it, now)),
                                now),
                        Reductions.none(plan.price().currency()),
                        now.plus(HELD_FOR)));
    }

    private void holdAll(List<Order.Held> held) {
        var rows = held.stream()
                .map(order -> row(order, order.heldUntil(), "placed"))
                .toList();
        if (orders.insert(rows) != held.size() || seats.hold(held).contains(false)) {
            throw new IllegalStateException("not all of them can be placed together");
        }
    }

    private static Order.Terms terms(
            Request request, Event event, Plan plan, Order.Buyer buyer, FeeTerms asked, Instant now) {
        var particulars = event.particulars();
        var fee = asked.of(plan.price());
        var each = plan.price().plus(fee.onTop());
        return new Order.Terms(
                particulars.organiser(),
                request.event(),
                plan.id(),
                plan.name(),
                plan.kind() == Plan.Kind.TRIAL,
                each,
                request.attendees(),
                buyer,
                now,
                when(particulars, plan, each.times(request.attendees().size())),
                particulars.policy(),
                plan.tax(),
                fee,
                WantedExtras.of(request, event, plan, now).orElseThrow());
    }

    /// What is offered without a time has plans that say how long a session of theirs lasts.
    private static Order.When when(Event.Particulars offered, Plan plan, Money all) {
        if (offered.schedule() instanceof Schedule.Course course) return when(course, all);
        return offered.startsAt()
                .<Order.When>map(Order.When.At::new)
                .orElseGet(() -> new Order.When.Arranged(plan.length().orElseThrow()));
    }

    private static Order.When when(Schedule.Course course, Money all) {
        var agreed = course.dates().stream()
                .map(date -> new Order.When.Course.AgreedDate(date.id(), date.begin()))
                .toList();
        var first = course.dates().getFirst().times().start().toLocalDate();
        var last = course.dates().getLast().times().start().toLocalDate();
        return new Order.When.Course(agreed, course.rules().leaving().about(all, first, last));
    }

    /// A period is offered to one member for what they were told, whatever stands on a list.
    Order.Held period(OrderId id, Event event, PeriodOrders.Period wish, Instant now) {
        var told = event.particulars();
        var fee = fees.terms(event, wish.amount().currency(), now).of(wish.amount());
        var terms = new Order.Terms(
                told.organiser(),
                event.id(),
                told.plans().getFirst().id(),
                wish.when().from() + " – " + wish.when().until().minusDays(1),
                false,
                wish.amount(),
                List.of(wish.buyer().name()),
                wish.buyer(),
                now,
                wish.when(),
                told.policy(),
                wish.tax(),
                fee);
        return new Order.Held(id, terms, none(terms), wish.payBefore());
    }

    /// For whoever was offered places: theirs until then, once they are paid for or, where nothing
    /// is to be paid, agreed to.
    Order offered(Request request, Event event, Plan plan, Instant until, Instant now) {
        var asked = fees.terms(event, plan.price().currency(), now);
        var terms = terms(request, event, plan, request.buyer(), asked, now);
        var id = idOf(request);
        return plan.needsProvenAddress()
                ? new Order.Unconfirmed(id, terms, none(terms), until)
                : new Order.Held(id, terms, none(terms), until);
    }

    static OrderId idOf(Request request) {
        return new OrderId(Secrets.derived("order", request.event().toString(), request.key()));
    }

    /// Apart from the id of other orders: a key that placed an order to be confirmed never leads to its link.
    private static OrderId idToConfirm(Request request) {
        return new OrderId(Secrets.derived("order to confirm", request.event().toString(), request.key()));
    }

    private Optional<Placing> placedBefore(Request request) {
        var placed = idOf(request);
        var toConfirm = idToConfirm(request);
        Optional<Placing> waiting = Optional.empty();
        for (var order : orders.find(List.of(placed, toConfirm))) {
            if (order.id().equals(placed)) return Optional.of(new Placing.Placed(order));
            if (order.terms().plan().equals(request.plan())) waiting = Optional.of(new Placing.ToConfirm(order));
        }
        return waiting.isPresent() && isProven(request.buyer()) ? Optional.empty() : waiting;
    }

    /// Whether the buyer has shown before that mail to this address reaches them: by signing in with it.
    boolean isProven(Order.Buyer buyer) {
        return buyer.member() != null
                && desk.members()
                        .find(buyer.member())
                        .filter(member ->
                                member.email().lookUpKey().equals(buyer.email().lookUpKey()))
                        .isPresent();
    }

    /// @param who is asking: nobody gets what is sold to others
    private Placing placeNew(Request request, Event.SaleTo who) {
        var now = desk.clock().instant();
        var event = desk.events()
                .holdStill(request.event())
                .filter(it -> it.onSale(now))
                .map(it -> it.offered(now));
        if (event.isEmpty()) return new Placing.NotOnSale();
        var particulars = event.get().particulars();
        switch (particulars.sale().to()) {
            case WAITING -> {
                return new Placing.SoldOut(0);
            }
            case ACCEPTED -> {
                return new Placing.NotOnSale();
            }
            case ANYBODY, MEMBERS -> {
                boolean forMembers = particulars.circle(request.plan()).isPresent();
                if (forMembers != (who == Event.SaleTo.MEMBERS)) return new Placing.NotOnSale();
            }
        }
        var offered = particulars.anyPlan(request.plan());
        if (offered.isEmpty()) return new Placing.NoSuchPlan();
        var plan = offered.get();
        int places = request.attendees().size();
        if (!plan.sells(places)) return new Placing.TooManyPlaces(plan.placesMax());
        if (WantedExtras.of(request, event.get(), plan, now).isEmpty()) return new Placing.ExtraGone();
        boolean toConfirm = plan.needsProvenAddress() && !isProven(request.buyer());
        var buyer = toConfirm ? request.buyer().asGuest() : request.buyer();
        var asked = fees.terms(event.get(), plan.price().currency(), now);
        var terms = terms(request, event.get(), plan, buyer, asked, now);
        return toConfirm ? askToConfirm(request, terms) : hold(request, terms);
    }

    private static Reductions none(Order.Terms terms) {
        return Reductions.none(terms.unitPrice().currency());
    }

    private Placing hold(Request request, Order.Terms terms) {
        var order = new Order.Held(
                idOf(request), terms, none(terms), terms.placedAt().plus(HELD_FOR));
        if (!insert(order, order.heldUntil(), "placed")) {
            return new Placing.Placed(orders.find(order.id()).orElseThrow());
        }
        if (!mayHave(order)) return new Placing.TrialUsed();
        if (!seats.hold(order)) return soldOut(terms);
        return new Placing.Placed(
                terms.total().isZero() ? give(order, order.given(desk.clock().instant())) : order);
    }

    /// The same is stored and the same seats are held whether or not the trial was used. That is looked at only
    /// for whoever reads the mail.
    private Placing askToConfirm(Request request, Order.Terms terms) {
        var order = new Order.Unconfirmed(
                idToConfirm(request), terms, none(terms), terms.placedAt().plus(HELD_FOR_CONFIRMING));
        if (!insert(order, order.heldUntil(), "placed, to be confirmed")) {
            return new Placing.ToConfirm(orders.find(order.id()).orElseThrow());
        }
        if (!seats.hold(order)) return soldOut(terms);
        desk.news().publishEvent(new OrderNews.OrderToConfirm(order.id(), terms.event()));
        return new Placing.ToConfirm(order);
    }

    /// Notes that this person has their trial by this order, if it is for one. Answers false when they had it.
    boolean mayHave(Order order) {
        return !order.terms().trial() || trials.use(order);
    }

    void forget(Order order) {
        trials.forget(order.id());
    }

    /// Before the seats are held, which is what everybody else waits for.
    boolean insert(Order order, Instant heldUntil, String what) {
        return orders.insert(List.of(row(order, heldUntil, what))) == 1;
    }

    private OrderTable.Placed row(Order order, Instant heldUntil, String what) {
        return new OrderTable.Placed(order, heldUntil, secrets.hash(secrets.link(order.id())), what);
    }

    private Placing soldOut(Order.Terms terms) {
        long free = desk.events().seats(terms.event()).free();
        return free >= terms.places() && !terms.extras().isEmpty()
                ? new Placing.ExtraGone()
                : new Placing.SoldOut(free);
    }

    Order confirm(OrderId id) {
        return Objects.requireNonNull(desk.transaction().execute(_ -> {
            var now = desk.clock().instant();
            if (!(orders.lock(id).orElseThrow(Problem::notFound) instanceof Order.Unconfirmed order)) {
                return orders.find(id).orElseThrow();
            }
            if (!now.isBefore(order.heldUntil())) return lapse(order, order.lapsed(now, Order.LapseReason.EXPIRED));
            if (!mayHave(order)) return lapse(order, order.lapsed(now, Order.LapseReason.TRIAL_USED));
            if (order.terms().total().isZero()) return give(order, order.given(now));
            var held = order.confirmed(offers.until(id).orElse(now.plus(HELD_FOR)));
            orders.move(order, held, "confirmed", null, now);
            return held;
        }));
    }

    /// Nothing is to be paid in money, or not any more.
    Order give(Order from, Order.Paid given) {
        if (!seats.take(from, given.paidAt())) {
            throw new IllegalStateException("held seats of " + from.id() + " were refused");
        }
        reductions.take(from);
        return paid(from, given);
    }

    /// Stores that the order is paid and gives its tickets; the seats were taken in this transaction.
    Order.Paid paid(Order from, Order.Paid paid) {
        paid(List.of(new Settled(from, paid)));
        return paid;
    }

    /// @param from as the order was, of which the row is locked
    record Settled(Order from, Order.Paid paid) {}

    /// The same for many, with the numbers of the tickets in this order.
    void paid(List<Settled> all) {
        var steps = all.stream()
                .map(one -> new OrderTable.Step(one.from, one.paid, "paid", null))
                .toList();
        orders.move(steps, all.getFirst().paid.paidAt());
        fees.charge(all.stream().map(Settled::paid).toList());
        var byEvent = new LinkedHashMap<EventId, List<Order.Paid>>();
        for (var one : all) {
            byEvent.computeIfAbsent(one.paid.terms().event(), _ -> new ArrayList<>())
                    .add(one.paid);
        }
        byEvent.forEach(this::give);
    }

    private void give(EventId event, List<Order.Paid> paid) {
        var given = paid.stream().flatMap(order -> given(order).stream()).toList();
        tickets.insert(event, given);
        var which = paid.stream().map(Order.Paid::id).toList();
        // All orders of an event are of its kind.
        switch (paid.getFirst().terms().when()) {
            case Order.When.At _, Order.When.Course _, Order.When.Arranged _ -> {
                var places = given.stream().map(TicketTable.Given::id).toList();
                desk.news().publishEvent(new OrderNews.OrdersPaid(event, which, places));
            }
            case Order.When.Period _ -> desk.news().publishEvent(new OrderNews.PeriodsPaid(event, which));
            case Order.When.AtOnce _ -> {
                for (var order : paid) orders.complete(order.id(), order.paidAt());
                desk.news().publishEvent(new OrderNews.HouseOrdersPaid(event, which));
            }
        }
    }

    private List<TicketTable.Given> given(Order.Paid paid) {
        var terms = paid.terms();
        var given = new ArrayList<TicketTable.Given>();
        for (int place = 0; place < terms.places(); place++) {
            var ticket = ticket(paid.id(), place);
            given.add(new TicketTable.Given(
                    ticket,
                    paid.id(),
                    terms.attendees().get(place),
                    secrets.hash(secrets.door(ticket)),
                    secrets.passCodeIndex(ticket)));
        }
        return given;
    }

    static TicketId ticket(OrderId order, int place) {
        return new TicketId(Secrets.derived("ticket", order.toString(), Integer.toString(place)));
    }

    /// Gives the seats of an unpaid order back, in the caller's transaction.
    Order.Lapsed lapse(Order from, Order.Lapsed lapsed) {
        seats.release(lapsed);
        reductions.release(lapsed);
        trials.forget(lapsed.id());
        orders.move(from, lapsed, "lapsed", lapsed.why().name().toLowerCase(Locale.ROOT), lapsed.at());
        desk.news()
                .publishEvent(
                        new OrderNews.OrderLapsed(lapsed.id(), lapsed.terms().event(), lapsed.why()));
        return lapsed;
    }
}
