package org.tsudoi.notices;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.tsudoi.members.Member;
import org.tsudoi.members.MemberId;
import org.tsudoi.members.Members;
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

/// Mails the owners of an organiser that a payout came back: nothing more is paid to that account until they change it.
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
        var organiser = organisers.find(returned.organiser());
        if (organiser.isEmpty()) return;
        var slug = organiser.get().slug();
        outbox.put(
                TOPIC,
                organisers.people(returned.organiser()).stream()
                        .filter(acting -> acting.standing() == Standing.OWNER)
                        .map(acting -> item(acting.member(), slug, returned))
                        .toList());
    }

    private Outbox.Item item(MemberId owner, String slug, PayoutNews.Returned returned) {
        return outbox.dueNow(
                returned.payout() + ":" + owner,
                Map.of(
                        "member", owner.toString(),
                        "slug", slug,
                        "amount", returned.amount().minorUnits(),
                        "currency", returned.amount().currency().getCurrencyCode(),
                        "reason", returned.reason().word()));
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
        var owner = MemberId.parse(item.payload().get("member").asString()).flatMap(members::find);
        if (owner.isEmpty()) return Handled.done();
        Member member = owner.get();
        var language = Language.of(member.locale());
        return posting.post(item.id().toString(), member.email(), language, letter(item, language), null, List.of());
    }

    private Letter letter(OutboxItem item, Language language) {
        var amount = Money.of(
                item.payload().get("amount").asLong(),
                item.payload().get("currency").asString());
        var reason = item.payload().get("reason").asString().toLowerCase(Locale.ROOT).replace('_', '-');
        var shown = new Formats(language).money(amount);
        return Letter.write(
                        texts.say(language, "payouts.mail.subject"), texts.say(language, "payouts.mail.preview", shown))
                .say(texts.say(language, "payouts.mail.returned", shown))
                .say(texts.say(language, "payouts.reason." + reason))
                .say(texts.say(language, "payouts.mail.correct"))
                .add(new Block.Action(
                        texts.say(language, "payouts.mail.action"),
                        settings.link(
                                "/organise/" + item.payload().get("slug").asString() + "/payouts")))
                .signed(texts.say(
                        language, "payouts.mail.footer", settings.publicUrl().toString()));
    }
}
