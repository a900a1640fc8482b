package org.tsudoi.notices;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.OrderId;
import org.tsudoi.orders.OrderNews;
import org.tsudoi.orders.Orders;
import org.tsudoi.payments.PaymentId;
import org.tsudoi.platform.outbox.Handled;
import org.tsudoi.platform.outbox.Outbox;
import org.tsudoi.platform.outbox.OutboxHandler;
import org.tsudoi.platform.outbox.OutboxItem;
import org.tsudoi.texts.Language;

/// Reminds whoever still has to pay at a store, by a transfer or at the counter, once, a day before the end.
@Component
class PaymentReminders implements OutboxHandler {
    private static final String TOPIC = "notices.order-ends-soon";
    private static final Duration BEFORE = Duration.ofDays(1);

    /// Who was written to only just needs no second letter.
    private static final Duration AFTER_FIRST_MIN = Duration.ofHours(12);

    private final Orders orders;
    private final OrderLetters letters;
    private final Posting posting;
    private final Outbox outbox;
    private final Clock clock;

    PaymentReminders(Orders orders, OrderLetters letters, Posting posting, Outbox outbox, Clock clock) {
        this.orders = orders;
        this.letters = letters;
        this.posting = posting;
        this.outbox = outbox;
        this.clock = clock;
    }

    @EventListener
    void on(OrderNews.OrderToBePaid news) {
        var due = news.until().minus(BEFORE);
        if (due.isBefore(clock.instant().plus(AFTER_FIRST_MIN))) return;
        var order = news.order().toString();
        var payment = news.payment().toString();
        outbox.put(TOPIC, payment, Map.of("order", order, "payment", payment), due);
    }

    @Override
    public String topic() {
        return TOPIC;
    }

    @Override
    public boolean canWait() {
        return true;
    }

    /// Nothing of one that was paid, or is paid by other means by now.
    @Override
    public Handled handle(OutboxItem item) {
        var order =
                orders.get(OrderId.parse(item.payload().get("order").asString()).orElseThrow());
        var payment = PaymentId.parse(item.payload().get("payment").asString()).orElseThrow();
        if (!(order instanceof Order.Paying paying) || !paying.payment().equals(payment)) return Handled.done();
        var buyer = order.terms().buyer();
        return letters.endsSoon(paying)
                .map(letter -> posting.post(
                        item.id().toString(), buyer.email(), Language.of(buyer.locale()), letter, null, List.of()))
                .orElseGet(Handled::done);
    }
}
