package org.tsudoi.notices;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsudoi.offerings.Events;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.OrderId;
import org.tsudoi.orders.Orders;
import org.tsudoi.orders.Ticket;
import org.tsudoi.platform.RecurringJob;
import org.tsudoi.platform.outbox.Handled;
import org.tsudoi.platform.outbox.Outbox;
import org.tsudoi.platform.outbox.OutboxHandler;
import org.tsudoi.platform.outbox.OutboxItem;
import org.tsudoi.texts.Language;

/// Reminds whoever has a place at a meeting a day before it begins, and an hour before. Once for each start: who was
/// reminded of a time that was changed since is reminded of the new one.
@Component
class EventReminders implements RecurringJob, OutboxHandler {
    private static final String TOPIC = "notices.event-soon";
    private static final Duration EVERY = Duration.ofMinutes(5);

    enum When {
        DAY(Duration.ofHours(24), Duration.ofHours(6), Duration.ofHours(12)),
        HOUR(Duration.ofHours(1), Duration.ofMinutes(40), Duration.ofHours(1));

        private final Duration before;
        /// So much later than its time nobody is reminded any more: the program stood still.
        private final Duration lateMax;
        /// Who paid so shortly before its time has just read the mail with the tickets.
        private final Duration afterPaidMin;

        When(Duration before, Duration lateMax, Duration afterPaidMin) {
            this.before = before;
            this.lateMax = lateMax;
            this.afterPaidMin = afterPaidMin;
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Orders orders;
    private final Events events;
    private final Reminders reminders;
    private final ReminderLetters letters;
    private final Sending sending;
    private final Clock clock;

    @Component
    record Sending(Posting posting, Outbox outbox, TransactionTemplate transactions) {}

    EventReminders(
            Orders orders, Events events, Reminders reminders, ReminderLetters letters, Sending sending, Clock clock) {
        this.orders = orders;
        this.events = events;
        this.reminders = reminders;
        this.letters = letters;
        this.sending = sending;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "notices-remind-of-events";
    }

    @Override
    public Duration every() {
        return EVERY;
    }

    @Override
    public void run() {
        var now = clock.instant();
        for (var when : When.values()) {
            var latest = now.plus(when.before);
            for (var event : events.starting(latest.minus(when.lateMax), latest)) {
                var start = events.get(event).particulars().startsAt().orElseThrow();
                sending.transactions.executeWithoutResult(_ -> sending.outbox.put(
                        TOPIC,
                        orders.paidOf(event).stream()
                                .map(order -> item(when, order, start))
                                .toList()));
            }
        }
    }

    private Outbox.Item item(When when, OrderId order, Instant start) {
        return sending.outbox.dueNow(
                when.word() + ":" + order + ":" + start.getEpochSecond(),
                Map.of("when", when.name(), "order", order.toString(), "start", start.toString()));
    }

    @Override
    public String topic() {
        return TOPIC;
    }

    @Override
    public boolean canWait() {
        return true;
    }

    /// Nothing about a time that was changed, nor to whoever has no place any more.
    @Override
    public Handled handle(OutboxItem item) {
        var when = When.valueOf(item.payload().get("when").asString());
        var start = Instant.parse(item.payload().get("start").asString());
        var id = OrderId.parse(item.payload().get("order").asString()).orElseThrow();
        if (!(orders.get(id) instanceof Order.Paid order) || !isStillToTell(order, when, start)) return Handled.done();
        // Places that were given away are not the buyer's to be reminded of.
        if (held(id).isEmpty()) return Handled.done();
        var buyer = order.terms().buyer();
        return sending.posting.post(
                item.id().toString(),
                buyer.email(),
                Language.of(buyer.locale()),
                letter(id, when.word()),
                null,
                List.of());
    }

    Letter letter(OrderId order, String when) {
        return letters.soon(orders.get(order), held(order), when);
    }

    private List<Ticket> held(OrderId order) {
        return orders.tickets(order).stream()
                .filter(ticket -> ticket instanceof Ticket.Valid valid && valid.isBuyers())
                .toList();
    }

    boolean isStillToTell(Order.Paid order, When when, Instant start) {
        var buyer = order.terms().buyer().member();
        var now = clock.instant();
        var due = start.minus(when.before);
        return events.get(order.terms().event())
                        .particulars()
                        .startsAt()
                        .filter(start::equals)
                        .isPresent()
                && now.isBefore(start)
                && order.paidAt().isBefore(due.minus(when.afterPaidMin))
                && (buyer == null || reminders.areWanted(buyer));
    }
}
