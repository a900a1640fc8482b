package org.tsudoi.notices;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.tsudoi.documents.Calendars;
import org.tsudoi.documents.CreditNotes;
import org.tsudoi.documents.IssuedPaper;
import org.tsudoi.documents.Receipts;
import org.tsudoi.messaging.Mail;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.EventNews;
import org.tsudoi.offerings.Events;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.OrderId;
import org.tsudoi.orders.OrderNews;
import org.tsudoi.orders.Orders;
import org.tsudoi.orders.Ticket;
import org.tsudoi.orders.TicketId;
import org.tsudoi.payments.PaymentId;
import org.tsudoi.payments.Payments;
import org.tsudoi.payments.RefundId;
import org.tsudoi.platform.Problem;
import org.tsudoi.platform.outbox.Handled;
import org.tsudoi.platform.outbox.Outbox;
import org.tsudoi.platform.outbox.OutboxHandler;
import org.tsudoi.platform.outbox.OutboxItem;
import org.tsudoi.texts.Language;

/// Notes down, in the transaction of the change, which mail is to go out; writes and sends it afterwards.
@Component
class OrderNotices implements OutboxHandler {
    private static final String TOPIC = "notices.order";
    private static final String TO_CONFIRM = "notices.order-to-confirm";

    private final Orders orders;
    private final OrderLetters letters;
    private final MovedLetters moved;
    private final Enclosing enclosing;
    private final Posting posting;
    private final Outbox outbox;

    /// What is enclosed, and what it is about.
    @Component
    record Enclosing(
            Events events, Calendars calendars, Receipts receipts, CreditNotes creditNotes, Payments payments) {}

    OrderNotices(
            Orders orders,
            OrderLetters letters,
            MovedLetters moved,
            Enclosing enclosing,
            Posting posting,
            Outbox outbox) {
        this.orders = orders;
        this.letters = letters;
        this.moved = moved;
        this.enclosing = enclosing;
        this.posting = posting;
        this.outbox = outbox;
    }

    @EventListener
    void on(OrderNews news) {
        switch (news) {
            case OrderNews.OrderToConfirm waiting ->
                outbox.put(TO_CONFIRM, List.of(item("confirm", waiting.order(), "", null)));
            case OrderNews.OrdersPaid paid ->
                outbox.put(
                        TOPIC,
                        paid.orders().stream()
                                .map(order -> item("tickets", order, "", null))
                                .toList());
            case OrderNews.OrderUnseated unseated -> note("unseated", unseated.order(), "", unseated.refund());
            case OrderNews.TicketsCancelled gone ->
                outbox.put(
                        TOPIC,
                        List.of(item(
                                gone.by() == Ticket.CancelledBy.EVENT ? "event-cancelled" : "cancelled",
                                gone.order(),
                                gone.tickets().stream()
                                        .map(TicketId::toString)
                                        .sorted()
                                        .collect(Collectors.joining("+")),
                                gone.refund(),
                                gone.points().minorUnits())));
            case OrderNews.OrderRefunded refunded ->
                note("refunded", refunded.order(), refunded.refund().toString(), refunded.amount());
            case OrderNews.OrderToBePaid issued -> {
                var payment = issued.payment().toString();
                var received = issued.received();
                if (received.isZero()) note("to-be-paid", issued.order(), payment, null);
                else note("part", issued.order(), payment + "/" + received.minorUnits(), received);
            }
            // Members are told by their membership.
            case OrderNews.PeriodsPaid _, OrderNews.PeriodGivenBack _ -> {}
            case OrderNews.HouseOrdersPaid paid ->
                outbox.put(
                        TOPIC,
                        paid.orders().stream()
                                .map(order -> item("given-at-once", order, "", null))
                                .toList());
            // The refund is told once it has gone.
            case OrderNews.HouseOrderGivenBack _, OrderNews.HouseOrderLost _ -> {}
            case OrderNews.OrderLapsed _ -> {}
        }
    }

    @EventListener
    void on(EventNews news) {
        if (!(news instanceof EventNews.EventChanged changed) || !changed.timesChanged()) return;
        outbox.put(
                TOPIC,
                orders.paidOf(changed.event()).stream()
                        .map(order -> item("changed", order, MovedLetters.SEQUENCE + changed.sequence(), null))
                        .toList());
    }

    private void note(String what, OrderId order, String which, @Nullable Money amount) {
        outbox.put(TOPIC, List.of(item(what, order, which, amount)));
    }

    private Outbox.Item item(String what, OrderId order, String which, @Nullable Money amount) {
        return item(what, order, which, amount, 0);
    }

    private Outbox.Item item(String what, OrderId order, String which, @Nullable Money amount, long points) {
        return outbox.dueNow(
                what + ":" + order + (which.isEmpty() ? "" : ":" + which),
                Map.of(
                        "what",
                        what,
                        "order",
                        order.toString(),
                        "which",
                        which,
                        "amount",
                        amount == null ? 0L : amount.minorUnits(),
                        "points",
                        points));
    }

    @Override
    public String topic() {
        return TOPIC;
    }

