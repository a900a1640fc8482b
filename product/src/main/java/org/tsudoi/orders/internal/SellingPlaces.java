package org.tsudoi.orders.internal;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Currency;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.tsudoi.contact.EmailAddress;
import org.tsudoi.members.MemberId;
import org.tsudoi.members.OrganiserId;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.DateId;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.EventId;
import org.tsudoi.orders.Confirmations;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.OrderId;
import org.tsudoi.orders.Orders;
import org.tsudoi.orders.Reduction;
import org.tsudoi.orders.Ticket;
import org.tsudoi.orders.TicketId;
import org.tsudoi.payments.CardWish;
import org.tsudoi.payments.Choice;
import org.tsudoi.payments.Payments;
import org.tsudoi.payments.Refund;
import org.tsudoi.platform.Problem;
import org.tsudoi.platform.Together;

/// The face, handing each verb to the activity that does it.
@Component
class SellingPlaces implements Orders {
    private static final Logger LOG = LoggerFactory.getLogger(SellingPlaces.class);
    private static final int LAPSE_BATCH = 200;

    /// At about 300 bytes each.
    private static final int LINKS_REMEMBERED_MAX = 5_000;

    private static final String HERE = "orders";

    private final OrderTable orders;
    private final TicketTable tickets;
    private final Secrets secrets;
    private final OrderReports reports;
    private final Activities activities;
    private final PlacingOrders.Desk desk;
    private final Together<String, Optional<Order>> readers;
    private final Together<String, Optional<Glance>> glances;

    /// Which order a link leads to never changes; by the link's hash.
    private final Cache<String, OrderId> remembered =
            Caffeine.newBuilder().maximumSize(LINKS_REMEMBERED_MAX).build();

    private final Together<OrderId, Optional<List<Ticket>>> holders;

    @Component
    record Activities(
            PlacingOrders placing,
            PayingOrders paying,
            ReducingOrders reducing,
            ConcludingOrders concluding,
            HearingPayments hearing,
            CancellingOrders cancelling,
            GivingBackDates givingBackDates,
            TrialTable trials,
            AbandonedOrders abandoned,
            Payments payments) {}

    SellingPlaces(
            OrderTable orders,
            TicketTable tickets,
            Secrets secrets,
            OrderReports reports,
            Activities activities,
            PlacingOrders.Desk desk) {
        this.orders = orders;
        this.tickets = tickets;
        this.secrets = secrets;
        this.reports = reports;
        this.activities = activities;
        this.desk = desk;
        this.readers = Together.ofReads(orders::byLinkHashes);
        this.glances = Together.ofReads(reports::glances);
        this.holders = Together.ofReads(tickets::ofOrders);
    }

    @Override
    public Placing place(Request request) {
        return activities.placing.place(request);
    }

    @Override
    public Order confirm(OrderId id) {
        return activities.placing.confirm(id);
    }

    @Override
    public boolean hadTrial(OrderId id) {
        return activities.trials.isUsedBesides(get(id));
    }

    @Override
    public List<PayWith> waysToPay(Order order, Event.Particulars event) {
        return activities.paying.ways(order, event);
    }

    @Override
    public PayStep pay(OrderId id) {
        return activities.paying.pay(id, Optional.empty(), CardWish.NONE, null);
    }

    @Override
    public PayStep pay(OrderId id, Choice choice) {
        return pay(id, choice, CardWish.NONE);
    }

    @Override
    public PayStep pay(OrderId id, Choice choice, CardWish card) {
        return activities.paying.pay(id, Optional.of(choice), card, null);
    }

    @Override
    public PayStep pay(OrderId id, Optional<Choice> choice, CardWish card, Confirmations.Read read) {
        return activities.paying.pay(id, choice, card, read);
    }

    @Override
    public Reducing reduce(OrderId id, Reduction wish) {
        return activities.reducing.reduce(id, wish);
    }

    @Override
    public Optional<Order> conclude(OrderId id, Confirmations.Read read) {
        return activities.concluding.conclude(id, read);
    }

    @Override
    public void ask(OrderId id) {
        activities.payments.askNewestFor(id.toString());
    }

    @Override
    public Order askAgain(OrderId id) {
        ask(id);
        return get(id);
    }

    @Override
    public Order leave(OrderId id) {
        return changed(id, Order.LapseReason.LEFT);
    }

