package org.tsudoi.notices;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.tsudoi.documents.Calendars;
import org.tsudoi.makeups.MakeUp;
import org.tsudoi.makeups.MakeUpId;
import org.tsudoi.makeups.MakeUpNews;
import org.tsudoi.makeups.MakeUps;
import org.tsudoi.makeups.OtherDate;
import org.tsudoi.messaging.Mail;
import org.tsudoi.notices.Letter.Block;
import org.tsudoi.offerings.CourseDate;
import org.tsudoi.offerings.Events;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.OrderId;
import org.tsudoi.orders.Orders;
import org.tsudoi.orders.Ticket;
import org.tsudoi.platform.PlatformSettings;
import org.tsudoi.platform.outbox.Handled;
import org.tsudoi.platform.outbox.Outbox;
import org.tsudoi.platform.outbox.OutboxHandler;
import org.tsudoi.platform.outbox.OutboxItem;
import org.tsudoi.texts.Formats;
import org.tsudoi.texts.Language;
import org.tsudoi.texts.Texts;

/// Tells whoever takes another date instead of one what holds now, with their calendar.
@Component
class MakeUpNotices implements OutboxHandler {
    private static final String TOPIC = "notices.make-up";

    private final Orders orders;
    private final Events events;
    private final MakeUps makeUps;
    private final Calendars calendars;
    private final Outbox outbox;
    private final Wording wording;

    @Component
    record Wording(Texts texts, Posting posting, PlatformSettings settings) {}

    MakeUpNotices(Orders orders, Events events, MakeUps makeUps, Calendars calendars, Outbox outbox, Wording wording) {
        this.orders = orders;
        this.events = events;
        this.makeUps = makeUps;
        this.calendars = calendars;
        this.outbox = outbox;
        this.wording = wording;
    }

    @EventListener
    void on(MakeUpNews news) {
        switch (news) {
            case MakeUpNews.DateTaken(var order, var made) -> note("taken", order, made);
            case MakeUpNews.DateGivenBack(var order, var made, var calledOff) ->
                note(calledOff ? "calledOff" : "undone", order, made);
            case MakeUpNews.OtherDateMoved(var order, var made) ->
                outbox.put(TOPIC, "moved " + made + " " + moves(made), payload("moved", order, made));
            case MakeUpNews.PlacesOpened _, MakeUpNews.DateOffered _ -> {}
        }
    }

    private void note(String what, OrderId order, MakeUpId made) {
        outbox.put(TOPIC, what + " " + made, payload(what, order, made));
    }

    private static Map<String, String> payload(String what, OrderId order, MakeUpId made) {
        return Map.of("what", what, "order", order.toString(), "makeUp", made.toString());
    }

    /// Each move is told once.
    private int moves(MakeUpId id) {
        return makeUps.find(id)
                .map(made -> events.get(made.event()).particulars().sequence())
                .orElse(0);
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
        var made = MakeUpId.parse(item.payload().get("makeUp").asString())
                .flatMap(makeUps::find)
                .orElseThrow();
        if (!(order instanceof Order.Paid)) return Handled.done();
        var buyer = order.terms().buyer();
        var language = Language.of(buyer.locale());
        var calendar = calendars
                .of(order.id())
                .map(it -> new Mail.Calendar(it.method().name(), it.text()))
                .orElse(null);
        return wording.posting.post(
                item.id().toString(),
                buyer.email(),
                language,
                letter(item.payload().get("what").asString(), order, made, language),
                calendar,
                List.of());
    }

    private Letter letter(String what, Order order, MakeUp made, Language language) {
        var texts = wording.texts;
        var course = events.get(order.terms().event()).particulars();
        var missed = course.course()
                .flatMap(it -> it.date(made.missed()))
                .map(CourseDate::times)
                .map(times -> span(language, times))
                .orElse("–");
        var instead = OtherDate.of(events.get(made.event()), made.occasion());
        var letter = Letter.write(
                        texts.say(language, "makeups.mail." + what, course.title()),
                        instead.map(it -> span(language, it.times())).orElse(missed))
                .say(texts.say(language, "makeups.mail." + what + "Lead"))
                .add(new Block.Fact(texts.say(language, "makeups.missed"), missed));
        instead.ifPresent(it -> letter.add(new Block.Fact(
                texts.say(language, "makeups.instead"), it.title() + "\n" + span(language, it.times()))));
        if (makeUps.mayChooseAgain(made.ticket(), made.missed())) {
            var path = "/orders/" + orders.link(order.id()) + "/make-up/" + made.ticket() + "/" + made.missed();
            letter.add(new Block.Action(texts.say(language, "makeups.choose"), wording.settings.link(path)));
        }
        door(made).ifPresent(door -> letter.add(new Block.Link(texts.say(language, "mail.door"), door)));
        return letter.add(new Block.Link(
                        texts.say(language, "mail.order"), wording.settings.link("/orders/" + orders.link(order.id()))))
                .signed(texts.say(
                        language, "mail.footer", wording.settings.publicUrl().toString()));
    }

    private Optional<String> door(MakeUp made) {
        return orders.ticket(made.ticket())
                .filter(ticket -> ticket instanceof Ticket.Valid valid && valid.isBuyers())
                .map(ticket -> wording.settings.link("/door/" + orders.doorLink(ticket.id())));
    }

    private static String span(Language language, org.tsudoi.offerings.Schedule.Fixed times) {
        var formats = new Formats(language);
        return formats.span(times.begin(), times.end(), times.zone()) + " " + formats.zone(times.zone());
    }
}
