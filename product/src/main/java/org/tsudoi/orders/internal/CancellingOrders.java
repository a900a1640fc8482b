package org.tsudoi.orders.internal;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.DateId;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.EventId;
import org.tsudoi.offerings.EventNews;
import org.tsudoi.offerings.RefundTerms;
import org.tsudoi.orders.AgreedTimes;
import org.tsudoi.orders.Extra;
import org.tsudoi.orders.FreeExits;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.OrderId;
import org.tsudoi.orders.OrderNews;
import org.tsudoi.orders.Orders.CancelQuote;
import org.tsudoi.orders.Orders.Cancelling;
import org.tsudoi.orders.ReplacedDates;
import org.tsudoi.orders.Ticket;
import org.tsudoi.orders.TicketId;
import org.tsudoi.payments.PaymentId;
import org.tsudoi.payments.PaymentNews;
import org.tsudoi.payments.Payments;
import org.tsudoi.payments.Refund;
import org.tsudoi.payments.RefundId;
import org.tsudoi.platform.Problem;
import org.tsudoi.platform.outbox.Handled;
import org.tsudoi.platform.outbox.Outbox;
import org.tsudoi.platform.outbox.OutboxHandler;
import org.tsudoi.platform.outbox.OutboxItem;
import org.tsudoi.points.Points;

/// Cancels places, and all places of an event that does not take place. Seat, door and refund change in one
/// commit.
@Component
class CancellingOrders implements OutboxHandler {
    private static final String TOPIC = "orders.event-cancelled";
    private static final int BATCH = 100;
    private static final Logger LOG = LoggerFactory.getLogger(CancellingOrders.class);

    private final OrderTable orders;
    private final TicketTable tickets;
    private final OrderSeats seats;
    private final PayingOrders paying;
    private final Means means;
    private final PlacingOrders.Desk desk;

    @Component
    record Means(
            Payments payments,
            PlacingOrders placing,
            PlacingOrders.Keeping keeping,
            TrialTable trials,
            Promised promised,
            Outbox outbox) {}

    /// What others keep of what buyers were told.
    @Component
    record Promised(
            AgreedTimes times,
            FreeExits exits,
            ReplacedDates replaced,
            DateShareTable given,
            DatesOnLeaving onLeaving) {}

    CancellingOrders(
            OrderTable orders,
            TicketTable tickets,
            OrderSeats seats,
            PayingOrders paying,
            Means means,
            PlacingOrders.Desk desk) {
        this.orders = orders;
        this.tickets = tickets;
        this.seats = seats;
        this.paying = paying;
        this.means = means;
        this.desk = desk;
    }

    CancelQuote quote(OrderId id, Set<TicketId> wished, Ticket.CancelledBy by) {
        var order = orders.find(id).orElseThrow(Problem::notFound);
        var event = desk.events().get(order.terms().event());
        var now = desk.clock().instant();
        return quote(order, event, wished, by(by, order, event, now), now);
    }

    /// Whoever cancels a place of an event that was called off gets all of it back: it is the event that ends it.
    /// So does whoever leaves in time after it was moved.
    private Ticket.CancelledBy by(Ticket.CancelledBy asked, Order order, Event event, Instant now) {
        if (event instanceof Event.Cancelled) return Ticket.CancelledBy.EVENT;
        boolean leaves = asked == Ticket.CancelledBy.PARTICIPANT
                && exit(order).filter(now::isBefore).isPresent();
        return leaves ? Ticket.CancelledBy.MOVED : asked;
    }

    private Optional<Instant> exit(Order order) {
        return means.promised.exits.until(order.terms().event(), order.terms().placedAt());
    }

    /// Part of what was paid for without a seat, or all of it. Its place is gone by it, however much that is.
    void giveBack(OrderId id, Money amount) {
        desk.transaction().executeWithoutResult(_ -> {
            var order = orders.lock(id).orElseThrow(Problem::notFound);
            if (!(order instanceof Order.Paid paid) || order.terms().takesSeats()) {
                throw new IllegalStateException("nothing comes back of " + id);
            }
            var now = desk.clock().instant();
            var event = desk.events().get(order.terms().event());
            var all = tickets.ofOrder(id);
            var going = valid(id, all.stream().map(Ticket::id).collect(Collectors.toSet()));
            var each = new LinkedHashMap<TicketId, Money>();
            each.put(going.getFirst().id(), lesser(amount, order.worth()));
            var by = order.terms().isPeriod() ? Ticket.CancelledBy.LEFT : Ticket.CancelledBy.ORGANISER;
            cancel(paid, event, quote(order, event, going, each, by, Map.of(), now), by, now);
        });
    }