    private Order changed(OrderId id, Order.LapseReason why) {
        return Objects.requireNonNull(desk.transaction().execute(_ -> {
            var now = desk.clock().instant();
            return switch (orders.lock(id).orElseThrow(Problem::notFound)) {
                case Order.Unconfirmed waiting
                when left(why) || !now.isBefore(waiting.heldUntil()) ->
                    activities.placing.lapse(waiting, waiting.lapsed(now, why));
                case Order.Held held
                when left(why) || !now.isBefore(held.heldUntil()) ->
                    activities.placing.lapse(held, held.lapsed(now, why));
                case Order.Paying paying
                when left(why) || !now.isBefore(paying.heldUntil()) -> activities.paying.lapse(paying, why);
                case Order other -> other;
            };
        }));
    }

    private static boolean left(Order.LapseReason why) {
        return why == Order.LapseReason.LEFT;
    }

    @Override
    public int lapseDue() {
        var now = desk.clock().instant();
        int lapsed = 0;
        OrderId last = null;
        for (var batch = orders.due(now, last, LAPSE_BATCH);
                !batch.isEmpty();
                batch = orders.due(now, last, LAPSE_BATCH)) {
            for (var id : batch) {
                if (lapsed(id)) lapsed++;
            }
            last = batch.getLast();
        }
        return lapsed;
    }

    /// One that cannot be let go does not keep the seats of the others.
    private boolean lapsed(OrderId id) {
        try {
            changed(id, Order.LapseReason.EXPIRED);
            return true;
        } catch (RuntimeException fault) {
            LOG.error("{} could not lapse", id, fault);
            return false;
        }
    }

    @Override
    public boolean isStillClosing(OrderId id) {
        return activities.abandoned.isStillClosing(get(id));
    }

    @Override
    public boolean isAbandoned(OrderId id) {
        return activities.abandoned.isWorthALetter(get(id));
    }

    @Override
    public Order get(OrderId id) {
        return find(id).orElseThrow(Problem::notFound);
    }

    @Override
    public Optional<Order> find(OrderId id) {
        return orders.find(id);
    }

    @Override
    public Optional<Order> byLink(String secret) {
        var hash = hash(secret);
        var found = readers.read(HERE, hash);
        found.ifPresent(order -> remembered.put(hash, order.id()));
        return found;
    }

    @Override
    public Optional<OrderId> idByLink(String secret) {
        var known = remembered.getIfPresent(hash(secret));
        return known == null ? byLink(secret).map(Order::id) : Optional.of(known);
    }

    @Override
    public Optional<Glance> glance(String secret) {
        return glances.read(HERE, hash(secret));
    }

    private String hash(String secret) {
        return HexFormat.of().formatHex(secrets.hash(secret));
    }

    @Override
    public String link(OrderId id) {
        return secrets.link(id);
    }

    @Override
    public List<Ticket> tickets(OrderId id) {
        return holders.read(HERE, id).orElse(List.of());
    }

    @Override
    public Optional<Ticket> ticket(TicketId id) {
        return tickets.find(id);
    }

    @Override
    public Optional<Ticket> byDoor(String secret) {
        return tickets.byDoorHash(secrets.hash(secret));
    }

    @Override
    public String doorLink(TicketId id) {
        return secrets.door(id);
    }

    @Override
    public String passCode(TicketId id) {
        return secrets.passCode(id);
    }

    @Override
    public Optional<Ticket> byPassCode(String typed) {
        return secrets.typedCodeIndex(typed).flatMap(tickets::byPassCode);
    }

    @Override
    public CancelQuote quote(OrderId id, Set<TicketId> wished, Ticket.CancelledBy by) {
        return activities.cancelling.quote(id, wished, by);
    }

    @Override
    public DateBack giveDateBack(OrderId id, DateId date) {
        return activities.givingBackDates.giveBack(id, date);
    }

    @Override
    public List<DateShare> dateShares(Order order) {
        return activities.givingBackDates.given(order);
    }

    @Override
    public Money ofDates(Order order, Set<DateId> dates) {
        return activities.givingBackDates.ofDates(order, dates);
    }

    @Override
    public Money ofMoreDates(Order order, TicketId ticket, int dates) {
        return activities.givingBackDates.ofMoreDates(order, ticket, dates);
    }

