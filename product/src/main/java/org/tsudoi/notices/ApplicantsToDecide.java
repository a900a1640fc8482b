package org.tsudoi.notices;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.tsudoi.applications.Application;
import org.tsudoi.applications.ApplicationNews;
import org.tsudoi.applications.Applications;
import org.tsudoi.members.Member;
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

/// Tells an organiser's owners how many wait for their word: soon after one has asked, however many do, and once more a
/// day before the time to answer is over.
@Component
class ApplicantsToDecide implements OutboxHandler {
    private static final String TOPIC = "notices.applicants-to-decide";

    /// Those who ask within it are told of together.
    private static final Duration TOGETHER = Duration.ofMinutes(15);

    private static final Duration AGAIN_BEFORE = Duration.ofDays(1);

    private final Applications applications;
    private final Events events;
    private final Texts texts;
    private final PlatformSettings settings;
    private final OwnerMail mail;
    private final Organisers organisers;

    @Component
    record Around(Outbox outbox, Applications applications, Events events, Clock clock) {}

    ApplicantsToDecide(
            Applications applications,
            Events events,
            Texts texts,
            PlatformSettings settings,
            OwnerMail mail,
            Organisers organisers) {
        this.applications = applications;
        this.events = events;
        this.texts = texts;
        this.settings = settings;
        this.mail = mail;
        this.organisers = organisers;
    }

    @Component
    static class Hearing {
        private final Around around;
        private final OwnerMail mail;

        Hearing(Around around, OwnerMail mail) {
            this.around = around;
            this.mail = mail;
        }

        @EventListener
        void on(ApplicationNews news) {
            if (news.what() != ApplicationNews.What.ASKED) return;
            var now = around.clock().instant();
            put(news.event(), now);
            if (around.applications().find(news.application()).orElse(null) instanceof Application.Asked asked) {
                var again = asked.answerBy().minus(AGAIN_BEFORE);
                if (again.isAfter(now.plus(AGAIN_BEFORE))) put(news.event(), again);
            }
        }

        private void put(EventId event, Instant from) {
            long window = TOGETHER.toSeconds();
            long turn = Math.floorDiv(from.getEpochSecond(), window) + 1;
            around.outbox()
                    .put(
                            TOPIC,
                            mail.owners(around.events().get(event).particulars().organiser()).stream()
                                    .map(owner -> new Outbox.Item(
                                            event + ":" + turn + ":" + owner,
                                            Map.of("event", event.toString(), "member", owner.toString()),
                                            Instant.ofEpochSecond(turn * window)))
                                    .toList());
        }
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
        var event =
                events.get(EventId.parse(item.payload().get("event").asString()).orElseThrow());
        long asked = applications.ofEvent(event.id()).stream()
                .filter(one -> one.application() instanceof Application.Asked)
                .count();
        return mail.post(item, reader -> asked == 0 ? Optional.empty() : Optional.of(letter(event, reader, asked)));
    }

    private Letter letter(Event event, Member reader, long asked) {
        var told = event.particulars();
        var language = Language.of(reader.locale());
        var slug = organisers.find(told.organiser()).orElseThrow().slug();
        var page = settings.link("/organise/" + slug + "/events/" + event.id() + "/applications");
        return Letter.write(texts.say(language, "asking.mail.decide.subject", told.title()), told.title())
                .say(texts.say(language, "asking.mail.decide.lead", asked))
                .add(new Block.Action(texts.say(language, "asking.mail.decide.open"), page))
                .signed(texts.say(language, "mail.footer", settings.publicUrl().toString()));
    }
}