    private CancelQuote quote(Order order, Event event, Set<TicketId> wished, Ticket.CancelledBy by, Instant now) {
        var valid = valid(order.id(), wished);
        var starts = starts(order, valid.stream().map(Ticket.Valid::id).toList());
        var given = means.promised.given.of(order);
        var shares = shares(order, valid, tickets.ofOrder(order.id()), given);
        var each = new LinkedHashMap<TicketId, Money>();
        var forExtras = new HashMap<TicketId, Money>();
        boolean partly = isPartly(by);
        for (var ticket : valid) {
            var before = given.get(ticket.id());
            var soon =
                    partly ? means.promised.onLeaving.comingBack(order, event, ticket.id(), before) : Set.<DateId>of();
            var share = without(order, Objects.requireNonNull(shares.get(ticket.id())), before, soon.size());
            var left = new Left(order, event, ticket, without(order, before).without(soon), now);
            var agreed = Optional.ofNullable(starts.get(ticket.id()));
            var back = partly ? comesBack(left, by, share.total(), agreed) : share.total();
            each.put(ticket.id(), back);
            forExtras.put(
                    ticket.id(), partly ? back.minus(comesBack(left, by, share.place(), agreed)) : share.extras());
        }
        return quote(order, event, valid, each, by, starts, now).withExtras(forExtras);
    }

    private CancelQuote quote(
            Order order,
            Event event,
            List<Ticket.Valid> valid,
            LinkedHashMap<TicketId, Money> each,
            Ticket.CancelledBy by,
            Map<TicketId, Instant> starts,
            Instant now) {
        boolean byPolicy = by == Ticket.CancelledBy.PARTICIPANT;
        boolean lowers = byPolicy || by == Ticket.CancelledBy.MOVED;
        var all = tickets.ofOrder(order.id());
        var before = refunded(order, all);
        var parts = parts(order, before, sum(order, each));
        var withheld = withheld(lacking(order, parts.money), inMoney(order, before, each));
        withheld.forEach((ticket, money) -> each.computeIfPresent(ticket, (_, back) -> back.minus(money)));
        var refund = sum(order, each);
        var terms = terms(order, event, starts.values().stream().min(Comparator.naturalOrder()));
        return new CancelQuote(
                valid,
                refund.minus(parts.points).isZero() && !withheld.isEmpty()
                                || lowers && order.terms().isCourse()
                        ? 0
                        : byPolicy ? terms.percentAt(now) : 100,
                each,
                refund,
                parts.points,
                lowers && withheld.isEmpty() && !order.terms().isCourse() ? lowerFrom(order, terms, by, now) : null,
                withheld);
    }

    private @Nullable Instant lowerFrom(Order order, RefundTerms terms, Ticket.CancelledBy by, Instant now) {
        if (by != Ticket.CancelledBy.MOVED) return terms.lowerFrom(now);
        var exit = exit(order).orElseThrow();
        return terms.percentAt(exit) < 100 ? exit : terms.lowerFrom(exit);
    }

    /// A place that is given up.
    ///
    /// @param terms without the dates of which everything came back before
    private record Left(Order order, Event event, Ticket ticket, Order.Terms terms, Instant now) {}

    /// Whether whoever leaves may get less than all of it.
    private static boolean isPartly(Ticket.CancelledBy by) {
        return by == Ticket.CancelledBy.PARTICIPANT || by == Ticket.CancelledBy.MOVED;
    }

    private static Order.Share without(Order order, Order.Share share, DateShareTable.@Nullable Given given, int soon) {
        if (soon == 0) return share;
        var place = given == null ? share.place() : share.place().plus(given.sum());
        return new Order.Share(share.place().minus(DatesOnLeaving.worth(order, place, given, soon)), share.extras());
    }

    private static Order.Terms without(Order order, DateShareTable.@Nullable Given given) {
        return given == null ? order.terms() : order.terms().without(given.dates());
    }

    private Money comesBack(Left left, Ticket.CancelledBy by, Money price, Optional<Instant> agreed) {
        var instead = instead(left.order, left.ticket);
        var told = left.event.particulars();
        return by == Ticket.CancelledBy.MOVED
                ? left.terms.comesBackForAMove(price, told, agreed, instead, paidAt(left.order), left.now)
                : left.terms.comesBack(price, told, agreed, instead, paidAt(left.order), left.now);
    }

    /// Nobody is asked about what is no course.
    private Map<DateId, Instant> instead(Order order, Ticket ticket) {
        return order.terms().isCourse() ? means.promised.replaced.of(ticket.id()) : Map.of();
    }

