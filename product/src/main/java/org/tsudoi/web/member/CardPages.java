package org.tsudoi.web.member;

import java.time.YearMonth;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;
import org.tsudoi.members.Member;
import org.tsudoi.payments.CardHolder;
import org.tsudoi.payments.SavedCard;
import org.tsudoi.payments.SavedCardId;
import org.tsudoi.payments.SavedCards;
import org.tsudoi.platform.Problem;
import org.tsudoi.web.Flash;
import org.tsudoi.web.Pages;

/// One's own cards: which are remembered, and removing them.
@Controller
public class CardPages {
    private final SavedCards cards;

    CardPages(SavedCards cards) {
        this.cards = cards;
    }

    /// As it is printed on cards everywhere: month and year.
    public static String printed(YearMonth expires) {
        return "%02d/%02d".formatted(expires.getMonthValue(), expires.getYear() % 100);
    }

    public record Own(List<SavedCard> cards) {}

    @GetMapping("/account/cards")
    ModelAndView show(Member member) {
        return Pages.show("member/cards", "own", new Own(cards.of(holder(member))));
    }

    @PostMapping("/account/cards/{id}/remove")
    ModelAndView remove(Member member, @PathVariable String id) {
        var card = SavedCardId.parse(id)
                .flatMap(one -> cards.find(holder(member), one))
                .orElseThrow(Problem::notFound);
        cards.forget(card.holder(), card.id());
        return Pages.seeOther("/account/cards", Flash.good("cards.forgotten"));
    }

    private static CardHolder holder(Member member) {
        return new CardHolder(member.id().value());
    }
}
