package org.tsudoi.web.member;

import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.tsudoi.dues.StoredMeans;
import org.tsudoi.members.Member;
import org.tsudoi.memberships.Membership;
import org.tsudoi.memberships.MembershipId;
import org.tsudoi.memberships.Memberships;
import org.tsudoi.memberships.MonthlyPlans;
import org.tsudoi.memberships.PayBy;
import org.tsudoi.payments.CardHolder;
import org.tsudoi.payments.SavedCardId;
import org.tsudoi.payments.SavedCards;
import org.tsudoi.payments.SavedMeans;
import org.tsudoi.payments.SavedWallet;
import org.tsudoi.platform.Problem;
import org.tsudoi.web.Flash;
import org.tsudoi.web.Pages;

/// One's own cards and wallets: which are kept, what each is charged for by the month, and removing them.
@Controller
public class CardPages {
    private static final String HOME = "/account/cards";

    private final SavedCards cards;
    private final Memberships memberships;
    private final MonthlyPlans plans;

    CardPages(SavedCards cards, Memberships memberships, MonthlyPlans plans) {
        this.cards = cards;
        this.memberships = memberships;
        this.plans = plans;
    }

    /// As it is printed on cards everywhere: month and year.
    public static String printed(YearMonth expires) {
        return "%02d/%02d".formatted(expires.getMonthValue(), expires.getYear() % 100);
    }

    /// @param canKeep whether a card may be added
    /// @param canKeepWallets whether wallets may be among them
    public record Own(List<CardView> cards, boolean canKeep, boolean canKeepWallets, ZoneId zone) {}

    /// @param pays     what is charged to it by the month
    /// @param consents by which words its holder agreed to that
    public record CardView(SavedMeans means, List<Paid> pays, List<SavedCards.Agreed> consents) {
        public boolean isUsed() {
            return !pays.isEmpty();
        }

        public boolean isWallet() {
            return means instanceof SavedWallet;
        }
    }

    public record Paid(MembershipId membership, String plan) {}

    @GetMapping(HOME)
    ModelAndView show(Member member) {
        var paid = paid(member);
        var own = cards.means(holder(member)).stream()
                .map(means -> view(means, paid))
                .toList();
        return Pages.show("member/cards", "own", new Own(own, cards.canKeep(), cards.canKeepWallets(), member.zone()));
    }

    private CardView view(SavedMeans means, Map<SavedCardId, List<Paid>> paid) {
        return new CardView(means, paid.getOrDefault(means.id(), List.of()), cards.consents(means));
    }

    private Map<SavedCardId, List<Paid>> paid(Member member) {
        var paid = new HashMap<SavedCardId, List<Paid>>();
        for (var membership : memberships.of(member.id())) {
            if (membership instanceof Membership.Ended) continue;
            if (!(memberships.payBy(membership.id()) instanceof PayBy.Stored stored)) continue;
            StoredMeans.of(stored)
                    .ifPresent(means -> paid.computeIfAbsent(means.card(), _ -> new ArrayList<>())
                            .add(new Paid(membership.id(), name(membership))));
        }
        return paid;
    }

    private String name(Membership membership) {
        return plans.find(membership.agreement().plan()).orElseThrow().name();
    }

    /// Before one goes by which something is paid, its holder reads what follows.
    @PostMapping(HOME + "/{id}/remove")
    ModelAndView remove(Member member, @PathVariable String id, @RequestParam(defaultValue = "false") boolean sure) {
        var means = SavedCardId.parse(id)
                .flatMap(one -> cards.findMeans(holder(member), one))
                .orElseThrow(Problem::notFound);
        var view = view(means, paid(member));
        if (view.isUsed() && !sure) return Pages.show("member/card-remove", "view", view);
        cards.forget(means.holder(), means.id());
        // Read again: something may have been set to be paid by it since.
        paid(member)
                .getOrDefault(means.id(), List.of())
                .forEach(one -> memberships.payBy(
                        one.membership, new PayBy.Invoice(), member.id().toString()));
        return Pages.seeOther(HOME, Flash.good(forgotten(view)));
    }

    private static String forgotten(CardView view) {
        if (view.isWallet()) return view.isUsed() ? "wallets.forgottenByHand" : "wallets.forgotten";
        return view.isUsed() ? "cards.forgottenByHand" : "cards.forgotten";
    }

    private static CardHolder holder(Member member) {
        return new CardHolder(member.id().value());
    }
}
