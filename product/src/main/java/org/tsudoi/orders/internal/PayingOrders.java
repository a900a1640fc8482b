package org.tsudoi.orders.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.tsudoi.ledger.Account;
import org.tsudoi.ledger.AccountCode;
import org.tsudoi.ledger.Asset;
import org.tsudoi.ledger.Ledger;
import org.tsudoi.members.OrganiserId;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.Event;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.OrderId;
import org.tsudoi.orders.OrderNews;
import org.tsudoi.orders.Orders.PayStep;
import org.tsudoi.payments.Payment;
import org.tsudoi.payments.PaymentId;
import org.tsudoi.payments.PaymentNews;
import org.tsudoi.payments.Payments;
import org.tsudoi.payments.RefundId;
import org.tsudoi.platform.PlatformSettings;
import org.tsudoi.platform.Problem;

/// Takes an order through its payment, and gives money back that came too late or twice.
@Component
class PayingOrders {
    /// From the click on "pay" the buyer has at least this long at the provider.
    static final Duration PAY_TIME = Duration.ofMinutes(10);

    private static final String PROVIDER = "stripe";

    private final OrderTable orders;
    private final OrderSeats seats;
    private final PlacingOrders placing;
    private final Payments payments;
    private final Till till;
    private final PlacingOrders.Desk desk;

    /// Where the money of organisers is booked, and where buyers return to.
    @Component
    record Till(Ledger ledger, Secrets secrets, PlatformSettings settings) {}

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

    PayStep pay(OrderId id) {
        var begun = Objects.requireNonNull(desk.transaction().execute(_ -> begin(id)));
        if (!(begun instanceof Order.Paying paying)) return new PayStep.NothingToPay(begun);
        return switch (payments.submit(paying.payment())) {
            case Payment.Submitted submitted -> new PayStep.GoToProvider(submitted.payUrl());
            case Payment.Requested _, Payment.Unknown _, Payment.Processing _ -> new PayStep.BeingAsked();
            case Payment.Captured _, Payment.Withdrawn _ ->
                new PayStep.NothingToPay(orders.find(id).orElseThrow());
            case Payment.Failed failed -> new PayStep.Refused(failed.code());
        };
    }

    private Order begin(OrderId id) {
        var order = orders.lock(id).orElseThrow(Problem::notFound);
        var now = desk.clock().instant();
        return switch (order) {
            case Order.Held held
            when now.isBefore(held.heldUntil()) -> {
                var until = later(held.heldUntil(), now.plus(PAY_TIME));
                var paying = held.paying(new PaymentId(desk.ids().next()), until);
                request(paying, until, now);
                orders.move(held, paying, "paying", paying.payment().toString(), now);
                yield paying;
            }
            case Order.Paying paying when now.isBefore(paying.heldUntil()) -> paying;
            case Order.Held held -> placing.lapse(held, held.lapsed(now, Order.LapseReason.EXPIRED));
            case Order.Paying paying -> lapse(paying, Order.LapseReason.EXPIRED);
            case Order.Unconfirmed _, Order.Paid _, Order.Lapsed _, Order.Unseated _, Order.Cancelled _ -> order;
        };
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private void request(Order.Paying order, Instant until, Instant now) {
        var terms = order.terms();
        var payable = payable(terms.organiser(), terms.total());
        till.ledger.open(List.of(
                Account.unguarded(payable, new Asset(terms.total().currency().getCurrencyCode()))));
        var title = desk.events().get(terms.event()).particulars().title() + " × " + terms.places();
        var link = till.settings.publicUrl() + "/orders/" + till.secrets.link(order.id());
        payments.request(
                order.payment(),
                new Payment.Terms(PROVIDER, order.id().toString(), terms.total(), payable.value(), title, now),
                new Payments.Asking(
                        terms.buyer().email().value(), terms.buyer().locale(), link + "/back", link, until));
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
        OrderId.parse(news.orderReference()).flatMap(orders::lock).ifPresent(order -> {
            switch (news) {
                case PaymentNews.PaymentCaptured captured -> captured(order, captured);
                case PaymentNews.PaymentEnded ended -> ended(order, ended);
                case PaymentNews.RefundSucceeded refunded ->
                    desk.news()
                            .publishEvent(new OrderNews.OrderRefunded(
                                    order.id(), order.terms().event(), refunded.refund(), refunded.amount()));
                case PaymentNews.RefundFailed failed ->
                    orders.note(
                            order.id(),
                            "refund failed",
                            failed.code(),
                            desk.clock().instant());
            }
        });
    }

    private void captured(Order order, PaymentNews.PaymentCaptured news) {
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

    private void seated(Order from, Order.Paid paid, PaymentNews.PaymentCaptured news) {
        if (seats.take(from, paid.paidAt())) {
            placing.paid(from, paid);
            return;
        }
        // The hold ran out under a payment that took hours, and nothing is free: treated as late.
        var lapsed = new Order.Lapsed(from.id(), from.terms(), paid.paidAt(), Order.LapseReason.EXPIRED);
        unseated(placing.lapse(from, lapsed), news, paid.paidAt());
    }

    private void late(Order.Lapsed lapsed, PaymentNews.PaymentCaptured news, Instant now) {
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

    private void unseated(Order.Lapsed lapsed, PaymentNews.PaymentCaptured news, Instant now) {
        placing.forget(lapsed);
        var unseated = lapsed.unseated(now, news.payment());
        orders.move(lapsed, unseated, "unseated", news.payment().toString(), now);
        giveBack(news, "paid too late");
        desk.news()
                .publishEvent(
                        new OrderNews.OrderUnseated(lapsed.id(), lapsed.terms().event(), news.amount()));
    }

    private void giveBack(PaymentNews.PaymentCaptured news, String why) {
        var refund = new RefundId(Secrets.derived("refund", news.payment().toString(), why));
        payments.refund(refund, news.payment(), news.amount(), why);
    }

    private void ended(Order order, PaymentNews.PaymentEnded news) {
        if (order instanceof Order.Paying paying && paying.payment().equals(news.payment())) {
            orders.move(
                    paying,
                    paying.unpaid(),
                    "payment ended",
                    news.code(),
                    desk.clock().instant());
        }
    }
}