    @Override
    public Money backForDates(Order order) {
        return activities.cancelling.backForDates(order);
    }

    @Override
    public Cancelling cancel(OrderId id, Set<TicketId> wished, Money agreed, Ticket.CancelledBy by) {
        return activities.cancelling.cancel(id, wished, agreed, by);
    }

    @Override
    public Progress cancellation(EventId event) {
        int open = 0;
        int failed = 0;
        var all = orders.allOf(event).stream().map(OrderId::toString).toList();
        for (var refund : activities.payments.refundsFor(all)) {
            switch (refund) {
                case Refund.Requested _, Refund.Submitted _, Refund.Unknown _, Refund.Transferring _ -> open++;
                case Refund.Failed _ -> failed++;
                case Refund.Succeeded _, Refund.SettledOutside _, Refund.Transferred _ -> {}
            }
        }
        return reports.progress(event, open, failed);
    }

    @Override
    public List<OrderId> payingOf(EventId event) {
        return orders.payingOf(event);
    }

    @Override
    public List<Order> all(Collection<OrderId> ids) {
        return ids.isEmpty() ? List.of() : orders.find(ids);
    }

    @Override
    public boolean hasRoomAgain(OrderId id) {
        return get(id) instanceof Order.Lapsed lapsed
                && activities.hearing.hasRoom(lapsed)
                && !(lapsed.terms().trial() && activities.trials.isUsedBesides(lapsed));
    }

    @Override
    public List<OrderId> paidOf(EventId event) {
        return orders.paidOf(event);
    }

    @Override
    public List<OrderId> payingForDate(EventId event, DateId date) {
        return orders.payingForDate(event, date);
    }

    @Override
    public List<Order> ofEvent(EventId event) {
        return orders.ofEvent(event);
    }

    @Override
    public List<Order> ofMember(MemberId member, EmailAddress verified) {
        return orders.ofMember(member, verified);
    }

    @Override
    public List<Order> standing(EventId event, MemberId member) {
        return orders.standing(event, member);
    }

    @Override
    public Totals totals(EventId event) {
        return reports.totals(event, currency(event));
    }

    @Override
    public AtStake atStake(EventId event) {
        return reports.atStake(event, currency(event));
    }

    private Currency currency(EventId event) {
        var plans = desk.events().get(event).particulars().plans();
        return plans.isEmpty()
                ? Currency.getInstance("JPY")
                : plans.getFirst().price().currency();
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<Order> holdStill(OrderId id) {
        return orders.holdStill(id);
    }

    @Override
    public void complete(OrderId id, Instant at) {
        orders.complete(id, at);
    }

    @Override
    public List<OrderId> sessionsPaid(Instant from, Instant until) {
        return orders.sessionsPaid(from, until);
    }

    @Override
    public List<OrderId> openSessionsOf(Collection<EventId> events, Instant paidFrom) {
        return orders.openSessionsOf(events, paidFrom);
    }

    @Override
    public Map<OrganiserId, Money> owedFor(Collection<EventId> events, Instant completed, Currency currency) {
        if (events.isEmpty()) return Map.of();
        var owed = new HashMap<>(reports.soldFor(events, completed, currency));
        var paid = reports.paidFor(events, completed, currency);
        activities
                .payments
                .keptByPayee(paid.keySet())
                .forEach((order, kept) ->
                        owed.computeIfPresent(Objects.requireNonNull(paid.get(order)), (_, sold) -> sold.minus(kept)));
        var taken = activities.payments.takenByDisputes(paid.keySet());
        if (taken.isEmpty()) return owed;
        // Never more than the order brought: what was lost beyond that is owed by the organiser now.
        reports.broughtBy(taken.keySet(), currency)
                .forEach((order, brought) -> owed.computeIfPresent(
                        Objects.requireNonNull(paid.get(order)),
                        (_, sold) -> sold.minus(least(brought, Objects.requireNonNull(taken.get(order))))));
        return owed;
    }

    private static Money least(Money one, Money other) {
        return one.compareTo(other) <= 0 ? one : other;
    }

    @Override
    public List<DaySales> sales(OrganiserId organiser, Currency currency, Instant from, Instant until, ZoneId zone) {
        return reports.sales(organiser, from, until, zone, currency);
    }
}
