package org.tsudoi.notices;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.tsudoi.members.Member;
import org.tsudoi.members.MemberId;
import org.tsudoi.members.Members;
import org.tsudoi.members.Organisers;
import org.tsudoi.notices.Letter.Block;
import org.tsudoi.offerings.EventId;
import org.tsudoi.offerings.Events;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.OrderId;
import org.tsudoi.orders.Orders;
import org.tsudoi.platform.PlatformSettings;
import org.tsudoi.platform.outbox.Handled;
import org.tsudoi.platform.outbox.Outbox;
import org.tsudoi.platform.outbox.OutboxHandler;
import org.tsudoi.platform.outbox.OutboxItem;
import org.tsudoi.promises.ComingInstead;
import org.tsudoi.promises.Outcome;
import org.tsudoi.promises.OutcomeNews;
import org.tsudoi.promises.Outcomes;
import org.tsudoi.texts.Formats;
import org.tsudoi.texts.Language;
import org.tsudoi.texts.Texts;

/// Asks the owners of an event at which nobody was seen who leads it, and tells whoever had a place what they say.
@Component
class OutcomeNotices implements OutboxHandler {
    private static final String TOPIC = "notices.outcome";

    private final Outcomes outcomes;
    private final Selling selling;
    private final Wording wording;
    private final Outbox outbox;

    /// What was sold, and by whom.
    @Component
    record Selling(
            Events events,
            Orders orders,
            ComingInstead instead,
            Organisers organisers,
            Members members,
            OwnerMail mail) {}

    @Component
    record Wording(Texts texts, Posting posting, PlatformSettings settings) {}

    OutcomeNotices(Outcomes outcomes, Selling selling, Wording wording, Outbox outbox) {
        this.outcomes = outcomes;
        this.selling = selling;
        this.wording = wording;
        this.outbox = outbox;
    }

    @EventListener
    void on(OutcomeNews news) {
        if (!(news.of() instanceof Outcome.Of.Meeting(var meeting))) return;
        var event = meeting.toString();
        switch (news) {
            case OutcomeNews.WasItHeld _ ->
                outbox.put(
                        TOPIC,
                        owners(meeting).stream()
                                .map(owner -> outbox.dueNow(
                                        "asked:" + event + ":" + owner,
                                        Map.of("event", event, "owner", owner.toString())))
                                .toList());
            case OutcomeNews.NotHeld _,
                    OutcomeNews.DateGivenBack _,
                    OutcomeNews.ObjectedTo _,
                    OutcomeNews.Decided _ -> {}
            case OutcomeNews.SaidToBeHeld _ ->
                outbox.put(
                        TOPIC,
                        having(meeting)
                                .map(order -> outbox.dueNow(
                                        "held:" + event + ":" + order,
                                        Map.of("event", event, "order", order.toString())))
                                .toList());
        }
    }

    private Stream<OrderId> having(EventId meeting) {
        var instead = selling.instead.to(new Outcome.Of.Meeting(meeting));
        return Stream.concat(selling.orders.paidOf(meeting).stream(), instead.stream());
    }

    private List<MemberId> owners(EventId event) {
        return selling.mail.owners(selling.events.get(event).particulars().organiser());
    }

    @Override
    public String topic() {
        return TOPIC;
    }

    /// Nothing of what was decided meanwhile.
    @Override
    public Handled handle(OutboxItem item) {
        var event = EventId.parse(item.payload().get("event").asString()).orElseThrow();
        var outcome = outcomes.of(new Outcome.Of.Meeting(event)).orElseThrow();
        if (item.payload().has("owner")) {
            var owner = MemberId.parse(item.payload().get("owner").asString()).flatMap(selling.members::find);
            return owner.isPresent() && outcome instanceof Outcome.Asked asked
                    ? ask(item, asked, owner.get())
                    : Handled.done();
        }
        var order = selling.orders.get(
                OrderId.parse(item.payload().get("order").asString()).orElseThrow());
        return order instanceof Order.Paid && outcome instanceof Outcome.Held
                ? tell(item, order, event)
                : Handled.done();
    }

    private Handled ask(OutboxItem item, Outcome.Asked asked, Member owner) {
        var told = selling.events.get(asked.of().event()).particulars();
        var language = Language.of(owner.locale());
        var texts = wording.texts;
        var formats = new Formats(language);
        var slug = selling.organisers.find(told.organiser()).orElseThrow().slug();
        var begun = formats.dateTime(told.startsAt().orElseThrow(), owner.zone()) + " " + formats.zone(owner.zone());
        var letter = Letter.write(texts.say(language, "promises.mail.asked.subject", told.title()), begun)
                .say(texts.say(language, "promises.mail.asked", begun))
                .say(texts.say(
                        language, "promises.came", outcomes.cameFor(asked.of().event())))
                .say(texts.say(language, "promises.answerBy", formats.dateTime(asked.answerBy(), owner.zone())))
                .add(new Block.Action(
                        texts.say(language, "promises.answer"),
                        wording.settings.link(
                                "/organise/" + slug + "/events/" + asked.of().event() + "/took-place")))
                .signed(footer(language));
        return wording.posting.post(item.id().toString(), owner.email(), language, letter, null, List.of());
    }

    private Handled tell(OutboxItem item, Order order, EventId event) {
        var told = selling.events.get(event).particulars();
        var buyer = order.terms().buyer();
        var language = Language.of(buyer.locale());
        var texts = wording.texts;
        var letter = Letter.write(texts.say(language, "promises.mail.held.subject", told.title()), told.title())
                .say(texts.say(language, "mail.dear", buyer.name().value()))
                .say(texts.say(language, "promises.mail.held"))
                .add(new Block.Action(
                        texts.say(language, "promises.mail.held.action"),
                        wording.settings.link("/orders/" + selling.orders.link(order.id()))))
                .signed(footer(language));
        return wording.posting.post(item.id().toString(), buyer.email(), language, letter, null, List.of());
    }

    private String footer(Language language) {
        return wording.texts.say(
                language, "mail.footer", wording.settings.publicUrl().toString());
    }
}
