package org.tsudoi.web.member;

import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.tsudoi.dues.StoredMeans;
import org.tsudoi.members.Member;
import org.tsudoi.memberships.Membership;
import org.tsudoi.memberships.Memberships;
import org.tsudoi.payments.CardConsent;
import org.tsudoi.payments.CardHolder;
import org.tsudoi.payments.NewCards;
import org.tsudoi.payments.SavedCardId;
import org.tsudoi.payments.SavedCards;
import org.tsudoi.platform.PlatformSettings;
import org.tsudoi.platform.Problem;
import org.tsudoi.texts.Language;
import org.tsudoi.texts.Texts;
import org.tsudoi.web.Flash;
import org.tsudoi.web.Pages;

/// Having a card kept without paying, and having it pay the fees of a membership from then on.
@Controller
public class NewCardPages {
    private static final String CARDS = "/account/cards";
    private static final String MEMBERSHIPS = "/account/memberships/";

    private final NewCards cards;
    private final SavedCards saved;
    private final Memberships memberships;
    private final PlatformSettings settings;
    private final Texts texts;

    NewCardPages(NewCards cards, SavedCards saved, Memberships memberships, PlatformSettings settings, Texts texts) {
        this.cards = cards;
        this.saved = saved;
        this.memberships = memberships;
        this.settings = settings;
        this.texts = texts;
    }

    /// @param pays  the membership whose fees it is to pay; empty: none
    /// @param agree needed for that
    @PostMapping(CARDS + "/add")
    ModelAndView add(
            Member member,
            @RequestParam(defaultValue = "") String pays,
            @RequestParam(defaultValue = "") String agree,
            Language language) {
        var membership = own(pays, member);
        if (membership.isPresent() && !agree.equals("yes")) {
            return Pages.seeOther(home(membership), Flash.bad("dues.error.agree"));
        }
        var consent = membership.map(_ -> new CardConsent(texts.say(language, "dues.agree"), language.locale()));
        var page = cards.ask(new NewCards.Wish(
                holder(member),
                member.email().value(),
                consent,
                language.locale(),
                card -> settings.link(back(card, membership)),
                settings.link(home(membership))));
        return page.map(it -> Pages.toProvider(it.url()))
                .orElseGet(() -> Pages.seeOther(home(membership), Flash.bad("cards.notNow")));
    }

    /// Empty when none is named; one of somebody else is not there at all.
    private Optional<Membership> own(String shown, Member member) {
        if (shown.isEmpty()) return Optional.empty();
        var own = memberships.of(member.id()).stream()
                .filter(it -> it.id().toString().equals(shown))
                .filter(it -> !(it instanceof Membership.Ended))
                .findFirst();
        return Optional.of(own.orElseThrow(Problem::notFound));
    }

    private static String home(Optional<Membership> membership) {
        return membership.map(it -> MEMBERSHIPS + it.id()).orElse(CARDS);
    }

    private static String back(SavedCardId card, Optional<Membership> membership) {
        return CARDS + "/added/" + card
                + membership.map(it -> "?pays=" + it.id()).orElse("");
    }

    private static CardHolder holder(Member member) {
        return new CardHolder(member.id().value());
    }

    @GetMapping(CARDS + "/added/{card}")
    ModelAndView added(Member member, @PathVariable String card, @RequestParam(defaultValue = "") String pays) {
        var id = SavedCardId.parse(card).orElseThrow(Problem::notFound);
        var membership = own(pays, member);
        return switch (cards.became(holder(member), id)) {
            case KEPT_NOW -> kept(id, membership, member);
            // Whoever comes back to this page once more may have chosen otherwise since.
            case KEPT -> Pages.seeOther(home(membership), Flash.good("cards.added"));
            case OPEN -> Pages.seeOther(home(membership), Flash.note("cards.notYet"));
            case NOTHING -> Pages.seeOther(home(membership), Flash.bad("cards.notAdded"));
        };
    }

    /// What it pays is said by the address, which anybody may have made up: nothing without their consent.
    private ModelAndView kept(SavedCardId card, Optional<Membership> pays, Member member) {
        if (pays.isEmpty() || saved.agreed(holder(member), card).isEmpty())
            return Pages.seeOther(CARDS, Flash.good("cards.added"));
        memberships.payBy(
                pays.get().id(),
                new StoredMeans(card, false).payBy(),
                member.id().toString());
        return Pages.seeOther(home(pays), Flash.good("cards.addedToPay"));
    }
}