    /// What it says stands on the order's page, too.
    @Override
    public boolean canWait() {
        return true;
    }

    /// The letter that somebody waits for in front of the page.
    @Component
    record ToConfirm(OrderNotices notices) implements OutboxHandler {
        @Override
        public String topic() {
            return TO_CONFIRM;
        }

        @Override
        public Handled handle(OutboxItem item) {
            return notices.handle(item);
        }
    }

    /// What a letter is about, read once for the letter and all that is enclosed.
    private record About(Order order, Event event, List<Ticket> tickets) {
        Language language() {
            return Language.of(order.terms().buyer().locale());
        }
    }

    @Override
    public Handled handle(OutboxItem item) {
        var order = OrderId.parse(item.payload().get("order").asString())
                .map(orders::get)
                .orElseThrow();
        var about = new About(order, enclosing.events().get(order.terms().event()), orders.tickets(order.id()));
        var what = item.payload().get("what").asString();
        var amount = new Money(
                item.payload().get("amount").asLong(), order.terms().unitPrice().currency());
        // The rest may have come meanwhile, or another way of paying was chosen.
        if (what.equals("part") && !isStillInPart(order, amount)) return Handled.done();
        var points = new Money(item.payload().path("points").asLong(0), amount.currency());
        var letter = switch (what) {
            case "confirm" -> letters.toConfirm(order);
            case "tickets" -> letters.tickets(order, about.event(), about.tickets());
            case "to-be-paid" ->
                letters.toBePaid(
                        order,
                        PaymentId.parse(item.payload().get("which").asString()).orElseThrow());
            case "part" -> letters.partReceived(order, amount);
            case "unseated" -> letters.unseated(order, amount.isZero() ? order.toPay() : amount);
            case "cancelled" -> letters.cancelled(order, amount, points, by(about, item));
            case "event-cancelled" -> letters.cancelled(order, amount, points, Ticket.CancelledBy.EVENT);
            case "refunded" ->
                letters.refunded(
                        order,
                        amount,
                        RefundId.parse(item.payload().path("which").asString(""))
                                .map(refund -> enclosing
                                        .payments()
                                        .refund(refund)
                                        .terms()
                                        .why())
                                .orElse(null));
            case "changed" ->
                moved.of(order, item.payload().get("which").asString()).orElseGet(() -> letters.changed(order));
            case "given-at-once" -> letters.givenAtOnce(order);
            case String unknown -> throw new IllegalStateException("no letter for " + unknown);
        };
        return posting.post(
                item.id().toString(),
                order.terms().buyer().email(),
                about.language(),
                letter,
                calendar(what, about),
                papers(what, about, item));
    }

    private boolean isStillInPart(Order order, Money received) {
        return order instanceof Order.Paying paying
                && letters.account(paying)
                        .filter(account -> account.received().equals(received))
                        .isPresent();
    }

    /// Who cancelled these places, which went together.
    private static Ticket.CancelledBy by(About about, OutboxItem item) {
        var which = Set.of(item.payload().path("which").asString("").split("\\+"));
        return about.tickets().stream()
                .filter(ticket -> which.contains(ticket.id().toString()))
                .filter(Ticket.Cancelled.class::isInstance)
                .map(ticket -> ((Ticket.Cancelled) ticket).by())
                .findFirst()
                .orElse(Ticket.CancelledBy.PARTICIPANT);
    }

    private Mail.@Nullable Calendar calendar(String what, About about) {
        return switch (what) {
            case "tickets", "changed", "cancelled", "event-cancelled" -> {
                var entry = enclosing.calendars().of(about.order(), about.event(), about.tickets());
                // Who cancelled one of several places is still coming: the calendar stays as it is.
                yield entry.filter(it -> it.cancelling() || !what.endsWith("cancelled"))
                        .map(it -> new Mail.Calendar(it.method().name(), it.text()))
                        .orElse(null);
            }
            default -> null;
        };
    }

    /// The receipt with the tickets, the credit note with the news that money went back.
    private List<Mail.Attachment> papers(String what, About about, OutboxItem item) {
        var order = about.order();
        return switch (what) {
            case "tickets", "given-at-once" ->
                order.toPay().isZero()
                        ? List.of()
                        : enclosed(enclosing.receipts().original(order, about.event(), about.tickets()));
            case "refunded" ->
                Optional.ofNullable(item.payload().get("which"))
                        .flatMap(which -> RefundId.parse(which.asString()))
                        .flatMap(refund -> creditNote(order, refund))
                        .map(OrderNotices::enclosed)
                        .orElse(List.of());
            default -> List.of();
        };
    }

    /// Nothing when the bank has returned the refund meanwhile.
    private Optional<IssuedPaper> creditNote(Order order, RefundId refund) {
        try {
            return Optional.of(enclosing.creditNotes().of(order.id(), refund));
        } catch (Problem gone) {
            return Optional.empty();
        }
    }

    private static List<Mail.Attachment> enclosed(IssuedPaper paper) {
        return List.of(new Mail.Attachment(paper.fileName(), "application/pdf", paper.pdf()));
    }
}
