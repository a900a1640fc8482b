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
import org.tsudoi.reconciliation.Reconciliation.AlarmRaised;
import org.tsudoi.texts.Language;
import org.tsudoi.texts.Texts;

/// Mails those who run the instance, once a day and when something new is found, that money differs somewhere or that
/// nobody has looked.
@Component
class ReconciliationNotices implements OutboxHandler {
    private static final String TOPIC = "notices.reconciliation";
    private static final String PAGE = "/operate/reconciliation";

    private final Outbox outbox;
    private final Members members;
    private final Texts texts;
    private final Posting posting;
    private final PlatformSettings settings;

    ReconciliationNotices(Outbox outbox, Members members, Texts texts, Posting posting, PlatformSettings settings) {
        this.outbox = outbox;
        this.members = members;
        this.texts = texts;
        this.posting = posting;
        this.settings = settings;
    }

    @EventListener
    void on(AlarmRaised raised) {
        outbox.put(
                TOPIC,
                members.operators().stream()
                        .map(operator -> item(operator, raised))
                        .toList());
    }

    private Outbox.Item item(Member operator, AlarmRaised raised) {
        var alarm = raised.alarm();
        return outbox.dueNow(
                raised.at() + ":" + operator.id(),
                Map.of(
                        "member", operator.id().toString(),
                        "day", raised.day().toString(),
                        "money", alarm.money(),
                        "overdue", alarm.overdue(),
                        "late", alarm.late()));
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
        var operator = MemberId.parse(item.payload().get("member").asString()).flatMap(members::find);
        if (operator.isEmpty()) return Handled.done();
        var language = Language.of(operator.get().locale());
        return posting.post(
                item.id().toString(), operator.get().email(), language, letter(item, language), null, List.of());
    }

    private Letter letter(OutboxItem item, Language language) {
        int money = item.payload().path("money").asInt();
        int overdue = item.payload().path("overdue").asInt();
        var day = LocalDate.parse(item.payload().path("day").asString());
        var letter = Letter.write(
                texts.say(language, "reconciliation.mail.subject"),
                texts.say(language, "reconciliation.mail.preview", day.toString()));
        if (money > 0) letter.say(texts.say(language, "reconciliation.mail.money", money));
        if (overdue > 0) letter.say(texts.say(language, "reconciliation.mail.overdue", overdue));
        if (item.payload().path("late").asBoolean(false)) letter.say(texts.say(language, "reconciliation.late"));
        return letter.add(new Block.Action(texts.say(language, "reconciliation.mail.action"), settings.link(PAGE)))
                .signed(texts.say(
                        language,
                        "reconciliation.mail.footer",
                        settings.publicUrl().toString()));
    }
}
