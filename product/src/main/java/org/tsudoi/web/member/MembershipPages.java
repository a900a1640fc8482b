package org.tsudoi.web.member;

import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.tsudoi.dues.Dues;
import org.tsudoi.dues.StoredMeans;
import org.tsudoi.members.Member;
import org.tsudoi.memberships.Charge;
import org.tsudoi.memberships.Fee;
import org.tsudoi.memberships.LeavingRefund;
import org.tsudoi.memberships.Membership;
import org.tsudoi.memberships.Memberships;
import org.tsudoi.memberships.MonthlyPlan;
import org.tsudoi.memberships.MonthlyPlans;
import org.tsudoi.memberships.PayBy;
import org.tsudoi.money.Money;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.Orders;
import org.tsudoi.payments.CardConsent;
import org.tsudoi.payments.CardHolder;
import org.tsudoi.payments.SavedCard;
import org.tsudoi.payments.SavedCardId;
import org.tsudoi.payments.SavedCards;
import org.tsudoi.payments.SavedMeans;
import org.tsudoi.payments.SavedWallet;
import org.tsudoi.platform.Problem;
import org.tsudoi.texts.Language;
import org.tsudoi.texts.Texts;
import org.tsudoi.web.Flash;
import org.tsudoi.web.Form;
import org.tsudoi.web.Pages;

/// One's own membership: what comes, what is owed, what it is paid by, what was charged, and leaving at once.
@Controller
public class MembershipPages {
    private static final String PAGE = "member/membership";
    private static final String HOME = "/account/memberships/";
    private static final int COMING = 3;

    private final Memberships memberships;
    private final MonthlyPlans plans;
    private final Orders orders;
    private final SavedCards cards;
    private final Texts texts;
    private final Clock clock;

    MembershipPages(
            Memberships memberships, MonthlyPlans plans, Orders orders, SavedCards cards, Texts texts, Clock clock) {
        this.memberships = memberships;
        this.plans = plans;
        this.orders = orders;
        this.cards = cards;
        this.texts = texts;
        this.clock = clock;
    }

    /// @param toPay   the page of what is owed, or can be paid by now; null when nothing is
    /// @param owedNow whether its period has begun: whatever pays by itself is charged it at once
    /// @param charges the newest first
    /// @param means   cards and wallets that are kept
    /// @param canKeepCard whether another card may be added
    /// @param canKeepWallet whether a wallet may be added
    /// @param back    what comes back when it is left at once
    public record MembershipView(
            MonthlyPlan plan,
            Membership membership,
            String state,
            List<Fee> coming,
            @Nullable ChargeView toPay,
            boolean owedNow,
            List<ChargeView> charges,
            List<SavedMeans> means,
            boolean canKeepCard,
            boolean canKeepWallet,
            Money back) {
        public boolean hasCard() {
            return means.stream().anyMatch(SavedCard.class::isInstance);
        }

        public boolean hasWallet() {
            return means.stream().anyMatch(SavedWallet.class::isInstance);
        }

        public boolean isRunning() {
            return !(membership instanceof Membership.Ended);
        }

        public boolean mayLeaveNow() {
            return membership instanceof Membership.Active || membership instanceof Membership.Leaving;
        }
    }

    /// @param page of its order; null when it has none
    /// @param state the end of the text's key
    /// @param paidInMoney whether there is a receipt
    public record ChargeView(
            Charge charge, String state, @Nullable String page, boolean paidInMoney, Money back) {}

    @GetMapping("/account/memberships")
    ModelAndView all() {
        return Pages.seeOther("/account/salons");
    }

    @GetMapping("/account/memberships/{id}")
    ModelAndView show(@PathVariable String id, Member member) {
        var own = own(id, member);
        return Pages.show(PAGE, "view", view(own), "form", form(memberships.payBy(own.id())));
    }

    private static Form form(PayBy by) {
        var form = Form.blank().with("by", word(by));
        boolean pointsFirst = by instanceof PayBy.Stored stored
                && StoredMeans.of(stored).filter(StoredMeans::pointsFirst).isPresent();
        return pointsFirst ? form.ticked("pointsFirst", "yes") : form;
    }

    /// One of somebody else is not there at all.
    private Membership own(String shown, Member member) {
        return memberships.of(member.id()).stream()
                .filter(it -> it.id().toString().equals(shown))
                .findFirst()
                .orElseThrow(Problem::notFound);
    }

    private static String word(PayBy by) {
        return switch (by) {
            case PayBy.Invoice _ -> "hand";
            case PayBy.Points _ -> "points";
            case PayBy.Stored stored ->
                StoredMeans.of(stored).map(it -> it.card().toString()).orElse("");
        };
    }

    private MembershipView view(Membership membership) {
        var charges = memberships.charges(membership.id()).reversed().stream()
                .map(this::charge)
                .toList();
        var toPay = charges.stream().filter(it -> isOwed(it, membership)).findFirst();
        var plan = plans.find(membership.agreement().plan()).orElseThrow();
        return new MembershipView(
                plan,
                membership,
                SalonWords.state(membership),
                memberships.coming(membership.id(), COMING),
                toPay.orElse(null),
                toPay.filter(it -> isBegun(it.charge, membership)).isPresent(),
                charges,
                cards.means(new CardHolder(membership.agreement().member().value())),
                cards.canKeep(),
                cards.canKeepWallets(),
                back(membership, plan));
    }

