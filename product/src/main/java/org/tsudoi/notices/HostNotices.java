package org.tsudoi.notices;

import java.util.List;
import java.util.Map;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.tsudoi.members.Member;
import org.tsudoi.members.MemberId;
import org.tsudoi.members.Members;
import org.tsudoi.members.Organisers;
import org.tsudoi.notices.Letter.Block;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.EventId;
import org.tsudoi.offerings.Events;
import org.tsudoi.offerings.HostAsked;
import org.tsudoi.offerings.NamedHost;
import org.tsudoi.offerings.NamedHosts;
import org.tsudoi.platform.PlatformSettings;
import org.tsudoi.platform.outbox.Handled;
import org.tsudoi.platform.outbox.Outbox;
import org.tsudoi.platform.outbox.OutboxHandler;
import org.tsudoi.platform.outbox.OutboxItem;
import org.tsudoi.texts.Formats;
import org.tsudoi.texts.Language;
import org.tsudoi.texts.Texts;

/// Asks whoever is named to lead a meeting whether they want to. Nothing once they have said it, or are named no more.
@Component
class HostNotices implements OutboxHandler {
    private static final String TOPIC = "notices.host";

    private final Leading leading;
    private final Posting posting;
    private final PlatformSettings settings;
    private final Texts texts;
    private final Outbox outbox;

    /// What is to be led, and by whom.
    @Component
    record Leading(Events events, NamedHosts hosts, Organisers organisers, Members members) {}

    HostNotices(Leading leading, Posting posting, PlatformSettings settings, Texts texts, Outbox outbox) {
        this.leading = leading;
        this.posting = posting;
        this.settings = settings;
        this.texts = texts;
        this.outbox = outbox;
    }

    @EventListener
    void on(HostAsked asked) {
        var at = leading.hosts.find(asked.event(), asked.member()).orElseThrow().askedAt();
        outbox.put(
                TOPIC,
                asked.event() + ":" + asked.member() + ":" + at.toEpochMilli(),
                Map.of(
                        "event",
                        asked.event().toString(),
                        "member",
                        asked.member().toString()));
    }

    @Override
    public String topic() {
        return TOPIC;
    }

    @Override
    public Handled handle(OutboxItem item) {
        var id = EventId.parse(item.payload().get("event").asString()).orElseThrow();
        var member = MemberId.parse(item.payload().get("member").asString()).orElseThrow();
        boolean waits = leading.hosts
                .find(id, member)
                .filter(host -> host.answer() == NamedHost.Answer.ASKED)
                .isPresent();
        var reader = leading.members.find(member);
        if (!waits || reader.isEmpty() || leading.events.get(id) instanceof Event.Cancelled) return Handled.done();
        return posting.post(
                item.id().toString(),
                reader.get().email(),
                Language.of(reader.get().locale()),
                letter(id, reader.get()),
                null,
                List.of());
    }

    private Letter letter(EventId id, Member reader) {
        var told = leading.events.get(id).particulars();
        var language = Language.of(reader.locale());
        var organiser = leading.organisers.find(told.organiser()).orElseThrow().name();
        var letter = Letter.write(texts.say(language, "hosting.mail.subject", told.title()), organiser)
                .say(texts.say(language, "hosting.mail.text", organiser, told.title()));
        told.startsAt()
                .ifPresent(start -> letter.say(texts.say(
                        language, "hosting.mail.when", new Formats(language).dateTime(start, reader.zone()))));
        return letter.say(texts.say(language, "hosting.mail.until"))
                .add(new Block.Action(texts.say(language, "hosting.answer"), settings.link("/tickets/hosting/" + id)))
                .signed(texts.say(language, "mail.footer", settings.publicUrl().toString()));
    }
}
