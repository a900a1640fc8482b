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
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.tsudoi.ledger.Account;
import org.tsudoi.ledger.AccountCode;
import org.tsudoi.ledger.Asset;
import org.tsudoi.ledger.Ledger;
import org.tsudoi.members.OrganiserId;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.EventId;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.OrderId;
import org.tsudoi.orders.OrderNews;
import org.tsudoi.orders.Orders.PayStep;
import org.tsudoi.orders.Orders.PayWith;
import org.tsudoi.payments.Choice;
import org.tsudoi.payments.Instructions;
import org.tsudoi.payments.Payment;
import org.tsudoi.payments.PaymentId;
import org.tsudoi.payments.PaymentNews;
import org.tsudoi.payments.Payments;
import org.tsudoi.payments.RefundId;
import org.tsudoi.platform.PlatformSettings;
import org.tsudoi.platform.Problem;
import org.tsudoi.platform.Together;

/// Takes an order through its payment, and gives money back that came too late or twice.
@Component
class PayingOrders {
    /// What is paid at a store has to be there before people get ready for the event.
    private static final Duration PAID_BEFORE_START = Duration.ofHours(2);

    /// An agent's confirmation of what a store took comes some working days later.
    private static final Duration CONFIRMED_WITHIN = Duration.ofDays(10);

    /// All orders together: none waits for the row of another.
    private static final String HERE = "orders";

    private final OrderTable orders;
    private final OrderSeats seats;
    private final PlacingOrders placing;
    private final Payments payments;
    private final Till till;
    private final PlacingOrders.Desk desk;
    private final Together<Wish, Order> payers = new Together<>(this::beginTogether, this::beginAlone);

    /// Where the money of organisers is booked, what they take, and where buyers return to.
    @Component
    record Till(Ledger ledger, Secrets secrets, PlatformSettings settings, RefusedMeans refused) {}

    PayingOrders(
            OrderTable orders,
            OrderSeats seats,
            PlacingOrders placing,
            Payments payments,
            Till till,
            PlacingOrders.Desk desk) {
        this.orders = orders;
        this.seats = seats;
        this.placing = placing;
        this.payments = payments;
        this.till = till;
        this.desk = desk;
    }

    /// @param choice empty: the first of the ways, or what was begun
    private record Wish(OrderId id, Optional<Choice> choice) {}

    List<PayWith> ways(Order order, Event.Particulars event) {
        return switch (order) {
            case Order.Held _, Order.Paying _ ->
                ways(order, event, desk.clock().instant()).map(Way::shown).toList();
            case Order.Unconfirmed _, Order.Paid _, Order.Lapsed _, Order.Unseated _, Order.Cancelled _ -> List.of();
        };
    }

    private record Way(String provider, PayWith shown) {}

    private Stream<Way> ways(Order order, Event.Particulars event, Instant now) {
        var latest = event.startsAt().minus(PAID_BEFORE_START);
        var refused = till.refused.refused(order.terms().organiser());
        return payments.offers(order.terms().total()).stream()
                .filter(offer -> !refused.contains(offer.choice().means()))
                .filter(offer -> !offer.isSlow() || !now.plus(offer.timeMin()).isAfter(latest))
                .map(offer -> {
                    var until = now.plus(offer.time());
                    return new Way(
                            offer.provider(),
                            new PayWith(
                                    offer.choice(),
                                    offer.isSlow() && until.isAfter(latest) ? latest : until,
                                    offer.isSlow()));
                });
    }

