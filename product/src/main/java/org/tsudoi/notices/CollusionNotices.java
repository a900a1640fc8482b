package org.tsudoi.notices;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.tsudoi.collusion.Collusion.CaseMoved;
import org.tsudoi.members.Member;
import org.tsudoi.members.MemberId;
import org.tsudoi.members.Members;
import org.tsudoi.notices.Letter.Block;
import org.tsudoi.platform.PlatformSettings;
import org.tsudoi.platform.outbox.Handled;
import org.tsudoi.platform.outbox.Outbox;
import org.tsudoi.platform.outbox.OutboxHandler;
import org.tsudoi.platform.outbox.OutboxItem;
import org.tsudoi.texts.Language;
import org.tsudoi.texts.Texts;

/// Mails members what was decided about their sessions, so that they can ask for a second look. Who else is meant and
/// why stands on their page, not in a mail.
@Component
class CollusionNotices implements OutboxHandler {
    private static final String TOPIC = "notices.collusion";

    /// That somebody looks, or found nothing, is told to nobody.
    private static final Set<String> TOLD =
            Set.of("earning_stopped", "points_held", "bonus_reversed", "suspended", "upheld", "lifted");

    private final Outbox outbox;
    private final Members members;
    private final Texts texts;
    private final Posting posting;
    private final PlatformSettings settings;

    CollusionNotices(Outbox outbox, Members members, Texts texts, Posting posting, PlatformSettings settings) {
        this.outbox = outbox;
        this.members = members;
        this.texts = texts;
        this.posting = posting;
        this.settings = settings;
    }

    @EventListener
    void on(CaseMoved moved) {
        if (!TOLD.contains(moved.state())) return;
        outbox.put(
                TOPIC,
                moved.members().stream().map(member -> item(moved, member)).toList());
    }

    private Outbox.Item item(CaseMoved moved, MemberId member) {
        return outbox.dueNow(
                moved.id() + ":" + moved.state() + ":" + moved.step() + ":" + member,
                Map.of("member", member.toString(), "case", moved.id().toString(), "state", moved.state()));
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
        Optional<Member> member =
                MemberId.parse(item.payload().get("member").asString()).flatMap(members::find);
        if (member.isEmpty()) return Handled.done();
        var language = Language.of(member.get().locale());
        var state = item.payload().get("state").asString().replace('_', '-');
        var path = "/account/cases/" + item.payload().get("case").asString();
        var letter = Letter.write(
                        texts.say(language, "collusion.mail.subject"), texts.say(language, "collusion.mail.preview"))
                .say(texts.say(language, "collusion.mail." + state))
                .say(texts.say(language, "collusion.mail.why"))
                .add(new Block.Action(texts.say(language, "collusion.mail.action"), settings.link(path)))
                .signed(texts.say(
                        language, "collusion.mail.footer", settings.publicUrl().toString()));
        return posting.post(item.id().toString(), member.get().email(), language, letter, null, List.of());
    }
}
