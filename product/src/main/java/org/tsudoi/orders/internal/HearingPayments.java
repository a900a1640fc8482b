package org.tsudoi.orders.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.Event;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.OrderId;
import org.tsudoi.orders.OrderNews;
import org.tsudoi.payments.Instructions;
import org.tsudoi.payments.PaymentNews;
import org.tsudoi.payments.Payments;
import org.tsudoi.payments.Refund;
import org.tsudoi.payments.RefundId;
import org.tsudoi.platform.Problem;

/// What news of payments mean for orders: paid, too late, twice, ended. Money that nothing can be given for goes back.
@Component
class HearingPayments {
    /// An agent's confirmation of what a store took comes some working days later.
    private static final Duration CONFIRMED_WITHIN = Duration.ofDays(10);

    private final OrderTable orders;
    private final OrderSeats seats;
    private final OrderReductions reductions;
    private final OfferTable offers;
    private final PlacingOrders placing;
    private final Payments payments;
    private final PlacingOrders.Desk desk;

    HearingPayments(
            OrderTable orders,
            PlacingOrders.Keeping keeping,
            PlacingOrders placing,
            Payments payments,
            PlacingOrders.Desk desk) {
        this.orders = orders;
        this.seats = keeping.seats();
        this.reductions = keeping.reductions();
        this.offers = keeping.offers();
        this.placing = placing;
        this.payments = payments;
        this.desk = desk;
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
            case PaymentNews.DisputeEased _ -> {}
            // Nothing of an order's.
            case PaymentNews.MeansKept _, PaymentNews.MeansAdded _, PaymentNews.MeansGone _ -> {}
            case PaymentNews.DisputeLost lost ->
                locked(lost.orderReference())
                        .filter(order -> order.terms().isAtOnce())
                        .ifPresent(order -> desk.news()
                                .publishEvent(new OrderNews.HouseOrderLost(
                                        order.id(), order.terms().event(), lost.dispute(), lost.amount())));
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
            reductions.take(order);
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
            // The price was lowered or raised after this was thought to have come to nothing.
            case Order.Held _, Order.Paying _
            when !news.amount().equals(order.toPay()) -> {
                orders.note(order.id(), "paid another price", news.payment().toString(), now);
                giveBack(news, Refund.Reason.PAID_ANOTHER_PRICE);
            }
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
                giveBack(news, Refund.Reason.PAID_TWICE);
            }
        }
    }

    private void seated(Order from, Order.Paid paid, PaymentNews.Capture news) {
        if (seats.take(from, paid.paidAt())) {
            reductions.take(from);
            placing.paid(from, paid);
            return;
        }
        // The hold ran out under a payment that took hours, and nothing is free: treated as late.
        var lapsed =
                new Order.Lapsed(from.id(), from.terms(), from.reductions(), paid.paidAt(), Order.LapseReason.EXPIRED);
        unseated(placing.lapse(from, lapsed), news, paid.paidAt());
    }

    private boolean sellsTo(Event event, Order.Lapsed lapsed) {
        return switch (event.particulars().sale().to()) {
            case ANYBODY -> !desk.events().isForMembers(event, lapsed.terms().plan());
            // Whoever let a member's place go may have taken another, or be no member any more.
            case WAITING, MEMBERS -> false;
            case ACCEPTED ->
                offers.until(lapsed.id()).isPresent()
                        && !desk.events().isForMembers(event, lapsed.terms().plan());
        };
    }

    private void late(Order.Lapsed lapsed, PaymentNews.Capture news, Instant now) {
        var event = desk.events().holdStill(lapsed.terms().event()).orElseThrow(Problem::notFound);
        // What the house asked for has its time to be paid, and whoever asked has let it go. Late money is no way past
        // those who wait, nor past the organiser's approval.
        if (lapsed.terms().isAtOnce()
                || !sellsTo(event, lapsed)
                || !takesPlace(event, lapsed, now)
                || !news.amount().equals(lapsed.toPay())
                || !placing.mayHave(lapsed)) {
            unseated(lapsed, news, now);
            return;
        }
        var again = reductions.reserveAgain(lapsed);
        if (again.isPresent() && seats.take(lapsed, now)) {
            var reduced = lapsed.reducedAgain(again.get());
            reductions.take(reduced);
            if (!reduced.reductions().isNone()) orders.reduce(reduced, "reduced again", now);
            placing.paid(reduced, reduced.paidLate(now, news.payment()));
            return;
        }
        again.map(lapsed::reducedAgain).ifPresent(reductions::release);
        unseated(lapsed, news, now);
    }

    /// Of a course nobody is given dates after all that have begun: the others cost less now.
    private static boolean takesPlace(Event event, Order order, Instant now) {
        boolean missed = order.terms().isCourse()
                && order.terms()
                        .startsAt(event.particulars())
                        .filter(start -> !now.isBefore(start))
                        .isPresent();
        if (missed) return false;
        return switch (event) {
            case Event.Published it -> !it.particulars().hasEnded(now);
            case Event.Closed it -> !it.particulars().hasEnded(now);
            case Event.Draft _, Event.Cancelled _ -> false;
        };
    }

    /// For somebody who says that the buyer pays after all, as things are at this moment: whoever decides then looks
    /// again. Whoever has let it go is asked, and whose points would pay: neither is here.
    boolean hasRoom(Order.Lapsed lapsed) {
        var event = desk.events().get(lapsed.terms().event());
        return lapsed.why() == Order.LapseReason.EXPIRED
                && lapsed.terms().takesSeats()
                && reductions.canReserveAgain(lapsed)
                && sellsTo(event, lapsed)
                && takesPlace(event, lapsed, desk.clock().instant())
                && desk.events().seats(event.id()).free() >= lapsed.terms().places()
                && (lapsed.terms().extras().isEmpty() || seats.hasExtras(lapsed.terms()));
    }

    private void unseated(Order.Lapsed lapsed, PaymentNews.Capture news, Instant now) {
        placing.forget(lapsed);
        var unseated = lapsed.unseated(now, news.payment());
        orders.move(lapsed, unseated, "unseated", news.payment().toString(), now);
        giveBack(news, Refund.Reason.PAID_TOO_LATE);
        desk.news()
                .publishEvent(
                        new OrderNews.OrderUnseated(lapsed.id(), lapsed.terms().event(), news.amount()));
    }

    private void giveBack(PaymentNews.Capture news, Refund.Reason why) {
        var refund = new RefundId(Secrets.derived("refund", news.payment().toString(), why.word()));
        payments.refund(refund, news.payment(), news.amount(), why);
    }

    /// Who leaves the page to pay elsewhere is written to; who scans a code stays.
    private void issued(Order order, PaymentNews.PaymentIssued news) {
        if (isPaidElsewhere(news.how())
                && order instanceof Order.Paying paying
                && paying.payment().equals(news.payment())) {
            desk.news()
                    .publishEvent(new OrderNews.OrderToBePaid(
                            paying.id(),
                            paying.terms().event(),
                            news.payment(),
                            earlier(paying.heldUntil(), news.how().until()),
                            received(news.how(), paying)));
        }
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static Money received(Instructions how, Order.Paying order) {
        return how instanceof Instructions.BankAccount account
                ? account.received()
                : Money.zero(order.toPay().currency());
    }

    private static boolean isPaidElsewhere(Instructions how) {
        return switch (how) {
            case Instructions.StoreNumber _,
                    Instructions.Slip _,
                    Instructions.BankAccount _,
                    Instructions.AtCounter _ -> true;
            case Instructions.ScannedCode _ -> false;
        };
    }

    /// What a store or a bank still has to confirm is waited for, so that nobody who has paid loses the place
    /// meanwhile. A confirmation that is late lets them in as long as there is something to go to.
    private void given(Order order, PaymentNews.PaymentGiven news) {
        if (!(order instanceof Order.Paying paying) || !paying.payment().equals(news.payment())) return;
        var now = desk.clock().instant();
        var end = desk.events().get(order.terms().event()).particulars().endsAt();
        var most = now.plus(CONFIRMED_WITHIN);
        var until =
                PayingOrders.later(paying.heldUntil(), end.filter(most::isAfter).orElse(most));
        if (!until.equals(paying.heldUntil())) {
            orders.move(paying, paying.waiting(until), "payment given", null, now);
        }
    }

    /// Who was given days to pay at a store is not given them again.
    private void ended(Order order, PaymentNews.PaymentEnded news) {
        if (!(order instanceof Order.Paying paying) || !paying.payment().equals(news.payment())) return;
        var now = desk.clock().instant();
        var least = now.plus(PlacingOrders.HELD_FOR);
        // An offer is good until it ends, however often its buyer begins to pay.
        var soon = offers.until(order.id()).filter(least::isBefore).orElse(least);
        boolean stays = !order.terms().takesSeats() || paying.heldUntil().isBefore(soon);
        var until = stays ? paying.heldUntil() : soon;
        orders.move(paying, paying.unpaid(until), "payment ended", news.code(), now);
    }
}