    private static Instant paidAt(Order order) {
        return order instanceof Order.Paid paid ? paid.paidAt() : order.terms().placedAt();
    }

    /// Nobody is asked about meetings: theirs stand with the order.
    private Map<TicketId, Instant> starts(Order order, Collection<TicketId> places) {
        return order.terms().isSession() ? means.promised.times.of(places) : Map.of();
    }

    private static RefundTerms terms(Order order, Event event, Optional<Instant> agreed) {
        return order.terms().refunds(event.particulars(), agreed);
    }

    /// What of each is money, step by step, so that they are together what all of it is.
    private static LinkedHashMap<TicketId, Money> inMoney(Order order, Money before, Map<TicketId, Money> each) {
        var money = new LinkedHashMap<TicketId, Money>();
        var reached = before;
        for (var one : each.entrySet()) {
            money.put(one.getKey(), parts(order, reached, one.getValue()).money);
            reached = reached.plus(one.getValue());
        }
        return money;
    }

    /// What was paid for each place, in money and points; together exactly all of it. What was bought for the order as
    /// a whole goes with its last place.
    ///
    /// @param given what came back of them before for dates that nobody held
    private static Map<TicketId, Order.Share> shares(
            Order order, List<Ticket.Valid> going, List<Ticket> all, Map<TicketId, DateShareTable.Given> given) {
        var shares = new HashMap<TicketId, Order.Share>();
        if (going.isEmpty()) return shares;
        var paid = order.shares();
        for (int place = 0; place < paid.size(); place++) {
            var ticket = PlacingOrders.ticket(order.id(), place);
            var share = paid.get(place);
            var before = given.get(ticket);
            shares.put(
                    ticket,
                    before == null ? share : new Order.Share(share.place().minus(before.sum()), share.extras()));
        }
        boolean last = all.stream().filter(Ticket.Valid.class::isInstance).count() == going.size();
        if (last) {
            var ofAll = order.terms().extrasOf(Extra.WHOLE_ORDER);
            shares.computeIfPresent(going.getLast().id(), (_, share) -> share.with(ofAll));
        }
        return shares;
    }

    private static Money sum(Order order, Map<TicketId, Money> each) {
        return each.values().stream().reduce(Money.zero(order.worth().currency()), Money::plus);
    }

    /// What has come back of it by now, or would have but for a dispute: points and money stay in step by it.
    private Money refunded(Order order, List<Ticket> all) {
        var sum = backForDates(order, all);
        for (var ticket : all) {
            if (ticket instanceof Ticket.Cancelled gone) sum = sum.plus(gone.due());
        }
        return sum;
    }

    /// What has gone back of the price of places, without what is withheld.
    private Money ofPlaces(Order order, List<Ticket> all) {
        var sum = backForDates(order, all);
        for (var ticket : all) {
            if (ticket instanceof Ticket.Cancelled gone) sum = sum.plus(gone.placeBack());
        }
        return sum;
    }

    /// Of places that are valid: that of the others stands with them.
    private Money backForDates(Order order, List<Ticket> all) {
        var given = means.promised.given.of(order);
        return all.stream()
                .filter(Ticket.Valid.class::isInstance)
                .flatMap(ticket -> Optional.ofNullable(given.get(ticket.id())).stream())
                .map(DateShareTable.Given::sum)
                .reduce(Money.zero(order.worth().currency()), Money::plus);
    }

    Money backForDates(Order order) {
        return order.terms().isCourse()
                ? backForDates(order, tickets.ofOrder(order.id()))
                : Money.zero(order.worth().currency());
    }

    Money backOfPlaces(Order order) {
        return ofPlaces(order, tickets.ofOrder(order.id()));
    }

    /// What of so much more that comes back is points.
    Money pointsOf(Order order, Money worth) {
        return parts(order, refunded(order, tickets.ofOrder(order.id())), worth).points;
    }

    boolean isLacking(Order order, Money money) {
        return lacking(order, money).isPositive();
    }

    private record Parts(Money money, Money points) {}

    /// @param before what was due until now
    private static Parts parts(Order order, Money before, Money refund) {
        var money = order.inMoney(before.plus(refund)).minus(order.inMoney(before));
        return new Parts(money, refund.minus(money));
    }

    /// What of that money the buyer's bank has taken back: it is not paid a second time.
    private Money lacking(Order order, Money money) {
        var none = money.times(0);
        var payment = payment(order);
        if (payment == null || money.isZero()) return none;
        var left = means.payments.refundable(payment);
        return left.compareTo(money) < 0 ? money.minus(left) : none;
    }

