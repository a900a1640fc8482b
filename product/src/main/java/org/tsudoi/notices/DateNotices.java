package org.tsudoi.notices;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.tsudoi.documents.Calendars;
import org.tsudoi.members.Member;
import org.tsudoi.members.MemberId;
import org.tsudoi.members.Organisers;
import org.tsudoi.members.Standing;
import org.tsudoi.messaging.Mail;
import org.tsudoi.money.Money;
import org.tsudoi.notices.Letter.Block;
import org.tsudoi.offerings.CourseDate;
import org.tsudoi.offerings.DateId;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.EventId;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.OrderId;
import org.tsudoi.platform.outbox.Handled;
import org.tsudoi.platform.outbox.Outbox;
import org.tsudoi.platform.outbox.OutboxHandler;
import org.tsudoi.platform.outbox.OutboxItem;
import org.tsudoi.promises.Outcome;
import org.tsudoi.promises.OutcomeNews;
import org.tsudoi.promises.Outcomes;
import org.tsudoi.texts.Formats;
import org.tsudoi.texts.Language;

/// Asks the owners of a course about a date at which nobody was seen who leads it, and tells whoever has that date what
/// they say, or what comes back.
@Component
class DateNotices implements OutboxHandler {
    private static final String TOPIC = "notices.date-outcome";

    private final Outcomes outcomes;
    private final OutcomeNotices.Selling selling;
    private final OutcomeNotices.Wording wording;
    private final Calendars calendars;
    private final Outbox outbox;

    DateNotices(
            Outcomes outcomes,
            Calendars calendars,
            OutcomeNotices.Selling selling,
            OutcomeNotices.Wording wording,
            Outbox outbox) {
        this.outcomes = outcomes;
        this.selling = selling;
        this.wording = wording;
        this.calendars = calendars;
        this.outbox = outbox;
    }

    @EventListener
    void on(OutcomeNews news) {
        if (!(news.of() instanceof Outcome.Of.Date of)) return;
        switch (news) {
            case OutcomeNews.WasItHeld _ ->
                owners(of.event()).forEach(owner -> put(of, "asked:" + of.date() + ":" + owner, owner(owner)));
            case OutcomeNews.SaidToBeHeld _ ->
                having(of).forEach(order -> put(of, "held:" + of.date() + ":" + order, order(order)));
            case OutcomeNews.DateGivenBack back ->
                put(
                        of,
                        "back:" + of.date() + ":" + back.order() + ":" + places(back),
                        Map.of(
                                "order",
                                back.order().toString(),
                                "money",
                                back.money().minorUnits(),
                                "points",
                                back.points().minorUnits()));
            case OutcomeNews.NotHeld _, OutcomeNews.ObjectedTo _, OutcomeNews.Decided _ -> {}
        }
    }

    /// That have it by now: each time that some more do is told.
    private long places(OutcomeNews.DateGivenBack back) {
        var order = selling.orders().get(back.order());
        return selling.orders().dateShares(order).stream()
                .filter(share -> share.date().equals(back.of().date()))
                .count();
    }

    private static Map<String, Object> owner(MemberId owner) {
        return Map.of("owner", owner.toString());
    }

    private static Map<String, Object> order(OrderId order) {
        return Map.of("order", order.toString());
    }

    private void put(Outcome.Of.Date of, String key, Map<String, ?> more) {
        var payload = new HashMap<String, Object>(more);
        payload.put("event", of.event().toString());
        payload.put("date", of.date().toString());
        outbox.put(TOPIC, List.of(outbox.dueNow(key, payload)));
    }

    private List<MemberId> owners(EventId event) {
        return selling
                .organisers()
                .people(selling.events().get(event).particulars().organiser())
                .stream()
                .filter(acting -> acting.standing() == Standing.OWNER)
                .map(Organisers.Acting::member)
                .toList();
    }

    private List<OrderId> having(Outcome.Of.Date of) {
        var bought = selling.orders().all(selling.orders().paidOf(of.event())).stream()
                .filter(order -> order.terms()
                        .course()
                        .filter(course -> course.has(of.date()))
                        .isPresent())
                .map(Order::id);
        return Stream.concat(bought, selling.instead().to(of).stream()).toList();
    }

    @Override
    public String topic() {
        return TOPIC;
    }

    private record About(Event.Particulars told, CourseDate date, int number) {}

