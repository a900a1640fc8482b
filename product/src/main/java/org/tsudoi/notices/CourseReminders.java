package org.tsudoi.notices;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.tsudoi.makeups.MakeUp;
import org.tsudoi.makeups.MakeUps;
import org.tsudoi.notices.Letter.Block;
import org.tsudoi.offerings.CourseDate;
import org.tsudoi.offerings.DateId;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.Events;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.OrderId;
import org.tsudoi.orders.Orders;
import org.tsudoi.orders.Ticket;
import org.tsudoi.platform.PlatformSettings;
import org.tsudoi.texts.Formats;
import org.tsudoi.texts.Language;
import org.tsudoi.texts.Texts;
import tools.jackson.databind.JsonNode;

/// Reminds whoever takes part in a course of each of its dates, the day before.
@Component
record CourseReminders(Orders orders, Events events, MakeUps makeUps, Words words, NotingReminders noting)
        implements Reminder {
    static final Duration BEFORE = Duration.ofDays(1);
    /// So near nobody is reminded any more: the program stood still.
    private static final Duration BEFORE_MIN = Duration.ofHours(3);

    @Component
    record Words(Texts texts, PlatformSettings settings) {}

    @Override
    public String name() {
        return "notices-remind-of-course-dates";
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(15);
    }

    @Override
    public Stream<Due> due(Instant now) {
        var from = now.plus(BEFORE_MIN);
        var until = now.plus(BEFORE);
        return events.datesBeginning(from, until).stream().flatMap(id -> {
            var course = events.get(id).particulars().course().orElseThrow();
            var bought = orders.all(orders.paidOf(id));
            return course.dates().stream()
                    .filter(date -> !date.calledOff())
                    .filter(date -> !date.begin().isBefore(from) && date.begin().isBefore(until))
                    .flatMap(date -> bought.stream()
                            .filter(order -> hasDate(order, date))
                            .map(order -> due(order, date)));
        });
    }

    private static boolean hasDate(Order order, CourseDate date) {
        return order.terms().course().filter(bought -> bought.has(date.id())).isPresent();
    }

    /// Once for each time that the date was moved to.
    private static Due due(Order order, CourseDate date) {
        return new Due(
                order.id() + " " + date.id() + " " + date.sequence(),
                Map.of("order", order.id().toString(), "date", date.id().toString()));
    }

    @Override
    public Optional<Mailing> mailing(JsonNode due, Instant now) {
        var order = orders.get(OrderId.parse(due.get("order").asString()).orElseThrow());
        var event = events.get(order.terms().event());
        var date = DateId.parse(due.get("date").asString())
                .flatMap(id -> event.particulars().course().flatMap(course -> course.date(id)))
                .filter(it -> !it.hasBegun(now) && it.begin().isBefore(now.plus(BEFORE)));
        boolean comes = order instanceof Order.Paid && !(event instanceof Event.Cancelled);
        if (!comes || date.isEmpty()) return Optional.empty();
        var places = places(order.id(), date.get().id());
        if (places.isEmpty()) return Optional.empty();
        var buyer = order.terms().buyer();
        var language = Language.of(buyer.locale());
        var letter = letter(places, event.particulars(), date.get(), language);
        return Optional.of(new Mailing(buyer.member(), buyer.email(), language, letter, true));
    }

    /// Neither those that were given away nor those whose holder comes to another date instead.
    private List<Ticket> places(OrderId order, DateId date) {
        var own = orders.tickets(order).stream()
                .filter(ticket -> ticket instanceof Ticket.Valid valid && valid.isBuyers())
                .toList();
        var replaced = makeUps.of(own.stream().map(Ticket::id).toList()).stream()
                .filter(made -> made.holds() && made.missed().equals(date))
                .map(MakeUp::ticket)
                .toList();
        return own.stream().filter(ticket -> !replaced.contains(ticket.id())).toList();
    }

    private Letter letter(List<Ticket> places, Event.Particulars told, CourseDate date, Language language) {
        var texts = words.texts;
        var formats = new Formats(language);
        var number = told.course().orElseThrow().numberOf(date.id());
        var when = formats.span(date.begin(), date.end(), told.zone()) + " " + formats.zone(told.zone());
        var letter = Letter.write(texts.say(language, "course.remind.subject", told.title()), when)
                .say(texts.say(language, "course.remind.lead"))
                .add(new Block.Fact(
                        texts.say(language, "course.remind.which"),
                        texts.say(language, "course.line", number, when)
                                + (date.title().isEmpty() ? "" : " " + date.title())));
        for (var ticket : places) {
            letter.add(new Block.Link(
                    texts.say(language, "mail.door") + " " + ticket.label(),
                    words.settings.link("/door/" + orders.doorLink(ticket.id()))));
        }
        return letter.say(texts.say(
                        language, "course.remind.hint", told.doorsBefore().toMinutes()))
                .signed(texts.say(
                        language, "mail.footer", words.settings.publicUrl().toString()));
    }
}
