package org.tsudoi.notices;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.OrderId;
import org.tsudoi.orders.Orders;
import org.tsudoi.payments.PaymentNews;
import org.tsudoi.payments.Payments;
import org.tsudoi.payments.Refund;
import org.tsudoi.payments.RefundId;
import org.tsudoi.payouts.BuyerRefunds;
import org.tsudoi.payouts.PayoutNews;
import org.tsudoi.payouts.Payouts;
import org.tsudoi.platform.outbox.Handled;
import org.tsudoi.platform.outbox.Outbox;
import org.tsudoi.platform.outbox.OutboxHandler;
import org.tsudoi.platform.outbox.OutboxItem;
import org.tsudoi.texts.Language;

/// Asks buyers for an account when their money cannot go back the way it came, and once more when it came back. Tells
/// them when one was entered: whoever has the link of an order can.
@Component
class RefundAccountNotices implements OutboxHandler {
    private static final String TOPIC = "notices.refund-account";

    private final Orders orders;
    private final Payments payments;
    private final BuyerRefunds refunds;
    private final OrderLetters letters;
    private final Posting posting;
    private final Outbox outbox;

    RefundAccountNotices(
            Orders orders,
            Payments payments,
            BuyerRefunds refunds,
            OrderLetters letters,
            Posting posting,
            Outbox outbox) {
        this.orders = orders;
        this.payments = payments;
        this.refunds = refunds;
        this.letters = letters;
        this.posting = posting;
        this.outbox = outbox;
    }

    @EventListener
    void on(PaymentNews.RefundFailed failed) {
        if (failed.code().equals(Refund.Failed.NEEDS_ACCOUNT)) ask(failed.refund(), "first");
    }

    @EventListener
    void on(PayoutNews.ReturnedToBuyer returned) {
        ask(returned.refund(), returned.payout().toString());
    }

    @EventListener
    void on(PayoutNews.BuyerToldAccount told) {
        var what = new HashMap<String, Object>();
        what.put("order", told.orderReference());
        told.heldUntil().ifPresent(until -> what.put("heldUntil", until.toString()));
        outbox.put(TOPIC, List.of(outbox.dueNow(told.account().toString(), what)));
    }

    private void ask(RefundId refund, String why) {
        outbox.put(TOPIC, List.of(outbox.dueNow(refund + ":" + why, Map.of("refund", refund.toString(), "why", why))));
    }

    @Override
    public String topic() {
        return TOPIC;
    }

    /// The order's page asks, too.
    @Override
    public boolean canWait() {
        return true;
    }

    @Override
    public Handled handle(OutboxItem item) {
        return item.payload().has("order") ? told(item) : asked(item);
    }

    /// With the account that is paid to by then, of which only the end is shown.
    private Handled told(OutboxItem item) {
        var reference = item.payload().get("order").asString();
        var account = refunds.of(reference).stream()
                .flatMap(waiting -> waiting.account().stream())
                .findFirst();
        var found = OrderId.parse(reference);
        if (account.isEmpty() || found.isEmpty()) return Handled.done();
        var order = orders.get(found.get());
        var heldUntil =
                Optional.ofNullable(item.payload().get("heldUntil")).map(text -> Instant.parse(text.asString()));
        return post(item, order, letters.refundAccountTold(order, account.get().toString(), heldUntil));
    }

    private Handled asked(OutboxItem item) {
        var refund = RefundId.parse(item.payload().get("refund").asString())
                .map(payments::refund)
                .orElseThrow();
        var terms = refund.terms();
        var found = OrderId.parse(terms.orderReference());
        boolean waits = refund instanceof Refund.Failed failed
                && failed.waitsForAccount()
                && Payouts.CURRENCIES.contains(terms.amount().currency());
        if (!waits || found.isEmpty()) return Handled.done();
        var order = orders.get(found.get());
        boolean again = !item.payload().get("why").asString().equals("first");
        var letter = letters.refundAccount(order, terms.amount(), terms.why(), again);
        return post(item, order, letter);
    }

    private Handled post(OutboxItem item, Order order, Letter letter) {
        return posting.post(
                item.id().toString(),
                order.terms().buyer().email(),
                Language.of(order.terms().buyer().locale()),
                letter,
                null,
                List.of());
    }
}
