package org.tsudoi.orders.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.tsudoi.ledger.Account;
import org.tsudoi.ledger.AccountCode;
import org.tsudoi.ledger.Asset;
import org.tsudoi.ledger.Ledger;
import org.tsudoi.members.OrganiserId;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.EventId;
import org.tsudoi.orders.Confirmations;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.OrderId;
import org.tsudoi.orders.Orders;
import org.tsudoi.orders.Orders.PayStep;
import org.tsudoi.orders.Orders.PayWith;
import org.tsudoi.payments.CardWish;
import org.tsudoi.payments.Choice;
import org.tsudoi.payments.Means;
import org.tsudoi.payments.Payment;
import org.tsudoi.payments.PaymentId;
import org.tsudoi.payments.Payments;
import org.tsudoi.platform.PlatformSettings;
import org.tsudoi.platform.Problem;
import org.tsudoi.platform.Together;

/// Begins to have an order paid. What becomes of it [HearingPayments] hears.
@Component
class PayingOrders {
    /// What is paid at a store has to be there before people get ready for the event.
    private static final Duration PAID_BEFORE_START = Duration.ofHours(2);

    /// Who chooses another means again and again does not keep the seats, and the points and vouchers with them: with
    /// the days that a store's agent takes to confirm it stays below what they are held for in the books.
    private static final Duration KEPT_MAX = Duration.ofDays(9);

    /// All orders together: none waits for the row of another.
    private static final String HERE = "orders";

    private final OrderTable orders;
    private final PlacingOrders placing;
    private final Payments payments;
    private final RefusedMembers members;
    private final Till till;
    private final PlacingOrders.Desk desk;
    private final Together<Wish, Begun> payers = new Together<>(this::beginTogether, this::beginAlone);

    /// Where the money of organisers is booked, what they take, and where buyers return to.
    @Component
    record Till(
            Ledger ledger,
            Secrets secrets,
            PlatformSettings settings,
            RefusedMeans refused,
            ConfirmationTable confirmations) {}

    PayingOrders(
            OrderTable orders,
            PlacingOrders placing,
            Payments payments,
            RefusedMembers members,
            Till till,
            PlacingOrders.Desk desk) {
        this.orders = orders;
        this.placing = placing;
        this.payments = payments;
        this.members = members;
        this.till = till;
        this.desk = desk;
    }

    /// @param choice empty: the first of the ways, or what was begun
    /// @param read   null when nothing was shown
    /// @param as     the payment's id, where whoever wishes it knows it again by that; null: a new one
    private record Wish(
            OrderId id,
            Optional<Choice> choice,
            CardWish card,
            Confirmations.@Nullable Read read,
            @Nullable PaymentId as) {
        boolean isAsRead(Order order) {
            return read == null || read.by().equals(order.reductions());
        }

        boolean isMetBy(Choice other) {
            return choice.isEmpty() || choice.get().equals(other);
        }

        boolean isFor(Money toPay) {
            return !(card instanceof CardWish.Saved saved) || saved.amount().equals(toPay);
        }
    }

    /// @param isNew whether nobody had begun to pay it
    private record Begun(Order order, boolean isNew) {}

    List<PayWith> ways(Order order, Event.Particulars event) {
        return switch (order) {
            case Order.Held _, Order.Paying _ ->
                ways(order, event, desk.clock().instant()).map(Way::shown).toList();
            case Order.Unconfirmed _, Order.Paid _, Order.Lapsed _, Order.Unseated _, Order.Cancelled _ -> List.of();
        };
    }

    /// @param until when the places go
    private record Way(String provider, PayWith shown, Instant until) {}

    private Stream<Way> ways(Order order, Event.Particulars event, Instant now) {
        var end = end(order);
        var start = order.terms().startsAt(event);
        if (order.toPay().isZero() || !now.isBefore(end)) return Stream.empty();
        var refused = till.refused.refused(order.terms().organiser());
        return payments.offers(order.toPay()).stream()
                .filter(offer -> !refused.contains(offer.choice().means()))
                // Nobody of the house stands at a counter.
                .filter(offer -> !order.terms().isAtOnce() || offer.choice().means() != Means.COUNTER)
                .filter(offer -> !offer.isSlow() || !now.plus(offer.timeMin()).isAfter(latest(offer, start, end)))
                .map(offer -> {
                    var until = (offer.isSlow() ? begun(order, now) : now).plus(offer.time());
                    var latest = latest(offer, start, end);
                    var kept = offer.isSlow() && until.isAfter(latest) ? latest : until;
                    var told = kept.minus(offer.heardWithin());
                    return new Way(
                            offer.provider(),
                            new PayWith(offer.choice(), told, offer.isSlow(), offer.onTop(), offer.fee()),
                            kept);
                });
    }

    /// Nothing is kept from others for what has no seats: it is open as long as whoever asks for it says.
    private static Instant end(Order order) {
        if (!order.terms().takesSeats()) {
            if (order instanceof Order.Held held) return held.heldUntil();
            if (order instanceof Order.Paying paying) return paying.heldUntil();
        }
        return order.terms().placedAt().plus(KEPT_MAX);
    }

