package org.tsudoi.notices;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.tsudoi.documents.Receipts;
import org.tsudoi.dues.Dues;
import org.tsudoi.members.Member;
import org.tsudoi.members.MemberId;
import org.tsudoi.members.Members;
import org.tsudoi.memberships.ChargeId;
import org.tsudoi.memberships.MembershipNotices;
import org.tsudoi.memberships.MonthlyPlanId;
import org.tsudoi.memberships.MonthlyPlans;
import org.tsudoi.messaging.Mail;
import org.tsudoi.money.Money;
import org.tsudoi.notices.Letter.Block;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.Orders;
import org.tsudoi.platform.PlatformSettings;
import org.tsudoi.platform.outbox.Handled;
import org.tsudoi.platform.outbox.Outbox;
import org.tsudoi.platform.outbox.OutboxHandler;
import org.tsudoi.platform.outbox.OutboxItem;
import org.tsudoi.texts.Formats;
import org.tsudoi.texts.Language;
import org.tsudoi.texts.Texts;

/// What members read of their memberships: what comes, what was paid, what is owed, and what became of a wish.
@Component
class MembershipLetters implements OutboxHandler {
    private static final String TOPIC = "notices.membership";

    private final MonthlyPlans plans;
    private final Members members;
    private final Orders orders;
    private final Receipts receipts;
    private final Words words;
    private final Posting posting;

    /// How it is said.
    @Component
    record Words(Texts texts, PlatformSettings settings) {}

    MembershipLetters(
            MonthlyPlans plans, Members members, Orders orders, Receipts receipts, Words words, Posting posting) {
        this.plans = plans;
        this.members = members;
        this.orders = orders;
        this.receipts = receipts;
        this.words = words;
        this.posting = posting;
    }

    /// Apart from whoever writes: it is asked for by those who are asked when letters are written.
    @Component
    static class Hearing implements MembershipNotices {
        private final Outbox outbox;

        Hearing(Outbox outbox) {
            this.outbox = outbox;
        }

        @Override
        public void tell(Notice notice) {
            var payload = new HashMap<String, Object>(Map.of(
                    "what", notice.what().name(),
                    "membership", notice.membership().toString(),
                    "member", notice.member().toString(),
                    "plan", notice.plan().toString()));
            if (notice.charge() != null) payload.put("charge", notice.charge().toString());
            if (notice.amount() != null) payload.put("amount", notice.amount().minorUnits());
            if (notice.day() != null) payload.put("day", notice.day().toString());
            outbox.put(TOPIC, notice.key(), payload);
        }
    }

    @Override
    public String topic() {
        return TOPIC;
    }

    /// What it says stands on the membership's page, too.
    @Override
    public boolean canWait() {
        return true;
    }

    @Override
    public Handled handle(OutboxItem item) {
        var told = item.payload();
        var member = MemberId.parse(told.get("member").asString()).flatMap(members::find);
        var plan = MonthlyPlanId.parse(told.get("plan").asString()).flatMap(plans::find);
        if (member.isEmpty() || plan.isEmpty()) return Handled.done();
        var currency = plan.get().prices().steps().getFirst().price().currency();
        var day = told.path("day").asString("");
        var order = ChargeId.parse(told.path("charge").asString(""))
                .flatMap(charge -> orders.find(Dues.order(charge)))
                .orElse(null);
        var about = new About(
                MembershipNotices.What.valueOf(told.get("what").asString()),
                member.get(),
                plan.get().name(),
                told.has("amount") ? new Money(told.get("amount").asLong(), currency) : null,
                day.isEmpty() ? null : LocalDate.parse(day),
                order,
                "/account/memberships/" + told.get("membership").asString());
        return posting.post(
                item.id().toString(), member.get().email(), about.language(), letter(about), null, enclosed(about));
    }

    /// @param order of the charge that it is about
    /// @param page  of the membership
    private record About(
            MembershipNotices.What what,
            Member member,
            String plan,
            @Nullable Money amount,
            @Nullable LocalDate day,
            @Nullable Order order,
            String page) {
        Language language() {
            return Language.of(member.locale());
        }
    }

    private Letter letter(About about) {
        var language = about.language();
        var formats = new Formats(language);
        var amount = about.amount == null ? "" : formats.money(about.amount);
        var day = about.day == null ? "" : formats.date(about.day);
        var key = "dues.mail." + about.what.word();
        boolean last = about.what == MembershipNotices.What.PAYMENT_REFUSED && about.day == null;
        var said = say(language, last ? key + ".last" : key + ".text", about.plan, amount, day);
        return Letter.write(say(language, key + ".subject", about.plan), about.plan)
                .say(said)
                .add(toPay(about, language))
                .add(new Block.Link(say(language, "dues.mail.page"), words.settings.link(about.page)))
                .signed(say(language, "mail.footer", words.settings.publicUrl().toString()));
    }

    private String say(Language language, String key, Object... arguments) {
        return words.texts.say(language, key, arguments);
    }

    /// While it can be paid.
    private @Nullable Block toPay(About about, Language language) {
        return about.order instanceof Order.Held || about.order instanceof Order.Paying
                ? new Block.Action(
                        say(language, "dues.mail.pay"), words.settings.link("/orders/" + orders.link(about.order.id())))
                : null;
    }

    /// The receipt with the news that a fee was paid in money.
    private List<Mail.Attachment> enclosed(About about) {
        if (about.what != MembershipNotices.What.PAID
                || about.order == null
                || about.order.toPay().isZero()) {
            return List.of();
        }
        var paper = receipts.original(about.order.id());
        return List.of(new Mail.Attachment(paper.fileName(), "application/pdf", paper.pdf()));
    }
}
