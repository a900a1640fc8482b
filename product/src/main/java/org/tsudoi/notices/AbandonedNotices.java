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
import org.tsudoi.platform.outbox.Handled;
import org.tsudoi.platform.outbox.Outbox;
import org.tsudoi.platform.outbox.OutboxHandler;
import org.tsudoi.platform.outbox.OutboxItem;
import org.tsudoi.texts.Language;

/// Tells a buyer once that the place went back unpaid, and how to have it after all.
@Component
class AbandonedNotices implements OutboxHandler {
    private static final String TOPIC = "notices.order-abandoned";

    /// Whoever comes back by themselves has done it by then.
    private static final Duration AFTER = Duration.ofMinutes(10);

    /// A provider may be silent when it is to close a number. After that nobody thinks of the place any more.
    private static final Duration CLOSED_WITHIN = Duration.ofDays(1);

    private static final Duration ASKED_EVERY = Duration.ofMinutes(30);

    private final Orders orders;
    private final OrderLetters letters;
    private final Posting posting;
    private final Outbox outbox;
    private final Clock clock;

    AbandonedNotices(Orders orders, OrderLetters letters, Posting posting, Outbox outbox, Clock clock) {
        this.orders = orders;
        this.letters = letters;
        this.posting = posting;
        this.outbox = outbox;
        this.clock = clock;
    }

    @EventListener
    void on(OrderNews.OrderLapsed news) {
        if (news.why() != Order.LapseReason.EXPIRED) return;
        var order = news.order().toString();
        outbox.put(TOPIC, order, Map.of("order", order), clock.instant().plus(AFTER));
    }

    @Override
    public String topic() {
        return TOPIC;
    }

    @Override
    public boolean canWait() {
        return true;
    }

    private Handled notNow(OrderId id, OutboxItem item) {
        var now = clock.instant();
        return orders.isStillClosing(id) && now.isBefore(item.createdAt().plus(CLOSED_WITHIN))
                ? Handled.later(now.plus(ASKED_EVERY))
                : Handled.done();
    }

    @Override
    public Handled handle(OutboxItem item) {
        var id = OrderId.parse(item.payload().get("order").asString()).orElseThrow();
        if (!orders.isAbandoned(id)) return notNow(id, item);
        var order = orders.get(id);
        var buyer = order.terms().buyer();
        return posting.post(
                item.id().toString(),
                buyer.email(),
                Language.of(buyer.locale()),
                letters.abandoned(order),
                null,
                List.of());
    }
}
