package org.tsudoi.notices;

import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.tsudoi.contact.PersonName;
import org.tsudoi.meetings.MeetingId;
import org.tsudoi.meetings.OwnLinks;
import org.tsudoi.members.Member;
import org.tsudoi.members.MemberId;
import org.tsudoi.members.Members;
import org.tsudoi.members.Organisers;
import org.tsudoi.notices.Letter.Block;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.EventId;
import org.tsudoi.offerings.Events;
import org.tsudoi.platform.PlatformSettings;
import org.tsudoi.platform.outbox.Handled;
import org.tsudoi.platform.outbox.Outbox;
import org.tsudoi.platform.outbox.OutboxHandler;
import org.tsudoi.platform.outbox.OutboxItem;
import org.tsudoi.texts.Language;
import org.tsudoi.texts.Texts;

/// Tells the owners of an event on sale that somebody who is none of them gave it another link, or took it away: people
/// are led wherever it says. The mail names the site alone.
@Component
class OwnLinkNotices implements OutboxHandler {
    private static final String TOPIC = "notices.own-link";

    private final Around around;
    private final OwnerMail mail;
    private final Outbox outbox;
    private final Texts texts;
    private final PlatformSettings settings;

    @Component
    record Around(OwnLinks links, Events events, Organisers organisers, Members members) {}

    OwnLinkNotices(Around around, OwnerMail mail, Outbox outbox, Texts texts, PlatformSettings settings) {
        this.around = around;
        this.mail = mail;
        this.outbox = outbox;
        this.texts = texts;
        this.settings = settings;
    }

    @EventListener
    void on(OwnLinks.Changed changed) {
        var by = new MemberId(changed.by());
        around.events
                .find(new EventId(changed.place().value()))
                .filter(OwnLinkNotices::isOnSale)
                .map(event -> event.particulars().organiser())
                .map(mail::owners)
                .filter(Predicate.not(owners -> owners.contains(by)))
                .ifPresent(owners -> outbox.put(
                        TOPIC,
                        owners.stream()
                                .map(owner -> mail.item(
                                        owner,
                                        changed.place() + ":" + changed.at().toEpochMilli(),
                                        Map.of("place", changed.place().toString(), "by", by.toString())))
                                .toList()));
    }

    private static boolean isOnSale(Event event) {
        return switch (event) {
            case Event.Published _, Event.Closed _ -> true;
            case Event.Draft _, Event.Cancelled _ -> false;
        };
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
        var place = MeetingId.parse(item.payload().get("place").asString()).orElseThrow();
        var by = MemberId.parse(item.payload().get("by").asString());
        var event = around.events.find(new EventId(place.value())).filter(OwnLinkNotices::isOnSale);
        return mail.post(item, reader -> event.map(it -> letter(it, around.links.of(place), name(by), reader)));
    }

    private String name(Optional<MemberId> by) {
        return by.flatMap(around.members::find)
                .flatMap(Member::displayName)
                .map(PersonName::value)
                .orElse("");
    }

    /// @param by empty where nobody knows their name
    private Letter letter(Event event, Optional<OwnLinks.Kept> kept, String by, Member reader) {
        var told = event.particulars();
        var language = Language.of(reader.locale());
        var slug = around.organisers.find(told.organiser()).orElseThrow().slug();
        var page = settings.link("/organise/" + slug + "/events/" + event.id());
        var who = by.isEmpty() ? texts.say(language, "ownlinks.mail.somebody") : by;
        var what = kept.map(link -> texts.say(language, "ownlinks.mail.replaced", who, told.title(), link.host()))
                .orElseGet(() -> texts.say(language, "ownlinks.mail.removed", who, told.title()));
        return Letter.write(texts.say(language, "ownlinks.mail.subject", told.title()), who)
                .say(what)
                .say(texts.say(language, "ownlinks.mail.check"))
                .add(new Block.Action(texts.say(language, "ownlinks.mail.open"), page))
                .signed(texts.say(language, "mail.footer", settings.publicUrl().toString()));
    }
}
