package org.tsudoi.notices;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.tsudoi.members.Member;
import org.tsudoi.members.MemberId;
import org.tsudoi.members.Members;
import org.tsudoi.members.Organiser;
import org.tsudoi.members.OrganiserId;
import org.tsudoi.members.Organisers;
import org.tsudoi.members.Standing;
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
    private final Posting posting;
    private final PlatformSettings settings;

    RegisterNotices(
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
    void on(RegisterNews.NumberGone gone) {
        var whom = new LinkedHashSet<MemberId>();
        organisers.people(gone.organiser()).stream()
                .filter(acting -> acting.standing() == Standing.OWNER)
                .forEach(owner -> whom.add(owner.member()));
        members.operators().forEach(operator -> whom.add(operator.id()));
        outbox.put(TOPIC, whom.stream().map(member -> item(member, gone)).toList());
    }

    private Outbox.Item item(MemberId member, RegisterNews.NumberGone gone) {
        var day = gone.on().map(LocalDate::toString).orElse("");
        var what = new HashMap<String, Object>();
        what.put("member", member.toString());
        what.put("organiser", gone.organiser().toString());
        what.put("number", gone.number().value());
        what.put("on", day);
        return outbox.dueNow(gone.organiser() + ":" + gone.number().value() + ":" + day + ":" + member, what);
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
        var member = MemberId.parse(item.payload().get("member").asString()).flatMap(members::find);
        var organiser =
                OrganiserId.parse(item.payload().get("organiser").asString()).flatMap(organisers::find);
        if (member.isEmpty() || organiser.isEmpty()) return Handled.done();
        return posting.post(
                item.id().toString(),
                member.get().email(),
                Language.of(member.get().locale()),
                letter(
                        member.get(),
                        organiser.get(),
                        item.payload().get("number").asString(),
                        item.payload().get("on").asString()),
                null,
                List.of());
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
