package org.tsudoi.notices;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.tsudoi.members.Member;
import org.tsudoi.members.MemberId;
import org.tsudoi.notices.Letter.Block;
import org.tsudoi.offerings.EventId;
import org.tsudoi.orders.OrderId;
import org.tsudoi.platform.outbox.Handled;
import org.tsudoi.platform.outbox.Outbox;
import org.tsudoi.platform.outbox.OutboxHandler;
import org.tsudoi.platform.outbox.OutboxItem;
import org.tsudoi.promises.Objections;
import org.tsudoi.promises.Outcome;
import org.tsudoi.promises.OutcomeNews;
import org.tsudoi.texts.Language;

/// Mails operators what buyers object to, and whoever objected and the owners what was decided about it. Where it did
/// not take place buyers hear of their money by itself.
@Component
class ObjectionNotices implements OutboxHandler {
    private static final String TOPIC = "notices.objection";

    private final Objections objections;
    private final OutcomeNotices.Selling selling;
    private final OutcomeNotices.Wording wording;
    private final Outbox outbox;

    ObjectionNotices(
            Objections objections, OutcomeNotices.Selling selling, OutcomeNotices.Wording wording, Outbox outbox) {
        this.objections = objections;
        this.selling = selling;
        this.wording = wording;
        this.outbox = outbox;
    }

    @EventListener
    void on(OutcomeNews.ObjectedTo news) {
        put(news.of(), "objected", selling.members().operators().stream().map(Member::id), Stream.empty());
    }

    @EventListener
    void on(OutcomeNews.Decided news) {
        var organiser = selling.events().get(news.of().event()).particulars().organiser();
        put(
                news.of(),
                news.tookPlace() ? "held" : "notHeld",
                selling.mail().owners(organiser).stream(),
                news.tookPlace() ? objections.to(news.of()).stream() : Stream.empty());
    }

    /// Each of them once.
    private void put(Outcome.Of of, String what, Stream<MemberId> members, Stream<OrderId> orders) {
        var items = new ArrayList<Outbox.Item>();
        members.forEach(one -> items.add(item(of, what, "member", one.toString())));
        orders.forEach(one -> items.add(item(of, what, "order", one.toString())));
        outbox.put(TOPIC, items);
    }

    private Outbox.Item item(Outcome.Of of, String what, String whose, String whom) {
        var payload = new HashMap<String, Object>(Map.of("event", of.event().toString(), "what", what, whose, whom));
        return outbox.dueNow(what + ":" + of.occasion() + ":" + whom, payload);
    }

    @Override
    public String topic() {
        return TOPIC;
    }

    @Override
    public Handled handle(OutboxItem item) {
        var event = EventId.parse(item.payload().get("event").asString()).orElseThrow();
        var told = selling.events().get(event).particulars();
        var what = item.payload().get("what").asString();
        if (item.payload().has("order")) {
            var order = selling.orders()
                    .get(OrderId.parse(item.payload().get("order").asString()).orElseThrow());
            var buyer = order.terms().buyer();
            var language = Language.of(buyer.locale());
            var path = "/orders/" + selling.orders().link(order.id());
            var letter = letter("buyer", told.title(), path, language);
            return wording.posting().post(item.id().toString(), buyer.email(), language, letter, null, List.of());
        }
        var member = MemberId.parse(item.payload().get("member").asString()).flatMap(selling.members()::find);
        if (member.isEmpty()) return Handled.done();
        var language = Language.of(member.get().locale());
        var slug = selling.organisers().find(told.organiser()).orElseThrow().slug();
        var path = what.equals("objected") ? "/operate/doubts" : "/organise/" + slug + "/events/" + event;
        var letter = letter(what, told.title(), path, language);
        return wording.posting().post(item.id().toString(), member.get().email(), language, letter, null, List.of());
    }

    private Letter letter(String what, String title, String path, Language language) {
        var texts = wording.texts();
        var line = texts.say(language, "objections.mail." + what, Objections.HELD_FOR.toDays());
        return Letter.write(texts.say(language, "objections.mail." + what + "Subject", title), line)
                .say(line)
                .add(new Block.Action(
                        texts.say(language, "objections.mail.open"),
                        wording.settings().link(path)))
                .signed(texts.say(
                        language, "mail.footer", wording.settings().publicUrl().toString()));
    }
}