    /// From when days to pay are counted: the hour is told before ordering, and is not another one a
    /// minute later.
    private static Instant begun(Order order, Instant now) {
        var placed = order.terms().placedAt();
        return placed.plus(Duration.ofHours(Duration.between(placed, now).toHours()));
    }

    /// Whoever pays in the last minute is still told before the start that it has arrived.
    private static Instant latest(Payments.Offer offer, Optional<Instant> begins, Instant end) {
        return begins.map(start -> start.minus(PAID_BEFORE_START).minus(offer.certainWithin()))
                .filter(end::isAfter)
                .orElse(end);
    }

    PayStep pay(OrderId id, Optional<Choice> choice, CardWish card, Confirmations.@Nullable Read read) {
        return pay(new Wish(id, choice, card, read, null));
    }

    /// By what was kept, without its holder. The same payment again is the same charge.
    PayStep charge(OrderId id, PaymentId as, Choice by, CardWish.Saved means) {
        return pay(new Wish(id, Optional.of(by), means, null, as));
    }

    private PayStep pay(Wish wish) {
        var begun = payers.ask(HERE, wish);
        if (begun.order instanceof Order.Paying paying && !begun.isNew) {
            if (!wish.isAsRead(paying)) return new PayStep.ReadAgain();
            var before = payments.get(paying.payment());
            if (before instanceof Payment.Processing && wish.choice.isPresent()) return new PayStep.BeingAsked();
            // Some of the money is here: what is left is paid the same way, or all of it goes back at the end.
            if (before instanceof Payment.Issued it && it.hasPart()) return new PayStep.SeeInstructions();
            if (isAnother(wish, paying)) {
                payments.withdrawNow(before.id());
                begun = payers.ask(HERE, wish);
                if (begun.order instanceof Order.Paying still && !begun.isNew) {
                    if (!wish.isAsRead(still)) return new PayStep.ReadAgain();
                    if (still.payment().equals(before.id()) || isAnother(wish, still)) return new PayStep.BeingAsked();
                }
            }
        }
        return switch (begun.order) {
            case Order.Paying paying -> submit(paying);
            case Order.Held held -> wish.isAsRead(held) ? new PayStep.NotThisWay() : new PayStep.ReadAgain();
            case Order.Unconfirmed _, Order.Paid _, Order.Lapsed _, Order.Unseated _, Order.Cancelled _ ->
                new PayStep.NothingToPay(begun.order);
        };
    }

    private boolean isAnother(Wish wish, Order.Paying paying) {
        var begun = payments.get(paying.payment());
        return !wish.isMetBy(begun.terms().choice()) || isOfAnotherCard(begun, wish.card);
    }

    /// What was begun is not what is wished now, whoever asks: the page would remember the card of somebody
    /// else, or against the buyer's will; it is the bank's page for a card that they do not want to pay with
    /// any more; or nobody knows yet whether another card is charged.
    private boolean isOfAnotherCard(Payment before, CardWish card) {
        return switch (before) {
            case Payment.Requested _, Payment.Submitted _, Payment.Unknown _ ->
                before.terms().choice().means().isKept()
                        && !payments.cardWish(before.id()).equals(card);
            case Payment.Issued _, Payment.Processing _, Payment.Captured _, Payment.Failed _, Payment.Withdrawn _ ->
                false;
        };
    }

    private PayStep submit(Order.Paying paying) {
        return switch (payments.submit(paying.payment())) {
            case Payment.Submitted submitted -> new PayStep.GoToProvider(submitted.payUrl());
            case Payment.Issued _ -> new PayStep.SeeInstructions();
            case Payment.Requested _, Payment.Unknown _, Payment.Processing _ -> new PayStep.BeingAsked();
            case Payment.Captured _, Payment.Withdrawn _ ->
                new PayStep.NothingToPay(orders.find(paying.id()).orElseThrow());
            case Payment.Failed failed -> new PayStep.Refused(failed.code());
        };
    }

    private Begun beginAlone(Wish wish) {
        return Objects.requireNonNull(desk.transaction().execute(_ -> begin(wish)));
    }

    private Begun begin(Wish wish) {
        var order = orders.lock(wish.id).orElseThrow(Problem::notFound);
        var now = desk.clock().instant();
        return switch (order) {
            case Order.Held held
            when now.isBefore(held.heldUntil()) ->
                begin(Map.of(held, wish), now).stream()
                        .map(paying -> new Begun(paying, true))
                        .findFirst()
                        .orElseGet(() -> new Begun(orLetGo(held), false));
            case Order.Paying paying
            when now.isBefore(paying.heldUntil()) -> {
                if (orLetGo(paying) instanceof Order.Lapsed lapsed) yield new Begun(lapsed, false);
                if (wish.isAsRead(paying)) keepRead(List.of(paying), Map.of(paying.id(), wish), now);
                yield new Begun(paying, false);
            }
            case Order.Held held -> new Begun(placing.lapse(held, held.lapsed(now, Order.LapseReason.EXPIRED)), false);
            case Order.Paying paying -> new Begun(lapse(paying, Order.LapseReason.EXPIRED), false);
            case Order.Unconfirmed _, Order.Paid _, Order.Lapsed _, Order.Unseated _, Order.Cancelled _ ->
                new Begun(order, false);
        };
    }

