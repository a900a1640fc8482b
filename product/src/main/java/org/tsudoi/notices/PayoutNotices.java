package org.tsudoi.notices;

import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.tsudoi.members.Member;
import org.tsudoi.members.OrganiserId;
import org.tsudoi.members.Organisers;
import org.tsudoi.money.Money;
import org.tsudoi.notices.Letter.Block;
import org.tsudoi.payouts.PayoutNews;
import org.tsudoi.platform.PlatformSettings;
import org.tsudoi.platform.outbox.Handled;
import org.tsudoi.platform.outbox.Outbox;
import org.tsudoi.platform.outbox.OutboxHandler;
import org.tsudoi.platform.outbox.OutboxItem;
import org.tsudoi.texts.Formats;
import org.tsudoi.texts.Language;
import org.tsudoi.texts.Texts;

/// Mails the owners of an organiser that its account was changed, so that they notice if it was none of them, and that
/// a payout came back.
@Component
class PayoutNotices implements OutboxHandler {
    private static final String TOPIC = "notices.payouts";

    private final Outbox outbox;
    private final Organisers organisers;
    private final Texts texts;
    private final OwnerMail mail;
    private final PlatformSettings settings;

    PayoutNotices(Outbox outbox, Organisers organisers, Texts texts, OwnerMail mail, PlatformSettings settings) {
        this.outbox = outbox;
        this.organisers = organisers;
        this.texts = texts;
        this.mail = mail;
        this.settings = settings;
    }

    @EventListener
    void on(PayoutNews.Returned returned) {
        tell(
                returned.organiser(),
                returned.payout().toString(),
                Map.of(
                        "amount", returned.amount().minorUnits(),
                        "currency", returned.amount().currency().getCurrencyCode(),
                        "reason", returned.reason().word()));
    }

    @EventListener
    void on(PayoutNews.AccountChanged changed) {
        tell(
                changed.organiser(),
                changed.account().toString(),
                Map.of("heldUntil", changed.heldUntil().toString()));
    }

    private void tell(OrganiserId organiser, String about, Map<String, Object> what) {
        var slug = organisers.find(organiser).map(found -> found.slug());
        if (slug.isEmpty()) return;
        var payload = new HashMap<>(what);
        payload.put("slug", slug.get());
        outbox.put(
                TOPIC,
                mail.owners(organiser).stream()
                        .map(owner -> mail.item(owner, about, payload))
                        .toList());
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
        return mail.post(item, owner -> {
            var language = Language.of(owner.locale());
            var letter = item.payload().has("reason") ? cameBack(item, language) : changed(item, owner, language);
            return Optional.of(signed(letter, item, language));
        });
    }

    private Letter.Writer cameBack(OutboxItem item, Language language) {
        var amount = new Formats(language)
                .money(Money.of(
                        item.payload().get("amount").asLong(),
                        item.payload().get("currency").asString()));
        var reason =
                item.payload().get("reason").asString().toLowerCase(Locale.ROOT).replace('_', '-');
        var letter = Letter.write(
                        texts.say(language, "payouts.mail.subject"),
                        texts.say(language, "payouts.mail.preview", amount))
                .say(texts.say(language, "payouts.mail.returned", amount))
                .say(texts.say(language, "payouts.reason." + reason));
        // Their account may be right.
        return reason.equals("refused") ? letter : letter.say(texts.say(language, "payouts.mail.correct"));
    }

    private Letter.Writer changed(OutboxItem item, Member member, Language language) {
        var until = new Formats(language)
                .dateTime(Instant.parse(item.payload().get("heldUntil").asString()), member.zone());
        return Letter.write(
                        texts.say(language, "payouts.mail.changed"), texts.say(language, "payouts.mail.changedPreview"))
                .say(texts.say(language, "payouts.mail.changedText", until))
                .say(texts.say(language, "payouts.mail.notYou"));
    }

    private Letter signed(Letter.Writer letter, OutboxItem item, Language language) {
        var path = "/organise/" + item.payload().get("slug").asString() + "/payouts";
        return letter.add(new Block.Action(texts.say(language, "payouts.mail.action"), settings.link(path)))
                .signed(texts.say(
                        language, "payouts.mail.footer", settings.publicUrl().toString()));
    }
}
