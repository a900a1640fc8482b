package org.tsudoi.web.member;

import java.time.Duration;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.tsudoi.dues.NewMeans;
import org.tsudoi.members.Member;
import org.tsudoi.memberships.Membership;
import org.tsudoi.memberships.Memberships;
import org.tsudoi.payments.CardConsent;
import org.tsudoi.payments.CardHolder;
import org.tsudoi.payments.NewCards;
import org.tsudoi.payments.NewCards.Kind;
import org.tsudoi.payments.SavedCardId;
import org.tsudoi.platform.PlatformSettings;
import org.tsudoi.platform.Problem;
import org.tsudoi.texts.Language;
import org.tsudoi.texts.Texts;
import org.tsudoi.web.Flash;
import org.tsudoi.web.Pages;
import org.tsudoi.web.RateLimits;

/// Having a card or a wallet kept without paying, and having it pay the fees of a membership from then on.
@Controller
public class NewCardPages {
    private static final String CARDS = "/account/cards";
    private static final String MEMBERSHIPS = "/account/memberships/";
    private static final String WALLET = "paypal";

    /// Each asks the provider for a page.
    private static final RateLimits.Limit ASKED = new RateLimits.Limit("cards.add", 10, Duration.ofMinutes(10));

    private final NewCards cards;
    private final NewMeans means;
    private final Memberships memberships;
    private final RateLimits limits;
    private final PlatformSettings settings;
    private final Texts texts;

    NewCardPages(
            NewCards cards,
            NewMeans means,
            Memberships memberships,
            RateLimits limits,
            PlatformSettings settings,
            Texts texts) {
        this.cards = cards;
        this.means = means;
        this.memberships = memberships;
        this.limits = limits;
        this.settings = settings;
        this.texts = texts;
    }

    /// @param by    what is to be kept; a wallet is kept for fees alone
    /// @param pays  the membership whose fees it is to pay; empty: none
    /// @param agree needed for that
    @PostMapping(CARDS + "/add")
    ModelAndView add(
            Member member,
            @RequestParam(defaultValue = "") String by,
            @RequestParam(defaultValue = "") String pays,
            @RequestParam(defaultValue = "") String agree,
            Language language) {
        var membership = own(pays, member);
        var kind = kind(by);
        if (kind == Kind.WALLET && membership.isEmpty()) throw Problem.notFound();
        if (membership.isPresent() && !agree.equals("yes")) {
            return Pages.seeOther(home(membership), Flash.bad(words(kind, "dues.error.agree", "wallets.error.agree")));
        }
        limits.take(ASKED, member.id().toString());
        var words = words(kind, "dues.agree", "wallets.agree");
        var page = cards.ask(new NewCards.Wish(
                holder(member),
                kind,
                member.email().value(),
                membership.map(_ -> new CardConsent(texts.say(language, words), language.locale())),
                membership.map(it -> means.purpose(it.id())).orElse(null),
                language.locale(),
                card -> settings.link(back(card, membership, kind)),
                settings.link(home(membership))));
        return page.map(it -> Pages.toProvider(it.url()))
                .orElseGet(() ->
                        Pages.seeOther(home(membership), Flash.bad(words(kind, "cards.notNow", "wallets.notNow"))));
    }

    private static Kind kind(String by) {
        return by.equals(WALLET) ? Kind.WALLET : Kind.CARD;
    }

    private static String words(Kind kind, String card, String wallet) {
        return kind == Kind.CARD ? card : wallet;
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

    private static String back(SavedCardId card, Optional<Membership> membership, Kind kind) {
        var wallet = kind == Kind.WALLET ? "&by=" + WALLET : "";
        return CARDS + "/added/" + card
                + membership.map(it -> "?pays=" + it.id() + wallet).orElse("");
    }

    private static CardHolder holder(Member member) {
        return new CardHolder(member.id().value());
    }

    /// What it pays was said when it was asked for: the address says only where to go on, and how to speak of it.
    @GetMapping(CARDS + "/added/{card}")
    ModelAndView added(
            Member member,
            @PathVariable String card,
            @RequestParam(defaultValue = "") String pays,
            @RequestParam(defaultValue = "") String by) {
        var id = SavedCardId.parse(card).orElseThrow(Problem::notFound);
        var home = home(own(pays, member));
        var kind = kind(by);
        return switch (cards.became(holder(member), id)) {
            case KEPT_NOW ->
                Pages.seeOther(
                        home,
                        Flash.good(
                                means.settle(id)
                                        ? words(kind, "cards.addedToPay", "wallets.addedToPay")
                                        : words(kind, "cards.added", "wallets.added")));
            // Whoever comes back to this page once more may have chosen otherwise since.
            case KEPT -> Pages.seeOther(home, Flash.good(words(kind, "cards.added", "wallets.added")));
            case OPEN -> Pages.seeOther(home, Flash.note(words(kind, "cards.notYet", "wallets.notYet")));
            case NOTHING -> Pages.seeOther(home, Flash.bad(words(kind, "cards.notAdded", "wallets.notAdded")));
        };
    }
}
