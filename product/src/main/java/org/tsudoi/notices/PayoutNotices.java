package org.tsudoi.notices;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.tsudoi.members.Member;
import org.tsudoi.members.MemberId;
import org.tsudoi.members.Members;
import org.tsudoi.members.OrganiserId;
import org.tsudoi.members.Organisers;
import org.tsudoi.members.Standing;
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
/// a
/// payout came back.
@Component
class PayoutNotices implements OutboxHandler {
    private static final String TOPIC = "notices.payouts";

    private final Outbox outbox;
    private final Organisers organisers;
    private final Members members;
    private final Texts texts;
    private final Posting posting;
    private final PlatformSettings settings;

    PayoutNotices(
            Outbox outbox,
            Organisers organisers,
            Members members,
            Texts texts,
            Posting posting,
            PlatformSettings settings) {
        this.outbox = outbox;
        this.organisers = organisers;
        this.members = members;
        this.texts = texts;
        this.posting = posting;
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
        outbox.put(
                TOPIC,
                organisers.people(organiser).stream()
                        .filter(acting -> acting.standing() == Standing.OWNER)
                        .map(acting -> item(acting.member(), slug.get(), about, what))
                        .toList());
    }

    private Outbox.Item item(MemberId owner, String slug, String about, Map<String, Object> what) {
        var payload = new HashMap<>(what);
        payload.put("member", owner.toString());
        payload.put("slug", slug);
        return outbox.dueNow(about + ":" + owner, payload);
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
        Optional<Member> owner =
                MemberId.parse(item.payload().get("member").asString()).flatMap(members::find);
        if (owner.isEmpty()) return Handled.done();
        var member = owner.get();
        var language = Language.of(member.locale());
        var letter = item.payload().has("reason") ? cameBack(item, language) : changed(item, member, language);
        return posting.post(
                item.id().toString(), member.email(), language, signed(letter, item, language), null, List.of());
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