    /// Nothing of what was decided meanwhile.
    @Override
    public Handled handle(OutboxItem item) {
        var event = EventId.parse(item.payload().get("event").asString()).orElseThrow();
        var id = DateId.parse(item.payload().get("date").asString()).orElseThrow();
        var told = selling.events().get(event).particulars();
        var course = told.course().orElseThrow();
        var about = new About(told, course.date(id).orElseThrow(), course.numberOf(id));
        var outcome = outcomes.of(new Outcome.Of.Date(event, id));
        if (item.payload().has("owner")) {
            var owner = MemberId.parse(item.payload().get("owner").asString()).flatMap(selling.members()::find);
            return owner.isPresent() && outcome.orElse(null) instanceof Outcome.Asked asked
                    ? ask(item, about, asked, owner.get())
                    : Handled.done();
        }
        var order = selling.orders()
                .get(OrderId.parse(item.payload().get("order").asString()).orElseThrow());
        if (item.payload().has("money")) return back(item, about, order);
        return order instanceof Order.Paid && outcome.orElse(null) instanceof Outcome.Held
                ? held(item, event, about, order)
                : Handled.done();
    }

    private Handled ask(OutboxItem item, About about, Outcome.Asked asked, Member owner) {
        var language = Language.of(owner.locale());
        var when = when(about, language, owner.zone());
        var slug =
                selling.organisers().find(about.told.organiser()).orElseThrow().slug();
        var by = new Formats(language).dateTime(asked.answerBy(), owner.zone());
        var letter = Letter.write(say(language, "promises.mail.asked.subject", about.told.title()), when)
                .say(say(language, "dates.mail.asked", when))
                .say(say(language, "dates.answerBy", by))
                .add(new Block.Action(
                        say(language, "promises.answer"),
                        wording.settings()
                                .link("/organise/" + slug + "/events/"
                                        + asked.of().event() + "/dates-held")))
                .signed(footer(language));
        return wording.posting().post(item.id().toString(), owner.email(), language, letter, null, List.of());
    }

    private Handled held(OutboxItem item, EventId event, About about, Order order) {
        var language = Language.of(order.terms().buyer().locale());
        var when = when(about, language, zone(order, about.told));
        return tell(
                item,
                order,
                say(language, "promises.mail.held.subject", about.told.title()),
                order.terms().event().equals(event)
                        ? List.of(say(language, "dates.mail.held", when))
                        : List.of(say(language, "promises.mail.held"), when));
    }

    private Handled back(OutboxItem item, About about, Order order) {
        var language = Language.of(order.terms().buyer().locale());
        var when = when(about, language, zone(order, about.told));
        var money =
                new Money(item.payload().get("money").asLong(), order.worth().currency());
        var points = item.payload().get("points").asLong();
        var lines = new ArrayList<>(List.of(fallenThrough(about, order, language, when)));
        if (money.isPositive()) {
            lines.add(say(language, "dates.mail.back", new Formats(language).money(money)));
        }
        if (points > 0) lines.add(say(language, "dates.mail.backPoints", points));
        var subject = about.date.calledOff() ? "dates.mail.off.subject" : "dates.mail.notHeld.subject";
        return tell(item, order, say(language, subject, about.told.title()), lines);
    }

    private String fallenThrough(About about, Order order, Language language, String when) {
        if (order instanceof Order.Cancelled) return say(language, "dates.mail.left", when);
        return say(language, about.date.calledOff() ? "dates.mail.off" : "dates.mail.notHeld", when);
    }

    private Handled tell(OutboxItem item, Order order, String subject, List<String> lines) {
        var buyer = order.terms().buyer();
        var language = Language.of(buyer.locale());
        var letter = Letter.write(subject, lines.getFirst())
                .say(say(language, "mail.dear", buyer.name().value()));
        lines.forEach(letter::say);
        letter.add(new Block.Action(
                say(language, "promises.mail.held.action"),
                wording.settings().link("/orders/" + selling.orders().link(order.id()))));
        var calendar = calendars
                .of(order.id())
                .map(it -> new Mail.Calendar(it.method().name(), it.text()))
                .orElse(null);
        return wording.posting()
                .post(
                        item.id().toString(),
                        buyer.email(),
                        language,
                        letter.signed(footer(language)),
                        calendar,
                        List.of());
    }

    private String when(About about, Language language, ZoneId zone) {
        var formats = new Formats(language);
        return say(
                language,
                "course.line",
                about.number,
                formats.span(about.date.begin(), about.date.end(), zone) + " " + formats.zone(zone));
    }

    /// Of a guest nothing is known but the event.
    private ZoneId zone(Order order, Event.Particulars told) {
        return Optional.ofNullable(order.terms().buyer().member())
                .flatMap(selling.members()::find)
                .map(Member::zone)
                .orElseGet(told::zone);
    }

    private String footer(Language language) {
        return say(language, "mail.footer", wording.settings().publicUrl().toString());
    }

    private String say(Language language, String key, Object... with) {
        return wording.texts().say(language, key, with);
    }
}
