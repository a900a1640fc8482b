package org.tsudoi.notices;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.tsudoi.applications.Application;
import org.tsudoi.applications.ApplicationNews;
import org.tsudoi.applications.Applications;
import org.tsudoi.members.Member;
import org.tsudoi.members.MemberId;
import org.tsudoi.members.Members;
import org.tsudoi.members.Organisers;
import org.tsudoi.members.Standing;
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
    private final Posting posting;
    private final People people;

    @Component
    record Around(Outbox outbox, Applications applications, Events events, Clock clock) {}

    @Component
    record People(Organisers organisers, Members members) {
        List<MemberId> owners(Event event) {
            return organisers.people(event.particulars().organiser()).stream()
                    .filter(acting -> acting.standing() == Standing.OWNER)
                    .map(Organisers.Acting::member)
                    .toList();
        }
    }

    ApplicantsToDecide(
            Applications applications,
            Events events,
            Texts texts,
            PlatformSettings settings,
            Posting posting,
            People people) {
        this.applications = applications;
        this.events = events;
        this.texts = texts;
        this.settings = settings;
        this.posting = posting;
        this.people = people;
    }

    @Component
    static class Hearing {
        private final Around around;
        private final People people;

        Hearing(Around around, People people) {
            this.around = around;
            this.people = people;
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
                            people.owners(around.events().get(event)).stream()
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
        var reader = MemberId.parse(item.payload().get("member").asString()).flatMap(people.members::find);
        long asked = applications.ofEvent(event.id()).stream()
                .filter(one -> one.application() instanceof Application.Asked)
                .count();
        if (asked == 0 || reader.isEmpty()) return Handled.done();
        var to = reader.get();
        return posting.post(
                item.id().toString(), to.email(), Language.of(to.locale()), letter(event, to, asked), null, List.of());
    }

    private Letter letter(Event event, Member reader, long asked) {
        var told = event.particulars();
        var language = Language.of(reader.locale());
        var slug = people.organisers().find(told.organiser()).orElseThrow().slug();
        var page = settings.link("/organise/" + slug + "/events/" + event.id() + "/applications");
        return Letter.write(texts.say(language, "asking.mail.decide.subject", told.title()), told.title())
                .say(texts.say(language, "asking.mail.decide.lead", asked))
                .add(new Block.Action(texts.say(language, "asking.mail.decide.open"), page))
                .signed(texts.say(language, "mail.footer", settings.publicUrl().toString()));
    }
}