    private boolean isBegun(Charge charge, Membership membership) {
        return !charge.terms().period().from().isAfter(membership.agreement().day(clock.instant()));
    }

    private ChargeView charge(Charge charge) {
        var order = orders.find(Dues.order(charge.id()));
        var none = Money.zero(charge.terms().amount().currency());
        return new ChargeView(
                charge,
                state(charge),
                order.map(it -> "/orders/" + orders.link(it.id())).orElse(null),
                order.filter(it -> it instanceof Order.Paid || it instanceof Order.Cancelled)
                        .filter(it -> it.toPay().isPositive())
                        .isPresent(),
                charge instanceof Charge.Paid paid ? paid.back() : none);
    }

    private static String state(Charge charge) {
        return switch (charge) {
            case Charge.Paid _ -> "paid";
            case Charge.Free _ -> "free";
            case Charge.Declined _ -> "refused";
            case Charge.Dropped _ -> "dropped";
            case Charge.Waiting _ -> "waits";
            case Charge.Due _, Charge.Sent _, Charge.Unknown _ -> "asked";
        };
    }

    private boolean isOwed(ChargeView view, Membership membership) {
        boolean open = view.charge instanceof Charge.Waiting || view.charge instanceof Charge.Declined;
        return open
                && !(membership instanceof Membership.Ended)
                && orders.find(Dues.order(view.charge.id()))
                        .filter(JoiningPages::isOpen)
                        .isPresent();
    }

    /// By the rule that was agreed to; the same sum as is given back.
    private Money back(Membership membership, MonthlyPlan plan) {
        var none = Money.zero(plan.prices().steps().getFirst().price().currency());
        if (membership.agreement().leaving() != LeavingRefund.PRORATED) return none;
        var today = membership.agreement().day(clock.instant());
        return memberships.charges(membership.id()).stream()
                .filter(it -> it.terms().period().number() == membership.lastPeriod())
                .filter(Charge.Paid.class::isInstance)
                .map(Charge.Paid.class::cast)
                .map(it -> Fee.unused(it.left(), it.terms().period(), today))
                .findFirst()
                .orElse(none);
    }

    @PostMapping("/account/memberships/{id}/means")
    ModelAndView means(
            @PathVariable String id,
            Member member,
            @RequestParam MultiValueMap<String, String> typed,
            Language language) {
        var own = own(id, member);
        var form = Form.of(typed);
        var by = form.choice("by", word -> by(word, form.has("pointsFirst", "yes"), member));
        if (by.isPresent() && by.get() instanceof PayBy.Stored stored && !isAgreed(stored, member)) {
            if (!form.has("agree", "yes")) form.wrong("agree", "dues.error.agree");
            else StoredMeans.of(stored).ifPresent(it -> cards.agree(holder(member), it.card(), agreed(language)));
        }
        if (by.isEmpty() || !form.isGood()) return Pages.again(PAGE, "view", view(own), "form", form);
        memberships.payBy(own.id(), by.get(), member.id().toString());
        if (by.get() instanceof PayBy.Stored stored && !isAgreed(stored, member)) {
            // It was removed at the same time.
            memberships.payBy(own.id(), new PayBy.Invoice(), member.id().toString());
        }
        return Pages.seeOther(HOME + own.id(), Flash.good("dues.meansChanged"));
    }

    private CardConsent agreed(Language language) {
        return new CardConsent(texts.say(language, "dues.agree"), language.locale());
    }

    private Optional<PayBy> by(String word, boolean pointsFirst, Member member) {
        return switch (word) {
            case "hand" -> Optional.of(new PayBy.Invoice());
            case "points" -> Optional.of(new PayBy.Points());
            default ->
                SavedCardId.parse(word)
                        .flatMap(id -> cards.findMeans(holder(member), id))
                        .map(means -> new StoredMeans(means.id(), pointsFirst).payBy());
        };
    }

    private boolean isAgreed(PayBy.Stored stored, Member member) {
        return StoredMeans.of(stored)
                .flatMap(it -> cards.agreed(holder(member), it.card()))
                .isPresent();
    }

    private static CardHolder holder(Member member) {
        return new CardHolder(member.id().value());
    }

    /// @param back what the page said comes back: another day may have begun since
    @PostMapping("/account/memberships/{id}/leave-now")
    ModelAndView leaveNow(@PathVariable String id, Member member, @RequestParam(defaultValue = "") String back) {
        var own = own(id, member);
        var shown = view(own);
        if (!Objects.equals(back, Long.toString(shown.back().minorUnits()))) {
            return Pages.seeOther(HOME + own.id(), Flash.note("confirm.changed"));
        }
        memberships.leaveAtOnce(own.id(), member.id().toString());
        return Pages.seeOther(HOME + own.id(), Flash.good("salons.over"));
    }
}
