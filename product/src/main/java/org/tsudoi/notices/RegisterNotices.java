package org.tsudoi.notices;

import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.Map;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.tsudoi.members.Member;
import org.tsudoi.members.MemberId;
import org.tsudoi.members.Members;
import org.tsudoi.members.Organiser;
import org.tsudoi.members.OrganiserId;
import org.tsudoi.members.Organisers;
import org.tsudoi.notices.Letter.Block;
import org.tsudoi.platform.PlatformSettings;
import org.tsudoi.platform.outbox.Handled;
import org.tsudoi.platform.outbox.Outbox;
import org.tsudoi.platform.outbox.OutboxHandler;
import org.tsudoi.platform.outbox.OutboxItem;
import org.tsudoi.registers.RegisterNews;
import org.tsudoi.texts.Formats;
import org.tsudoi.texts.Language;
import org.tsudoi.texts.Texts;

/// Tells owners and operators that a registration number in use is not registered any more: from that day on receipts
/// are no qualified invoices.
@Component
class RegisterNotices implements OutboxHandler {
    private static final String TOPIC = "notices.register";

    private final Outbox outbox;
    private final Organisers organisers;
    private final Members members;
    private final Texts texts;
    private final OwnerMail mail;
    private final PlatformSettings settings;

    RegisterNotices(
            Outbox outbox,
            Organisers organisers,
            Members members,
            Texts texts,
            OwnerMail mail,
            PlatformSettings settings) {
        this.outbox = outbox;
        this.organisers = organisers;
        this.members = members;
        this.texts = texts;
        this.mail = mail;
        this.settings = settings;
    }

    @EventListener
    void on(RegisterNews.NumberGone gone) {
        var whom = new LinkedHashSet<>(mail.owners(gone.organiser()));
        members.operators().forEach(operator -> whom.add(operator.id()));
        outbox.put(TOPIC, whom.stream().map(member -> item(member, gone)).toList());
    }

    private Outbox.Item item(MemberId member, RegisterNews.NumberGone gone) {
        var day = gone.on().map(LocalDate::toString).orElse("");
        var number = gone.number().value();
        var organiser = gone.organiser().toString();
        return mail.item(
                member,
                organiser + ":" + number + ":" + day,
                Map.of("organiser", organiser, "number", number, "on", day));
    }

    @Override
    public String topic() {
        return TOPIC;
    }

    /// The organiser's settings say it, too.
    @Override
    public boolean canWait() {
        return true;
    }

    @Override
    public Handled handle(OutboxItem item) {
        var organiser =
                OrganiserId.parse(item.payload().get("organiser").asString()).flatMap(organisers::find);
        return mail.post(
                item,
                reader -> organiser.map(one -> letter(
                        reader,
                        one,
                        item.payload().get("number").asString(),
                        item.payload().get("on").asString())));
    }

    /// @param on empty where it is not to be found
    Letter letter(Member reader, Organiser organiser, String number, String on) {
        var language = Language.of(reader.locale());
        var letter = Letter.write(
                        texts.say(language, "numbers.mail.subject", organiser.name()),
                        texts.say(language, "numbers.mail.preview"))
                .add(new Block.Fact(texts.say(language, "law.registration"), number));
        if (on.isEmpty()) {
            letter.say(texts.say(language, "numbers.mail.notThere"));
        } else {
            var day = new Formats(language).date(LocalDate.parse(on));
            letter.say(texts.say(language, "numbers.mail.ended", day)).say(texts.say(language, "numbers.mail.papers"));
        }
        return letter.say(texts.say(language, "numbers.mail.correct"))
                .add(new Block.Action(
                        texts.say(language, "numbers.mail.action"),
                        settings.link("/organise/" + organiser.slug() + "/settings")))
                .signed(texts.say(language, "mail.footer", settings.publicUrl().toString()));
    }
}
