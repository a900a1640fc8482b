package org.tsudoi.notices;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.tsudoi.members.Member;
import org.tsudoi.members.MemberId;
import org.tsudoi.members.Members;
import org.tsudoi.notices.Letter.Block;
import org.tsudoi.platform.PlatformSettings;
import org.tsudoi.platform.outbox.Handled;
import org.tsudoi.platform.outbox.Outbox;
import org.tsudoi.platform.outbox.OutboxHandler;
import org.tsudoi.platform.outbox.OutboxItem;
import org.tsudoi.pointsales.PointsExpireSoon;
import org.tsudoi.texts.Formats;
import org.tsudoi.texts.Language;
import org.tsudoi.texts.Texts;

/// Mails members before their points expire.
@Component
class PointNotices implements OutboxHandler {
    private static final String TOPIC = "notices.points-expire";

    private final Outbox outbox;
    private final Members members;
    private final Texts texts;
    private final Posting posting;
    private final PlatformSettings settings;

    PointNotices(Outbox outbox, Members members, Texts texts, Posting posting, PlatformSettings settings) {
        this.outbox = outbox;
        this.members = members;
        this.texts = texts;
        this.posting = posting;
        this.settings = settings;
    }

    @EventListener
    void on(PointsExpireSoon news) {
        outbox.put(
                TOPIC,
                news.member() + ":" + news.lastDay(),
                Map.of(
                        "member", news.member().toString(),
                        "day", news.lastDay().toString(),
                        "points", news.points()));
    }

    @Override
    public String topic() {
        return TOPIC;
    }

    /// What it says stands on the page, too.
    @Override
    public boolean canWait() {
        return true;
    }

    @Override
    public Handled handle(OutboxItem item) {
        var day = LocalDate.parse(item.payload().get("day").asString());
        long points = item.payload().get("points").asLong();
        return MemberId.parse(item.payload().get("member").asString())
                .flatMap(members::find)
                .map(member -> posting.post(
                        item.id().toString(),
                        member.email(),
                        Language.of(member.locale()),
                        letter(member, day, points),
                        null,
                        List.of()))
                .orElseGet(Handled::done);
    }

    private Letter letter(Member member, LocalDate day, long points) {
        var language = Language.of(member.locale());
        var last = new Formats(language).date(day);
        return Letter.write(texts.say(language, "pointsales.mail.subject", last), "")
                .say(texts.say(language, "pointsales.mail.lead", points, last))
                .add(new Block.Action(texts.say(language, "pointsales.mail.action"), settings.link("/account/points")))
                .signed(texts.say(language, "mail.footer", settings.publicUrl().toString()));
    }
}