    PayStep pay(OrderId id, Optional<Choice> choice) {
        var begun = payers.ask(HERE, new Wish(id, choice));
        if (begun instanceof Order.Paying paying && choice.isPresent()) {
            var before = payments.get(paying.payment());
            if (before instanceof Payment.Processing) return new PayStep.BeingAsked();
            if (!before.terms().choice().equals(choice.get())) {
                payments.withdrawNow(before.id());
                begun = payers.ask(HERE, new Wish(id, choice));
                if (begun instanceof Order.Paying still && still.payment().equals(before.id())) {
                    return new PayStep.BeingAsked();
                }
            }
        }
        return switch (begun) {
            case Order.Paying paying -> submit(paying);
            case Order.Held _ -> new PayStep.NotThisWay();
            case Order.Unconfirmed _, Order.Paid _, Order.Lapsed _, Order.Unseated _, Order.Cancelled _ ->
                new PayStep.NothingToPay(begun);
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

    private Order beginAlone(Wish wish) {
        return Objects.requireNonNull(desk.transaction().execute(_ -> begin(wish)));
    }

    private Order begin(Wish wish) {
        var order = orders.lock(wish.id).orElseThrow(Problem::notFound);
        var now = desk.clock().instant();
        return switch (order) {
            case Order.Held held
            when now.isBefore(held.heldUntil()) ->
                begin(Map.of(held, wish.choice), now).stream()
                        .<Order>map(Function.identity())
                        .findFirst()
                        .orElse(held);
            case Order.Paying paying when now.isBefore(paying.heldUntil()) -> paying;
            case Order.Held held -> placing.lapse(held, held.lapsed(now, Order.LapseReason.EXPIRED));
            case Order.Paying paying -> lapse(paying, Order.LapseReason.EXPIRED);
            case Order.Unconfirmed _, Order.Paid _, Order.Lapsed _, Order.Unseated _, Order.Cancelled _ -> order;
        };
    }

    /// Those who are in time and have not begun yet, which is what nearly all are.
    private List<Optional<Order>> beginTogether(List<Wish> wishes) {
        return Objects.requireNonNull(desk.transaction().execute(_ -> {
            var now = desk.clock().instant();
            var choices = new HashMap<OrderId, Optional<Choice>>();
            for (var wish : wishes) choices.putIfAbsent(wish.id, wish.choice);
            var held = new LinkedHashMap<Order.Held, Optional<Choice>>();
            for (var order : orders.lock(choices.keySet())) {
                if (order instanceof Order.Held it && now.isBefore(it.heldUntil())) {
                    held.put(it, Objects.requireNonNull(choices.get(it.id())));
                }
            }
            var begun = new HashMap<OrderId, Order>();
            for (var order : begin(held, now)) begun.put(order.id(), order);
            return wishes.stream()
                    .map(wish -> Optional.ofNullable(begun.get(wish.id)))
                    .toList();
        }));
    }

    /// Those for which their choice is one of the ways.
    private List<Order.Paying> begin(Map<Order.Held, Optional<Choice>> held, Instant now) {
        var steps = new ArrayList<OrderTable.Step>();
        var begun = new ArrayList<Order.Paying>();
        var intents = new ArrayList<Payments.Intent>();
        var events = new HashMap<EventId, Event.Particulars>();
        held.forEach((order, choice) -> {
            var event = events.computeIfAbsent(
                    order.terms().event(), id -> desk.events().get(id).particulars());
            var way = ways(order, event, now)
                    .filter(it -> choice.isEmpty() || choice.get().equals(it.shown.choice()))
                    .findFirst();
            if (way.isEmpty()) return;
            var until = later(order.heldUntil(), way.get().shown.until());
            var paying = order.paying(new PaymentId(desk.ids().next()), until);
            begun.add(paying);
            intents.add(intent(paying, way.get(), event.title(), now));
            steps.add(new OrderTable.Step(
                    order, paying, "paying", paying.payment().toString()));
        });
        if (begun.isEmpty()) return begun;
        till.ledger.open(
                begun.stream().map(PayingOrders::payableAccount).distinct().toList());
        payments.request(intents);
        orders.move(steps, now);
        return begun;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private Payments.Intent intent(Order.Paying order, Way way, String title, Instant now) {
        var terms = order.terms();
        var link = till.settings.publicUrl() + "/orders/" + till.secrets.link(order.id());
        return new Payments.Intent(
                order.payment(),
                new Payment.Terms(
                        way.provider,
                        way.shown.choice(),
                        order.id().toString(),
                        terms.total(),
                        payable(terms.organiser(), terms.total()).value(),
                        title + " × " + terms.places(),
                        now),
                new Payments.Asking(
                        terms.buyer().email().value(),
                        terms.buyer().locale(),
                        link + "/back",
                        link,
                        order.heldUntil()));
    }

    private static Account payableAccount(Order.Paying order) {
        var total = order.terms().total();
        return Account.unguarded(
                payable(order.terms().organiser(), total),
                new Asset(total.currency().getCurrencyCode()));
    }

    static AccountCode payable(OrganiserId organiser, Money of) {
        return new AccountCode(
                "organiser:" + organiser + ":payable:" + of.currency().getCurrencyCode());
    }

    /// The seats are free at once; the provider's page is closed by a job.
    Order.Lapsed lapse(Order.Paying paying, Order.LapseReason why) {
        payments.withdraw(paying.payment());
        return placing.lapse(paying, paying.lapsed(desk.clock().instant(), why));
    }

    @EventListener
    void on(PaymentNews news) {
        switch (news) {
            case PaymentNews.PaymentsCaptured(var captures) -> captured(captures);
            case PaymentNews.PaymentEnded ended ->
                locked(ended.orderReference()).ifPresent(order -> ended(order, ended));
            case PaymentNews.RefundSucceeded refunded ->
                locked(refunded.orderReference())
                        .ifPresent(order -> desk.news()
                                .publishEvent(new OrderNews.OrderRefunded(
                                        order.id(), order.terms().event(), refunded.refund(), refunded.amount())));
            case PaymentNews.PaymentIssued issued ->
                locked(issued.orderReference()).ifPresent(order -> issued(order, issued));
            case PaymentNews.PaymentGiven given ->
                locked(given.orderReference()).ifPresent(order -> given(order, given));
            // `CancellingOrders` knows what is owed then.
            case PaymentNews.DisputeWon _ -> {}
            case PaymentNews.RefundFailed failed ->
                locked(failed.orderReference())
                        .ifPresent(order -> orders.note(
                                order.id(),
                                "refund failed",
                                failed.code(),
                                desk.clock().instant()));
        }
    }

    private Optional<Order> locked(String orderReference) {
        return OrderId.parse(orderReference).flatMap(orders::lock);
    }

    /// Those that are being paid just so, and whose seats are still held, together; then each of the others.
    private void captured(List<PaymentNews.Capture> captures) {
        var left = new LinkedHashMap<OrderId, PaymentNews.Capture>();
        for (var capture : captures) {
            OrderId.parse(capture.orderReference()).ifPresent(order -> {
                if (left.putIfAbsent(order, capture) != null)
                    throw new IllegalStateException(order + " was paid twice");
            });
        }
        var now = desk.clock().instant();
        var locked = orders.lock(left.keySet());
        var paying = new ArrayList<Order.Paying>();
        for (var order : locked) {
            var capture = left.get(order.id());
            if (order instanceof Order.Paying it
                    && capture != null
                    && it.payment().equals(capture.payment())) {
                paying.add(it);
            }
        }
        var taken = paying.isEmpty() ? List.<Boolean>of() : seats.takeHeld(paying, now);
        var settled = new ArrayList<PlacingOrders.Settled>();
        for (int i = 0; i < taken.size(); i++) {
            if (!taken.get(i)) continue;
            var order = paying.get(i);
            settled.add(new PlacingOrders.Settled(order, order.paid(now, order.payment())));
            left.remove(order.id());
        }
        if (!settled.isEmpty()) placing.paid(settled);
        for (var order : locked) {
            var capture = left.get(order.id());
            if (capture != null) captured(order, capture);
        }
    }

    private void captured(Order order, PaymentNews.Capture news) {
        var now = desk.clock().instant();
        switch (order) {
            case Order.Unconfirmed _ -> throw new IllegalStateException("nobody was asked to pay for " + order.id());
            case Order.Held held -> seated(held, held.paid(now, news.payment()), news);
            case Order.Paying paying -> {
                if (!paying.payment().equals(news.payment())) payments.withdraw(paying.payment());
                seated(paying, paying.paid(now, news.payment()), news);
            }
            case Order.Lapsed lapsed -> late(lapsed, news, now);
            case Order.Paid paid when news.payment().equals(paid.payment()) -> {}
            case Order.Cancelled cancelled when news.payment().equals(cancelled.payment()) -> {}
            case Order.Unseated unseated when news.payment().equals(unseated.payment()) -> {}
            case Order.Paid _, Order.Cancelled _, Order.Unseated _ -> {
                orders.note(order.id(), "paid twice", news.payment().toString(), now);
                giveBack(news, "paid twice");
            }
        }
    }

    private void seated(Order from, Order.Paid paid, PaymentNews.Capture news) {
        if (seats.take(from, paid.paidAt())) {
            placing.paid(from, paid);
            return;
        }
        // The hold ran out under a payment that took hours, and nothing is free: treated as late.
        var lapsed = new Order.Lapsed(from.id(), from.terms(), paid.paidAt(), Order.LapseReason.EXPIRED);
        unseated(placing.lapse(from, lapsed), news, paid.paidAt());
    }

    private void late(Order.Lapsed lapsed, PaymentNews.Capture news, Instant now) {
        boolean takesPlace =
                switch (desk.events().holdStill(lapsed.terms().event()).orElseThrow(Problem::notFound)) {
                    case Event.Published event ->
                        now.isBefore(event.particulars().endsAt());
                    case Event.Closed event -> now.isBefore(event.particulars().endsAt());
                    case Event.Draft _, Event.Cancelled _ -> false;
                };
        if (takesPlace && placing.mayHave(lapsed) && seats.take(lapsed, now)) {
            placing.paid(lapsed, lapsed.paidLate(now, news.payment()));
        } else {
            unseated(lapsed, news, now);
        }
    }

    private void unseated(Order.Lapsed lapsed, PaymentNews.Capture news, Instant now) {
        placing.forget(lapsed);
        var unseated = lapsed.unseated(now, news.payment());
        orders.move(lapsed, unseated, "unseated", news.payment().toString(), now);
        giveBack(news, "paid too late");
        desk.news()
                .publishEvent(
                        new OrderNews.OrderUnseated(lapsed.id(), lapsed.terms().event(), news.amount()));
    }

    private void giveBack(PaymentNews.Capture news, String why) {
        var refund = new RefundId(Secrets.derived("refund", news.payment().toString(), why));
        payments.refund(refund, news.payment(), news.amount(), why);
    }

    /// Who leaves the page to pay at a store is written to; who scans a code stays.
    private void issued(Order order, PaymentNews.PaymentIssued news) {
        if (news.how() instanceof Instructions.StoreNumber
                && order instanceof Order.Paying paying
                && paying.payment().equals(news.payment())) {
            desk.news()
                    .publishEvent(new OrderNews.OrderToBePaid(
                            paying.id(), paying.terms().event(), news.payment(), paying.heldUntil()));
        }
    }

    /// What a store or a bank still has to confirm is waited for, so that nobody who has paid loses the place
    /// meanwhile.
    private void given(Order order, PaymentNews.PaymentGiven news) {
        if (!(order instanceof Order.Paying paying) || !paying.payment().equals(news.payment())) return;
        var now = desk.clock().instant();
        var start = desk.events().get(order.terms().event()).particulars().startsAt();
        var most = now.plus(CONFIRMED_WITHIN);
        var until = later(paying.heldUntil(), most.isAfter(start) ? start : most);
        if (!until.equals(paying.heldUntil())) {
            orders.move(paying, paying.waiting(until), "payment given", null, now);
        }
    }

    /// Who was given days to pay at a store is not given them again.
    private void ended(Order order, PaymentNews.PaymentEnded news) {
        if (!(order instanceof Order.Paying paying) || !paying.payment().equals(news.payment())) return;
        var now = desk.clock().instant();
        var soon = now.plus(PlacingOrders.HELD_FOR);
        var until = paying.heldUntil().isBefore(soon) ? paying.heldUntil() : soon;
        orders.move(paying, paying.unpaid(until), "payment ended", news.code(), now);
    }
}
