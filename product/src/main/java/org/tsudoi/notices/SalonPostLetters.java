package org.tsudoi.notices;

import org.springframework.stereotype.Component;
import org.tsudoi.members.Member;
import org.tsudoi.members.MemberId;
import org.tsudoi.members.Members;
import org.tsudoi.memberships.Memberships;
import org.tsudoi.memberships.MonthlyPlan;
import org.tsudoi.memberships.MonthlyPlanId;
import org.tsudoi.memberships.MonthlyPlans;
import org.tsudoi.memberships.Post;
import org.tsudoi.memberships.PostId;
import org.tsudoi.memberships.Posts;
import org.tsudoi.notices.Letter.Block;
import org.tsudoi.platform.PlatformSettings;
import org.tsudoi.platform.outbox.Handled;
import org.tsudoi.platform.outbox.OutboxHandler;
import org.tsudoi.platform.outbox.OutboxItem;
import org.tsudoi.texts.Language;
import org.tsudoi.texts.Texts;

/// Tells one member of one post: how it begins, and where to read it. Looked at once more before it is sent: whoever is
/// not let in any more, or wants no such mail, gets none; nor does anybody of what was removed.
@Component
class SalonPostLetters implements OutboxHandler {
    static final String TOPIC = "notices.salon-post-reader";
    private static final int BEGINNING = 200;

    private final Salons salons;
    private final Members members;
    private final SalonPostMails mails;
    private final Posting posting;
    private final Texts texts;
    private final PlatformSettings settings;

    @Component
    record Salons(MonthlyPlans plans, Memberships memberships, Posts posts) {}

    SalonPostLetters(
            Salons salons,
            Members members,
            SalonPostMails mails,
            Posting posting,
            Texts texts,
            PlatformSettings settings) {
        this.salons = salons;
        this.members = members;
        this.mails = mails;
        this.posting = posting;
        this.texts = texts;
        this.settings = settings;
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
        var told = item.payload();
        var plan = MonthlyPlanId.parse(told.get("plan").asString()).flatMap(salons.plans::find);
        var member = MemberId.parse(told.get("member").asString()).flatMap(members::find);
        if (plan.isEmpty() || member.isEmpty() || !wants(plan.get(), member.get())) return Handled.done();
        var post = PostId.parse(told.get("post").asString())
                .flatMap(id -> salons.posts.find(plan.get().id(), id));
        if (post.isEmpty()) return Handled.done();
        var language = Language.of(member.get().locale());
        var off = settings.link("/salon-mails/"
                + mails.link(
                        new SalonPostMails.Reader(plan.get().id(), member.get().id())));
        return posting.postUnlessUnwanted(
                item.id().toString(),
                member.get().email(),
                language,
                letter(plan.get(), post.get(), language, off),
                off + "/off");
    }

    private boolean wants(MonthlyPlan plan, Member member) {
        return salons.memberships.isOpenTo(plan.id(), member.id()) && mails.areWanted(plan.id(), member.id());
    }

    private Letter letter(MonthlyPlan plan, Post post, Language language, String off) {
        var salon = settings.link("/salons/" + plan.id());
        return Letter.write(texts.say(language, "salonowner.mail.subject", plan.name(), post.title()), post.title())
                .say(texts.say(language, "salonowner.mail.lead", plan.name()))
                .add(new Block.Heading(post.title()))
                .say(beginning(post.body()))
                .add(new Block.Action(texts.say(language, "salonowner.mail.read"), salon))
                .add(new Block.Link(texts.say(language, "salonowner.mail.off", plan.name()), off))
                .signed(texts.say(language, "mail.footer", settings.publicUrl().toString()));
    }

    private static String beginning(String body) {
        return body.codePointCount(0, body.length()) <= BEGINNING
                ? body
                : body.substring(0, body.offsetByCodePoints(0, BEGINNING)).strip() + "…";
    }
}