    static @Nullable PaymentId payment(Order order) {
        return switch (order) {
            case Order.Paid paid -> paid.payment();
            case Order.Cancelled gone -> gone.payment();
            case Order.Unconfirmed _, Order.Held _, Order.Paying _, Order.Lapsed _, Order.Unseated _ -> null;
        };
    }

    /// So much, of the last places first: the others are refunded now.
    private static Map<TicketId, Money> withheld(Money lacking, LinkedHashMap<TicketId, Money> inMoney) {
        var withheld = new LinkedHashMap<TicketId, Money>();
        var open = lacking;
        for (var one : inMoney.sequencedEntrySet().reversed()) {
            var part = lesser(open, one.getValue());
            if (part.isPositive()) withheld.put(one.getKey(), part);
            open = open.minus(part);
        }
        return withheld;
    }

    private static Money lesser(Money one, Money other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private List<Ticket.Valid> valid(OrderId id, Set<TicketId> wished) {
        return tickets.ofOrder(id).stream()
                .filter(ticket -> wished.contains(ticket.id()))
                .filter(Ticket.Valid.class::isInstance)
                .map(Ticket.Valid.class::cast)
                .toList();
    }

    Cancelling cancel(OrderId id, Set<TicketId> wished, Money agreed, Ticket.CancelledBy asked) {
        return Objects.requireNonNull(desk.transaction().execute(_ -> {
            if (!(orders.lock(id).orElseThrow(Problem::notFound) instanceof Order.Paid order)) {
                return new Cancelling.NothingLeft();
            }
            var now = desk.clock().instant();
            var event = desk.events().holdStill(order.terms().event()).orElseThrow(Problem::notFound);
            var by = by(asked, order, event, now);
            if (by == Ticket.CancelledBy.PARTICIPANT && isTooLate(order, event, wished, now)) {
                return new Cancelling.TooLate();
            }
            var quote = quote(order, event, wished, by, now);
            if (quote.tickets().isEmpty()) return new Cancelling.NothingLeft();
            if (!quote.refund().equals(agreed)) return new Cancelling.QuoteChanged(quote);
            cancel(order, event, quote, by, now);
            return new Cancelling.Done(quote.refund(), quote.points());
        }));
    }

    /// Whether one of them has begun, or all of it counts as used.
    private boolean isTooLate(Order order, Event event, Set<TicketId> wished, Instant now) {
        if (order.terms().isSession() && orders.isComplete(order.id())) return true;
        var earliest = starts(order, wished).values().stream().min(Comparator.naturalOrder());
        return order.terms()
                .cancellableUntil(event.particulars(), earliest)
                .filter(until -> !now.isBefore(until))
                .isPresent();
    }

    /// Places that were cancelled while the buyer's bank had their money: what was withheld then is owed now, as far as
    /// no dispute has it.
    @EventListener
    void on(PaymentNews.DisputeEased news) {
        var order = OrderId.parse(news.orderReference()).flatMap(orders::lock).orElse(null);
        if (order == null) return;
        var step = Refund.Reason.NOT_WITHHELD.word() + " " + news.dispute() + " " + news.revision();
        var refund = new RefundId(Secrets.derived("refund", news.payment().toString(), step));
        var owed = Money.zero(order.worth().currency());
        var left = means.payments.refundable(news.payment());
        for (var ticket : tickets.ofOrder(order.id())) {
            if (!(ticket instanceof Ticket.Cancelled gone)) continue;
            var part = lesser(gone.withheld(), left.minus(owed));
            if (!part.isPositive()) continue;
            tickets.owed(gone, gone.owedAfterAll(part, refund));
            owed = owed.plus(part);
        }
        if (owed.isZero()) return;
        var ofPlaces = ofPlaces(order, tickets.ofOrder(order.id()));
        means.keeping.fees().giveBack(order, ofPlaces, step, desk.clock().instant());
        means.payments.refund(refund, news.payment(), owed, Refund.Reason.NOT_WITHHELD);
    }

    private void cancel(Order.Paid order, Event event, CancelQuote quote, Ticket.CancelledBy by, Instant now) {
        var going = quote.tickets();
        var ids = going.stream().map(Ticket.Valid::id).toList();
        var money = quote.refund().minus(quote.points());
        RefundId refundId = null;
        if (money.isPositive()) {
            refundId = new RefundId(Secrets.derived("refund", order.id().toString(), named(ids)));
            means.payments.refund(refundId, Objects.requireNonNull(order.payment()), money, by.reason());
        }
        var given = means.promised.given.of(order);
        for (var ticket : going) {
            var back = quote.of(ticket).plus(quote.withheldOf(ticket)).minus(quote.extrasOf(ticket));
            var kept = isPartly(by)
                    ? means.promised.onLeaving.kept(order, event, ticket, given.get(ticket.id()), back, now)
                    : Set.<DateId>of();
            tickets.cancel(ticket.cancelled(
                    now, by, quote.of(ticket), quote.withheldOf(ticket), quote.extrasOf(ticket), refundId));
            means.promised.onLeaving.keep(order, ticket.id(), kept, now);
        }
        var left = tickets.ofOrder(order.id());
        boolean last = left.stream().noneMatch(Ticket.Valid.class::isInstance);
        seats.free(order, ids, last, now);
        var reductions = means.keeping.reductions();
        means.trials.forget(order.id());
        boolean unused = by == Ticket.CancelledBy.EVENT
                || by == Ticket.CancelledBy.NO_HOST
                || !event.particulars().hasBegun(now);
        if (last && unused) reductions.giveVoucherBack(order);
        var grace = by == Ticket.CancelledBy.PARTICIPANT ? Points.Grace.ONCE : Points.Grace.AGAIN;
        reductions.giveBack(order, quote.points(), named(ids), grace);
        means.keeping.fees().giveBack(order, ofPlaces(order, left), named(ids), now);
        if (last)
            orders.move(order, order.cancelled(now), "cancelled", by.reason().word(), now);
        else orders.note(order.id(), "places cancelled", named(ids), now);
        var eventId = order.terms().event();
        desk.news()
                .publishEvent(
                        switch (order.terms().when()) {
                            case Order.When.At _, Order.When.Course _, Order.When.Arranged _ ->
                                new OrderNews.TicketsCancelled(order.id(), eventId, ids, by, money, quote.points());
                            case Order.When.Period _ ->
                                new OrderNews.PeriodGivenBack(order.id(), eventId, money, quote.points());
                            case Order.When.AtOnce _ -> new OrderNews.HouseOrderGivenBack(order.id(), eventId, money);
                        });
    }

    private static String named(Collection<TicketId> ids) {
        return ids.stream().map(TicketId::toString).sorted().collect(Collectors.joining(" "));
    }

    @EventListener
    void on(EventNews.EventCancelled news) {
        means.outbox.put(
                TOPIC,
                news.event().toString(),
                news.event().toString(),
                desk.clock().instant());
    }

    @Override
    public String topic() {
        return TOPIC;
    }

    /// Row by row, each in a transaction of its own: a crash leaves a whole number of orders done, and one that
    /// cannot be ended does not keep the others waiting.
    @Override
    public Handled handle(OutboxItem item) {
        var event = EventId.parse(item.key()).orElseThrow();
        int failed = 0;
        OrderId last = null;
        for (var batch = orders.unfinished(event, last, BATCH);
                !batch.isEmpty();
                batch = orders.unfinished(event, last, BATCH)) {
            for (var id : batch) {
                if (!ended(id)) failed++;
            }
            last = batch.getLast();
        }
        return failed == 0 ? Handled.done() : Handled.askAgain(failed + " orders could not be ended");
    }

    private boolean ended(OrderId id) {
        try {
            desk.transaction().executeWithoutResult(_ -> end(id));
            return true;
        } catch (RuntimeException fault) {
            LOG.error("{} could not be ended with its event", id, fault);
            return false;
        }
    }

    private void end(OrderId id) {
        var now = desk.clock().instant();
        switch (orders.lock(id).orElseThrow()) {
            case Order.Unconfirmed waiting ->
                means.placing.lapse(waiting, waiting.lapsed(now, Order.LapseReason.EVENT_CANCELLED));
            case Order.Held held -> means.placing.lapse(held, held.lapsed(now, Order.LapseReason.EVENT_CANCELLED));
            case Order.Paying unpaid -> paying.lapse(unpaid, Order.LapseReason.EVENT_CANCELLED);
            case Order.Paid paid -> {
                var all = tickets.ofOrder(id).stream().map(Ticket::id).collect(Collectors.toSet());
                var event = desk.events().get(paid.terms().event());
                cancel(
                        paid,
                        event,
                        quote(paid, event, all, Ticket.CancelledBy.EVENT, now),
                        Ticket.CancelledBy.EVENT,
                        now);
            }
            case Order.Lapsed _, Order.Unseated _, Order.Cancelled _ -> {}
        }
    }
}
