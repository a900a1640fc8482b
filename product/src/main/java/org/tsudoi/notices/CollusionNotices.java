package org.tsudoi.notices;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.tsudoi.collusion.Collusion;
import org.tsudoi.collusion.Collusion.CaseMoved;
import org.tsudoi.collusion.Collusion.CasesFound;
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

/// Mails members what was decided about their sessions, so that they can ask for a second look, and
/// operators what waits for one of them. Who is meant and why stands on their page, not in a mail.
@Component
class CollusionNotices implements OutboxHandler {
    private static final String TOPIC = "notices.collusion";

    /// That somebody looks, or found nothing, is told to nobody; who is suspended is told so by itself.
    private static final Set<String> TOLD =
            Set.of("earning_stopped", "points_held", "bonus_reversed", "upheld", "lifted");

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
        var about = moved.id() + ":" + moved.state() + ":" + moved.step();
        if (TOLD.contains(moved.state())) {
            put(moved.members(), about, Map.of("case", moved.id().toString(), "state", moved.state()));
        }
        if (moved.state().equals("appealed")) {
            put(desk(), about, Map.of("case", moved.id().toString(), "waits", "appealed"));
        }
    }

    @EventListener
    void on(CasesFound found) {
        put(desk(), "found:" + found.at(), Map.of("waits", "found", "opened", found.opened()));
    }

    private List<MemberId> desk() {
        return members.operators().stream().map(Member::id).toList();
    }

    private void put(List<MemberId> whom, String about, Map<String, Object> what) {
        var items = new ArrayList<Outbox.Item>();
        for (var member : whom) {
            var payload = new HashMap<>(what);
            payload.put("member", member.toString());
            items.add(outbox.dueNow(about + ":" + member, payload));
        }
        outbox.put(TOPIC, items);
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
        var letter = item.payload().has("waits") ? waits(item, language) : decided(item, language);
        return posting.post(item.id().toString(), member.get().email(), language, letter, null, List.of());
    }

    private Letter decided(OutboxItem item, Language language) {
        var state = item.payload().get("state").asString().replace('_', '-');
        var letter = Letter.write(
                        texts.say(language, "collusion.mail.subject"), texts.say(language, "collusion.mail.preview"))
                .say(texts.say(language, "collusion.mail." + state))
                .say(texts.say(language, "collusion.mail.why"));
        return signed(
                letter,
                "collusion.mail.action",
                "/account/cases/" + item.payload().get("case").asString(),
                language);
    }

    private Letter waits(OutboxItem item, Language language) {
        var what = item.payload().get("waits").asString();
        int opened = item.payload().path("opened").asInt(0);
        var letter = Letter.write(
                        texts.say(language, "sham.mail." + what, opened), texts.say(language, "sham.mail.preview"))
                .say(texts.say(language, "sham.mail." + what + "Text", Collusion.APPEAL_DECIDED_WITHIN.toDays()));
        var one = item.payload().path("case").asString("");
        return signed(
                letter,
                "sham.mail.action",
                one.isEmpty() ? "/operate/collusion" : "/operate/collusion/" + one,
                language);
    }

    private Letter signed(Letter.Writer letter, String action, String path, Language language) {
        return letter.add(new Block.Action(texts.say(language, action), settings.link(path)))
                .signed(texts.say(
                        language, "collusion.mail.footer", settings.publicUrl().toString()));
    }
}