    /// It has lapsed when it is a member's who is none any more.
    private Order orLetGo(Order order) {
        return Optional.of(order)
                .filter(members::isRefused)
                .<Order>flatMap(members::letGo)
                .orElse(order);
    }

    /// Those who are in time and have not begun yet, which is what nearly all are. Who asks for the same order at the
    /// same moment is served alone, after them.
    private List<Optional<Begun>> beginTogether(List<Wish> wishes) {
        return Objects.requireNonNull(desk.transaction().execute(_ -> {
            var now = desk.clock().instant();
            var firsts = new HashMap<OrderId, Wish>();
            for (var wish : wishes) firsts.putIfAbsent(wish.id, wish);
            var held = new LinkedHashMap<Order.Held, Wish>();
            for (var order : orders.lock(firsts.keySet())) {
                if (order instanceof Order.Held it && now.isBefore(it.heldUntil())) {
                    held.put(it, Objects.requireNonNull(firsts.get(it.id())));
                }
            }
            var begun = new HashMap<OrderId, Begun>();
            for (var order : begin(held, now)) begun.put(order.id(), new Begun(order, true));
            return wishes.stream()
                    .map(wish -> Optional.ofNullable(firsts.get(wish.id) == wish ? begun.get(wish.id) : null))
                    .toList();
        }));
    }

    /// Those for which their choice is one of the ways.
    private List<Order.Paying> begin(Map<Order.Held, Wish> held, Instant now) {
        var steps = new ArrayList<OrderTable.Step>();
        var begun = new ArrayList<Order.Paying>();
        var intents = new ArrayList<Payments.Intent>();
        var events = new HashMap<EventId, Event>();
        Function<EventId, Event> known = id -> events.computeIfAbsent(id, desk.events()::get);
        var refused = members.among(held.keySet(), known);
        held.forEach((order, wish) -> {
            if (refused.contains(order.id())) return;
            var event = known.apply(order.terms().event()).particulars();
            var way = ways(order, event, now)
                    .filter(it -> wish.isMetBy(it.shown.choice()))
                    .findFirst();
            if (way.isEmpty() || !wish.isFor(order.toPay()) || !wish.isAsRead(order)) return;
            var until = later(order.heldUntil(), way.get().until);
            var paying = order.paying(wish.as == null ? new PaymentId(desk.ids().next()) : wish.as, until);
            begun.add(paying);
            intents.add(intent(paying, way.get(), event.title(), wish.card, now));
            steps.add(new OrderTable.Step(
                    order, paying, "paying", paying.payment().toString()));
        });
        if (begun.isEmpty()) return begun;
        till.ledger.open(
                begun.stream().map(PayingOrders::payableAccount).distinct().toList());
        payments.request(intents);
        orders.move(steps, now);
        var wishes = new HashMap<OrderId, Wish>();
        held.forEach((order, wish) -> wishes.put(order.id(), wish));
        keepRead(begun, wishes, now);
        return begun;
    }

    private void keepRead(List<Order.Paying> begun, Map<OrderId, Wish> wishes, Instant now) {
        var kept = new ArrayList<ConfirmationTable.Kept>();
        for (var order : begun) {
            var wish = wishes.get(order.id());
            if (wish != null && wish.read != null) kept.add(new ConfirmationTable.Kept(order.id(), wish.read));
        }
        till.confirmations.keep(kept, now);
    }

    static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private Payments.Intent intent(Order.Paying order, Way way, String title, CardWish card, Instant now) {
        var terms = order.terms();
        var link = till.settings.publicUrl() + "/orders/" + till.secrets.link(order.id());
        return new Payments.Intent(
                order.payment(),
                new Payment.Terms(
                        way.provider,
                        way.shown.choice(),
                        order.id().toString(),
                        order.toPay(),
                        payable(terms.organiser(), order.toPay()).value(),
                        title + " × " + terms.places(),
                        now),
                new Payments.Asking(
                        terms.buyer().name().value(),
                        terms.buyer().email().value(),
                        terms.buyer().locale(),
                        link + "/back",
                        link,
                        order.heldUntil(),
                        way.shown.choice().means().isKept() ? card : CardWish.NONE));
    }

    private static Account payableAccount(Order.Paying order) {
        var total = order.terms().total();
        return Account.unguarded(
                payable(order.terms().organiser(), total),
                new Asset(total.currency().getCurrencyCode()));
    }

    static AccountCode payable(OrganiserId organiser, Money of) {
        return Orders.payable(organiser, of.currency());
    }

    /// The seats are free at once; the provider's page is closed by a job.
    Order.Lapsed lapse(Order.Paying paying, Order.LapseReason why) {
        payments.withdraw(paying.payment());
        return placing.lapse(paying, paying.lapsed(desk.clock().instant(), why));
    }
}
