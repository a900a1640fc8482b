package org.tsudoi.notices;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsudoi.notices.Letter.Block;
import org.tsudoi.offerings.CourseDate;
import org.tsudoi.offerings.DateId;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.EventId;
import org.tsudoi.offerings.Events;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.OrderId;
import org.tsudoi.orders.Orders;
import org.tsudoi.orders.Ticket;
import org.tsudoi.platform.PlatformSettings;
import org.tsudoi.platform.RecurringJob;
import org.tsudoi.platform.outbox.Handled;
import org.tsudoi.platform.outbox.Outbox;
import org.tsudoi.platform.outbox.OutboxHandler;
import org.tsudoi.platform.outbox.OutboxItem;
import org.tsudoi.texts.Formats;
import org.tsudoi.texts.Language;
import org.tsudoi.texts.Texts;

/// Reminds whoever takes part in a course of each of its dates, the day before.
@Component
class CourseReminders implements RecurringJob, OutboxHandler {
    private static final String TOPIC = "notices.course-date";
    private static final Duration EVERY = Duration.ofMinutes(15);
    static final Duration BEFORE = Duration.ofDays(1);
    /// So near nobody is reminded any more: the program stood still.
    private static final Duration BEFORE_MIN = Duration.ofHours(3);

    private final Orders orders;
    private final Events events;
    private final Outbox outbox;
    private final Wording wording;
    private final Clock clock;

    @Component
    record Wording(Texts texts, Posting posting, PlatformSettings settings, TransactionTemplate transactions) {}

    CourseReminders(Orders orders, Events events, Outbox outbox, Wording wording, Clock clock) {
        this.orders = orders;
        this.events = events;
        this.outbox = outbox;
        this.wording = wording;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "notices-remind-of-course-dates";
    }

    @Override
    public Duration every() {
        return EVERY;
    }

    @Override
    public void run() {
        var now = clock.instant();
        var from = now.plus(BEFORE_MIN);
        var until = now.plus(BEFORE);
        for (var id : events.datesBeginning(from, until)) {
            var told = events.get(id).particulars();
            for (var date : told.course().orElseThrow().dates()) {
                if (!date.calledOff()
                        && !date.begin().isBefore(from)
                        && date.begin().isBefore(until)) remind(id, date);
            }
        }
    }

    /// Once for each time that the date was moved to.
    private void remind(EventId course, CourseDate date) {
        var items = orders.all(orders.paidOf(course)).stream()
                .filter(order -> hasDate(order, date))
                .map(order -> outbox.dueNow(
                        order.id() + " " + date.id() + " " + date.sequence(),
                        Map.of("order", order.id().toString(), "date", date.id().toString())))
                .toList();
        if (!items.isEmpty()) wording.transactions.executeWithoutResult(_ -> outbox.put(TOPIC, items));
    }

    private static boolean hasDate(Order order, CourseDate date) {
        return order.terms().course().filter(bought -> bought.has(date.id())).isPresent();
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
        var order =
                orders.get(OrderId.parse(item.payload().get("order").asString()).orElseThrow());
        var event = events.get(order.terms().event());
        var date = DateId.parse(item.payload().get("date").asString())
                .flatMap(id -> event.particulars().course().flatMap(course -> course.date(id)))
                .filter(it -> !it.hasBegun(clock.instant()));
        boolean comes = order instanceof Order.Paid && !(event instanceof Event.Cancelled);
        if (!comes || date.isEmpty()) return Handled.done();
        var buyer = order.terms().buyer();
        var language = Language.of(buyer.locale());
        return wording.posting.post(
                item.id().toString(),
                buyer.email(),
                language,
                letter(order, event.particulars(), date.get(), language),
                null,
                List.of());
    }

    private Letter letter(Order order, Event.Particulars told, CourseDate date, Language language) {
        var texts = wording.texts;
        var formats = new Formats(language);
        var number = told.course().orElseThrow().numberOf(date.id());
        var when = formats.span(date.begin(), date.end(), told.zone()) + " " + formats.zone(told.zone());
        var letter = Letter.write(texts.say(language, "course.remind.subject", told.title()), when)
                .say(texts.say(language, "course.remind.lead"))
                .add(new Block.Fact(
                        texts.say(language, "course.remind.which"),
                        texts.say(language, "course.line", number, when)
                                + (date.title().isEmpty() ? "" : " " + date.title())));
        for (var ticket : orders.tickets(order.id())) {
            if (!(ticket instanceof Ticket.Valid valid) || !valid.isBuyers()) continue;
            letter.add(new Block.Link(
                    texts.say(language, "mail.door") + " " + ticket.label(),
                    wording.settings.link("/door/" + orders.doorLink(ticket.id()))));
        }
        return letter.say(texts.say(
                        language, "course.remind.hint", told.doorsBefore().toMinutes()))
                .signed(texts.say(
                        language, "mail.footer", wording.settings.publicUrl().toString()));
    }
}
