package org.tsudoi.applications.internal;

import java.util.Map;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.tsudoi.applications.Applications;
import org.tsudoi.offerings.EventId;
import org.tsudoi.offerings.EventNews;
import org.tsudoi.orders.OrderNews;
import org.tsudoi.platform.Ids;
import org.tsudoi.platform.outbox.Handled;
import org.tsudoi.platform.outbox.Outbox;
import org.tsudoi.platform.outbox.OutboxHandler;
import org.tsudoi.platform.outbox.OutboxItem;

/// Has lines tended right after a seat became free. Whoever frees one has locked its order, so it
/// is not done in the same transaction; nobody else can buy it meanwhile. Of seats that are paid
/// nothing is asked here: a rush is made of those.
@Component
class HearingSeats implements OutboxHandler {
    private static final String TOPIC = "applications.tend";

    private final ApplicationTable applications;
    private final Applications lines;
    private final Outbox outbox;
    private final Ids ids;

    HearingSeats(ApplicationTable applications, Applications lines, Outbox outbox, Ids ids) {
        this.applications = applications;
        this.lines = lines;
        this.outbox = outbox;
        this.ids = ids;
    }

    @EventListener
    void on(OrderNews news) {
        switch (news) {
            case OrderNews.OrderLapsed _, OrderNews.TicketsCancelled _, OrderNews.OrderUnseated _ -> soon(news.event());
            case OrderNews.OrderToConfirm _, OrderNews.OrdersPaid _, OrderNews.OrderToBePaid _ -> {}
            case OrderNews.OrderRefunded _, OrderNews.PeriodsPaid _, OrderNews.PeriodGivenBack _ -> {}
            case OrderNews.HouseOrdersPaid _, OrderNews.HouseOrderGivenBack _, OrderNews.HouseOrderLost _ -> {}
        }
    }

    @EventListener
    void on(EventNews news) {
        switch (news) {
            case EventNews.EventChanged _, EventNews.EventCancelled _ -> soon(news.event());
            case EventNews.EventPublished _, EventNews.EventMoved _, EventNews.DatesMoved _ -> {}
            case EventNews.DateCalledOff _, EventNews.EventCopied _ -> {}
        }
    }

    private void soon(EventId event) {
        if (!applications.isAnyOpen(event)) return;
        outbox.put(TOPIC, event + ":" + ids.next(), Map.of("event", event.toString()));
    }

    @Override
    public String topic() {
        return TOPIC;
    }

    @Override
    public Handled handle(OutboxItem item) {
        lines.tend(EventId.parse(item.payload().get("event").asString()).orElseThrow());
        return Handled.done();
    }
}
