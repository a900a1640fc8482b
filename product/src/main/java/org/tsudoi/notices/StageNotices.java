package org.tsudoi.notices;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.tsudoi.members.Member;
import org.tsudoi.members.MemberId;
import org.tsudoi.members.Members;
import org.tsudoi.platform.outbox.Handled;
import org.tsudoi.platform.outbox.Outbox;
import org.tsudoi.platform.outbox.OutboxHandler;
import org.tsudoi.platform.outbox.OutboxItem;
import org.tsudoi.stages.StageNews;
import org.tsudoi.texts.Language;

/// Tells members of new guidelines, of their stage, and of what was decided about them, and operators of what waits for
/// one of them.
@Component
class StageNotices implements OutboxHandler {
    private static final String TOPIC = "notices.stages";

    private final Outbox outbox;
    private final Members members;
    private final StageLetters letters;
    private final Posting posting;

    StageNotices(Outbox outbox, Members members, StageLetters letters, Posting posting) {
        this.outbox = outbox;
        this.members = members;
        this.letters = letters;
        this.posting = posting;
    }

    @EventListener
    void on(StageNews news) {
        switch (news) {
            case StageNews.GuidelineWritten(var version, var teaching) ->
                put(teaching, "guideline", Integer.toString(version));
            case StageNews.StageChanged it ->
                put(List.of(it.member()), "stage-" + it.why().word(), it.reference());
            case StageNews.SanctionInForce it ->
                put(List.of(it.member()), "decided", it.sanction().toString());
            case StageNews.SanctionAnswered it ->
                put(
                        List.of(it.member()),
                        it.lifted() ? "lifted" : "upheld",
                        it.sanction().toString());
            case StageNews.KeptFromOrdering it ->
                put(List.of(it.member()), "kept-out", it.sanction().toString(), ":" + it.day());
            case StageNews.SanctionWaits it ->
                put(
                        members.operators().stream().map(Member::id).toList(),
                        "waits",
                        it.sanction().toString());
        }
    }

    private void put(List<MemberId> whom, String what, String about) {
        put(whom, what, about, "");
    }

    /// @param time one of several times that it is told
    private void put(List<MemberId> whom, String what, String about, String time) {
        var items = new ArrayList<Outbox.Item>();
        for (var member : whom) {
            Map<String, Object> payload = new HashMap<>();
            payload.put("member", member.toString());
            payload.put("what", what);
            payload.put("about", about);
            items.add(outbox.dueNow(what + ":" + about + time + ":" + member, payload));
        }
        outbox.put(TOPIC, items);
    }

    @Override
    public String topic() {
        return TOPIC;
    }

    /// Their pages say it, too.
    @Override
    public boolean canWait() {
        return true;
    }

    @Override
    public Handled handle(OutboxItem item) {
        Optional<Member> member =
                MemberId.parse(item.payload().get("member").asString()).flatMap(members::find);
        if (member.isEmpty()) return Handled.done();
        var letter = letters.write(
                item.payload().get("what").asString(),
                item.payload().get("about").asString(),
                member.get());
        if (letter.isEmpty()) return Handled.done();
        return posting.post(
                item.id().toString(),
                member.get().email(),
                Language.of(member.get().locale()),
                letter.get(),
                null,
                List.of());
    }
}
