package org.tsudoi.notices;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.tsudoi.freetimes.CalendarFeed;
import org.tsudoi.freetimes.CalendarFeeds;
import org.tsudoi.freetimes.FeedId;
import org.tsudoi.freetimes.FeedNews;
import org.tsudoi.members.Member;
import org.tsudoi.members.MemberId;
import org.tsudoi.members.Members;
import org.tsudoi.members.Organisers;
import org.tsudoi.members.Standing;
import org.tsudoi.notices.Letter.Block;
import org.tsudoi.platform.PlatformSettings;
import org.tsudoi.platform.outbox.Handled;
import org.tsudoi.platform.outbox.Outbox;
import org.tsudoi.platform.outbox.OutboxHandler;
import org.tsudoi.platform.outbox.OutboxItem;
import org.tsudoi.texts.Language;
import org.tsudoi.texts.Texts;

/// Tells a host that a calendar of theirs cannot be read, once each time that it begins. What to do about
/// it stands on their page.
@Component
class FeedNotices implements OutboxHandler {
    private static final String TROUBLE = "notices.calendar-trouble";

    private final CalendarFeeds feeds;
    private final Members members;
    private final Organisers organisers;
    private final Texts texts;
    private final Posting posting;
    private final PlatformSettings settings;

    FeedNotices(
            CalendarFeeds feeds,
            Members members,
            Organisers organisers,
            Texts texts,
            Posting posting,
            PlatformSettings settings) {
        this.feeds = feeds;
        this.members = members;
        this.organisers = organisers;
        this.texts = texts;
        this.posting = posting;
        this.settings = settings;
    }

    @Component
    static class Hearing {
        private final Outbox outbox;

        Hearing(Outbox outbox) {
            this.outbox = outbox;
        }

        @EventListener
        void on(FeedNews.FeedInTrouble news) {
            outbox.put(
                    TROUBLE,
                    news.feed() + ":" + news.since().toEpochMilli(),
                    Map.of("feed", news.feed().toString(), "host", news.host().toString()));
        }
    }

    @Override
    public String topic() {
        return TROUBLE;
    }

    /// Nothing is said of one that was removed or can be read again meanwhile.
    @Override
    public Handled handle(OutboxItem item) {
        var host = MemberId.parse(item.payload().get("host").asString()).flatMap(members::find);
        var id = FeedId.parse(item.payload().get("feed").asString());
        if (host.isEmpty() || id.isEmpty()) return Handled.done();
        var feed = feeds.of(host.get().id()).stream()
                .filter(one -> one.id().equals(id.get()) && one.trouble().isPresent())
                .findFirst();
        if (feed.isEmpty()) return Handled.done();
        var language = Language.of(host.get().locale());
        return posting.post(
                item.id().toString(),
                host.get().email(),
                language,
                letter(host.get(), feed.get(), language),
                null,
                List.of());
    }

    Letter letter(Member host, CalendarFeed feed, Language language) {
        return Letter.write(
                        texts.say(language, "freetimes.mail.subject", feed.name()),
                        texts.say(language, "freetimes.mail.preview"))
                .say(texts.say(language, "freetimes.mail.lead", feed.name(), feed.source()))
                .say(texts.say(language, "freetimes.mail.still"))
                .add(new Block.Link(texts.say(language, "freetimes.title"), settings.link(page(host.id()))))
                .signed(texts.say(language, "mail.footer", settings.publicUrl().toString()));
    }

    private String page(MemberId host) {
        return Stream.of(Standing.values())
                .flatMap(standing -> organisers.of(host, standing).stream())
                .findFirst()
                .map(organiser -> "/organise/" + organiser.slug() + "/free-times")
                .orElse("/account");
    }
}
