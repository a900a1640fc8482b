package org.tsudoi.promises.internal;

import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.tsudoi.offerings.CourseDate;
import org.tsudoi.offerings.DateId;
import org.tsudoi.offerings.EventId;
import org.tsudoi.offerings.Events;
import org.tsudoi.orders.OrderId;
import org.tsudoi.orders.Orders;
import org.tsudoi.platform.outbox.Handled;
import org.tsudoi.platform.outbox.OutboxHandler;
import org.tsudoi.platform.outbox.OutboxItem;
import org.tsudoi.promises.DateOutcome;
import org.tsudoi.promises.DateOutcomeNews;

/// Gives everybody back what they paid for a date that did not take place, row by row: one that cannot be does not keep
/// the others waiting, and is tried again.
@Component
class GivingBackUnheldDates implements OutboxHandler {
    static final String TOPIC = "promises.give-date-back";
    private static final Logger LOG = LoggerFactory.getLogger(GivingBackUnheldDates.class);

    private static final Duration LOOK_EVERY = Duration.ofDays(1);

    private final Events events;
    private final Orders orders;
    private final KeepingOutcomes.Desk desk;

    GivingBackUnheldDates(Events events, Orders orders, KeepingOutcomes.Desk desk) {
        this.events = events;
        this.orders = orders;
        this.desk = desk;
    }

    @Override
    public String topic() {
        return TOPIC;
    }

    @Override
    public Handled handle(OutboxItem item) {
        var date = DateId.parse(item.key()).orElseThrow();
        var event = EventId.parse(item.payload().get("event").asString()).orElseThrow();
        int open = 0;
        for (var order : orders.paidOf(event)) {
            if (!isGivenBack(new DateOutcome.Of(event, date), order)) open++;
        }
        if (open > 0) return Handled.askAgain(open + " orders could not be given back");
        var ahead = events.get(event)
                .particulars()
                .course()
                .flatMap(course -> course.date(date))
                .map(CourseDate::begin)
                .filter(desk.now()::isBefore);
        return ahead.map(begin -> Handled.later(nextLook(begin))).orElseGet(Handled::done);
    }

    /// Of a date that was called off before: whoever was paying for it then has it, too, once they have paid.
    private Instant nextLook(Instant begin) {
        var next = desk.now().plus(LOOK_EVERY);
        return next.isBefore(begin) ? next : begin;
    }

    private boolean isGivenBack(DateOutcome.Of of, OrderId order) {
        try {
            return Boolean.TRUE.equals(desk.transactions().execute(_ -> switch (orders.giveDateBack(order, of.date())) {
                case Orders.DateBack.Given(var money, var points) -> {
                    desk.news().publishEvent(new DateOutcomeNews.DateGivenBack(of, order, money, points));
                    yield true;
                }
                case Orders.DateBack.Nothing _ -> true;
                case Orders.DateBack.Withheld _ -> false;
            }));
        } catch (RuntimeException failed) {
            LOG.error("{} was not given back although nobody held {}", order, of, failed);
            return false;
        }
    }
}
