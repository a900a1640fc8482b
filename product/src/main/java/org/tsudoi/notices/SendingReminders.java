package org.tsudoi.notices;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.tsudoi.notices.Letter.Block;
import org.tsudoi.platform.PlatformSettings;
import org.tsudoi.platform.outbox.Handled;
import org.tsudoi.platform.outbox.OutboxHandler;
import org.tsudoi.platform.outbox.OutboxItem;
import org.tsudoi.texts.Texts;

/// Sends what was noted, to whoever wants it. Whoever does not any more says so by a link, or by the button that mail
/// programs make of it (RFC 8058).
@Component
class SendingReminders implements OutboxHandler {
    private final Map<String, Reminder> all;
    private final Reminders reminders;
    private final Posting posting;
    private final Texts texts;
    private final PlatformSettings settings;
    private final Clock clock;

    SendingReminders(
            List<Reminder> all,
            Reminders reminders,
            Posting posting,
            Texts texts,
            PlatformSettings settings,
            Clock clock) {
        this.all = all.stream().collect(Collectors.toUnmodifiableMap(Reminder::name, Function.identity()));
        this.reminders = reminders;
        this.posting = posting;
        this.texts = texts;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public String topic() {
        return NotingReminders.TOPIC;
    }

    @Override
    public boolean canWait() {
        return true;
    }

    @Override
    public Handled handle(OutboxItem item) {
        var reminder = all.get(item.payload().get("of").asString());
        if (reminder == null) return Handled.giveUp("nobody reminds of that any more");
        return reminder.mailing(item.payload(), clock.instant())
                .filter(mail -> !mail.mayBeOff() || reminders.maySend(mail.member(), mail.to()))
                .map(mail -> send(item, mail))
                .orElseGet(Handled::done);
    }

    private Handled send(OutboxItem item, Reminder.Mailing mail) {
        if (!mail.mayBeOff()) {
            return posting.post(item.id().toString(), mail.to(), mail.language(), mail.letter(), null, List.of());
        }
        var off = settings.link("/reminders/" + reminders.link(mail.to()));
        var letter = mail.letter().with(new Block.Link(texts.say(mail.language(), "soon.off"), off));
        return posting.postUnlessUnwanted(item.id().toString(), mail.to(), mail.language(), letter, off + "/off");
    }
}
