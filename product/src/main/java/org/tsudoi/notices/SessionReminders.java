package org.tsudoi.notices;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsudoi.appointments.Appointment;
import org.tsudoi.appointments.Appointments;
import org.tsudoi.notices.Letter.Block;
import org.tsudoi.offerings.Events;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.OrderId;
import org.tsudoi.orders.Orders;
import org.tsudoi.platform.PlatformSettings;
import org.tsudoi.platform.RecurringJob;
import org.tsudoi.platform.outbox.Handled;
import org.tsudoi.platform.outbox.Outbox;
import org.tsudoi.platform.outbox.OutboxHandler;
import org.tsudoi.platform.outbox.OutboxItem;
import org.tsudoi.texts.Formats;
import org.tsudoi.texts.Language;
import org.tsudoi.texts.Texts;

/// Reminds buyers of sessions for which no time was agreed on: soon after they paid, and once more a month before they
/// cannot be used any more.
@Component
class SessionReminders implements RecurringJob, OutboxHandler {
    private static final String TOPIC = "notices.session-without-time";
    private static final Duration EVERY = Duration.ofHours(6);
    /// So much later than its time nobody is reminded any more: the program stood still.
    private static final Duration LATE_MAX = Duration.ofDays(7);

    enum When {
        SOON(Duration.ofDays(3)),
        LAST(Appointments.USABLE_FOR.minusDays(30));

        /// From the payment on.
        private final Duration after;

        When(Duration after) {
            this.after = after;
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Orders orders;
    private final Events events;
    private final Appointments appointments;
    private final Outbox outbox;
    private final Wording wording;
    private final Clock clock;

    @Component
    record Wording(Texts texts, Posting posting, PlatformSettings settings, TransactionTemplate transactions) {}

    SessionReminders(
            Orders orders, Events events, Appointments appointments, Outbox outbox, Wording wording, Clock clock) {
        this.orders = orders;
        this.events = events;
        this.appointments = appointments;
        this.outbox = outbox;
        this.wording = wording;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "notices-remind-of-sessions";
    }

    @Override
    public Duration every() {
        return EVERY;
    }

    @Override
    public void run() {
        var now = clock.instant();
        for (var when : When.values()) {
            var due = now.minus(when.after);
            for (var order : orders.sessionsPaid(due.minus(LATE_MAX), due)) {
                if (open(order).isPresent()) {
                    var key = order + " " + when.word();
                    wording.transactions.executeWithoutResult(
                            _ -> outbox.put(TOPIC, key, Map.of("order", order.toString())));
                }
            }
        }
    }

    private Optional<Appointment> open(OrderId order) {
        return appointments.of(order).stream()
                .filter(one -> one.state() == Appointment.State.OPEN)
                .findFirst();
    }

    @Override
    public String topic() {
        return TOPIC;
    }

    @Override
    public boolean canWait() {
        return true;
    }

    @Override
    public Handled handle(OutboxItem item) {
        var id = OrderId.parse(item.payload().get("order").asString()).orElseThrow();
        var open = open(id);
        if (open.isEmpty() || !(orders.get(id) instanceof Order.Paid order)) return Handled.done();
        var buyer = order.terms().buyer();
        var language = Language.of(buyer.locale());
        return wording.posting.post(
                item.id().toString(), buyer.email(), language, letter(order, open.get(), language), null, List.of());
    }

    private Letter letter(Order.Paid order, Appointment open, Language language) {
        var texts = wording.texts;
        var told = events.get(order.terms().event()).particulars();
        var page = "/orders/" + orders.link(order.id()) + "/appointments/"
                + open.ticket().id();
        return Letter.write(texts.say(language, "appointments.mail.subject", told.title()), told.title())
                .say(texts.say(language, "appointments.mail.lead"))
                .add(new Block.Fact(
                        texts.say(language, "appointments.mail.usableUntil"),
                        new Formats(language).dateTime(usableUntil(order), told.zone())))
                .add(new Block.Action(texts.say(language, "appointments.mail.choose"), wording.settings.link(page)))
                .signed(texts.say(
                        language, "mail.footer", wording.settings.publicUrl().toString()));
    }

    private static Instant usableUntil(Order.Paid order) {
        return order.paidAt().plus(Appointments.USABLE_FOR);
    }
}
