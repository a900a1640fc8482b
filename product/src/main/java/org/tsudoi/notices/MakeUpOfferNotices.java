package org.tsudoi.notices;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.tsudoi.makeups.MakeUpNews;
import org.tsudoi.makeups.MakeUpOffers;
import org.tsudoi.makeups.OtherDate;
import org.tsudoi.members.Member;
import org.tsudoi.notices.Letter.Block;
import org.tsudoi.offerings.DateId;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.Schedule;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.OrderId;
import org.tsudoi.platform.outbox.Handled;
import org.tsudoi.platform.outbox.Outbox;
import org.tsudoi.platform.outbox.OutboxHandler;
import org.tsudoi.platform.outbox.OutboxItem;
import org.tsudoi.texts.Formats;
import org.tsudoi.texts.Language;

/// Tells whoever has a date that nobody held what is offered instead, and until when they choose.
@Component
class MakeUpOfferNotices implements OutboxHandler {
    private static final String TOPIC = "notices.make-up-offer";

    private final MakeUpOffers offers;
    private final OutcomeNotices.Selling selling;
    private final OutcomeNotices.Wording wording;
    private final Outbox outbox;

    MakeUpOfferNotices(
            MakeUpOffers offers, OutcomeNotices.Selling selling, OutcomeNotices.Wording wording, Outbox outbox) {
        this.offers = offers;
        this.selling = selling;
        this.wording = wording;
        this.outbox = outbox;
    }

    @EventListener
    void on(MakeUpNews.DateOffered news) {
        var missed = news.missed().toString();
        outbox.put(
                TOPIC,
                selling.orders().all(selling.orders().paidOf(news.course())).stream()
                        .filter(order -> has(order, news.missed()))
                        .map(order -> outbox.dueNow(
                                missed + ":" + order.id(),
                                Map.of("date", missed, "order", order.id().toString())))
                        .toList());
    }

    private static boolean has(Order order, DateId date) {
        return order.terms().course().filter(course -> course.has(date)).isPresent();
    }

    @Override
    public String topic() {
        return TOPIC;
    }

    /// Nothing to who has left meanwhile.
    @Override
    public Handled handle(OutboxItem item) {
        var order = selling.orders()
                .get(OrderId.parse(item.payload().get("order").asString()).orElseThrow());
        var missed = DateId.parse(item.payload().get("date").asString()).orElseThrow();
        if (!(order instanceof Order.Paid)) return Handled.done();
        var offer = offers.of(missed).orElseThrow();
        var other = OtherDate.of(selling.events().get(offer.event()), offer.instead());
        if (other.isEmpty()) return Handled.done();
        var buyer = order.terms().buyer();
        var language = Language.of(buyer.locale());
        return wording.posting()
                .post(
                        item.id().toString(),
                        buyer.email(),
                        language,
                        letter(order, offer, other.get(), language),
                        null,
                        List.of());
    }

    private Letter letter(Order order, MakeUpOffers.Offer offer, OtherDate other, Language language) {
        var told = selling.events().get(order.terms().event()).particulars();
        var zone = zone(order, told);
        var formats = new Formats(language);
        var course = told.course().orElseThrow();
        var missed = course.date(offer.missed()).orElseThrow();
        var line = say(
                language,
                "instead.mail",
                say(language, "course.line", course.numberOf(offer.missed()), span(formats, missed.times(), zone)));
        return Letter.write(say(language, "instead.mail.subject", told.title()), line)
                .say(say(language, "mail.dear", order.terms().buyer().name().value()))
                .say(line)
                .add(new Block.Fact(
                        say(language, "instead.which"), other.title() + "\n" + span(formats, other.times(), zone)))
                .say(say(language, "instead.mail.until", formats.dateTime(offer.until(), zone)))
                .add(new Block.Action(
                        say(language, "instead.mail.action"),
                        wording.settings().link("/orders/" + selling.orders().link(order.id()))))
                .signed(say(
                        language, "mail.footer", wording.settings().publicUrl().toString()));
    }

    private static String span(Formats formats, Schedule.Fixed times, ZoneId zone) {
        return formats.span(times.begin(), times.end(), zone) + " " + formats.zone(zone);
    }

    private ZoneId zone(Order order, Event.Particulars told) {
        return Optional.ofNullable(order.terms().buyer().member())
                .flatMap(selling.members()::find)
                .map(Member::zone)
                .orElseGet(told::zone);
    }

    private String say(Language language, String key, Object... with) {
        return wording.texts().say(language, key, with);
    }
}
