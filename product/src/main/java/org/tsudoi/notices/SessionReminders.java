package org.tsudoi.notices;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.tsudoi.appointments.Appointment;
import org.tsudoi.appointments.Appointments;
import org.tsudoi.notices.Letter.Block;
import org.tsudoi.offerings.Events;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.OrderId;
import org.tsudoi.orders.Orders;
import org.tsudoi.texts.Formats;
import org.tsudoi.texts.Language;
import tools.jackson.databind.JsonNode;

/// Reminds buyers of sessions for which no time was agreed on: soon after they paid, and once more a month before they
/// cannot be used any more. Nobody turns that off: what they paid is at stake.
@Component
record SessionReminders(
        Orders orders, Events events, Appointments appointments, CourseReminders.Words words, NotingReminders noting)
        implements Reminder {
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

    @Override
    public String name() {
        return "notices-remind-of-sessions";
    }

    @Override
    public Duration every() {
        return Duration.ofHours(6);
    }

    @Override
    public Stream<Due> due(Instant now) {
        return Stream.of(When.values()).flatMap(when -> {
            var due = now.minus(when.after);
            return orders.sessionsPaid(due.minus(LATE_MAX), due).stream()
                    .filter(order -> open(order).isPresent())
                    .map(order -> new Due(order + " " + when.word(), Map.of("order", order.toString())));
        });
    }

    private Optional<Appointment> open(OrderId order) {
        return appointments.of(order).stream()
                .filter(one -> one.state() == Appointment.State.OPEN)
                .findFirst();
    }

    @Override
    public Optional<Mailing> mailing(JsonNode due, Instant now) {
        var id = OrderId.parse(due.get("order").asString()).orElseThrow();
        var open = open(id);
        if (open.isEmpty() || !(orders.get(id) instanceof Order.Paid order)) return Optional.empty();
        var buyer = order.terms().buyer();
        var language = Language.of(buyer.locale());
        return Optional.of(
                new Mailing(buyer.member(), buyer.email(), language, letter(order, open.get(), language), false));
    }

    private Letter letter(Order.Paid order, Appointment open, Language language) {
        var texts = words.texts();
        var settings = words.settings();
        var told = events.get(order.terms().event()).particulars();
        var page = "/orders/" + orders.link(order.id()) + "/appointments/"
                + open.ticket().id();
        return Letter.write(texts.say(language, "appointments.mail.subject", told.title()), told.title())
                .say(texts.say(language, "appointments.mail.lead"))
                .add(new Block.Fact(
                        texts.say(language, "appointments.mail.usableUntil"),
                        new Formats(language).dateTime(usableUntil(order), told.zone())))
                .add(new Block.Action(texts.say(language, "appointments.mail.choose"), settings.link(page)))
                .signed(texts.say(language, "mail.footer", settings.publicUrl().toString()));
    }

    private static Instant usableUntil(Order.Paid order) {
        return order.paidAt().plus(Appointments.USABLE_FOR);
    }
}
