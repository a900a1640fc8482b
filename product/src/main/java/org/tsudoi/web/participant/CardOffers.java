package org.tsudoi.web.participant;

import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.tsudoi.members.Member;
import org.tsudoi.members.Passkeys;
import org.tsudoi.orders.Order;
import org.tsudoi.payments.CardHolder;
import org.tsudoi.payments.CardWish;
import org.tsudoi.payments.Means;
import org.tsudoi.payments.SavedCard;
import org.tsudoi.payments.SavedCardId;
import org.tsudoi.payments.SavedCards;

/// What a signed-in buyer may do with cards of their own.
@Component
public class CardOffers {
    private final SavedCards cards;
    private final Passkeys passkeys;

    CardOffers(SavedCards cards, Passkeys passkeys) {
        this.cards = cards;
        this.passkeys = passkeys;
    }

    /// @param mayRemember whether a card that is paid with now may be remembered
    /// @param cards       remembered ones
    /// @param mayTap      whether there is a passkey to confirm with
    public record Offered(boolean mayRemember, List<SavedCard> cards, boolean mayTap) {
        static final Offered NOTHING = new Offered(false, List.of(), false);

        public boolean hasCards() {
            return !cards.isEmpty();
        }
    }

    /// Asks nothing of the database for those who are not signed in.
    Offered of(OrderView view, Optional<Member> member) {
        boolean byCard = view.means().stream().anyMatch(one -> one.word().equals(Means.CARD.word()));
        if (member.isEmpty() || !byCard || !cards.canKeep() || !isBuyer(view.order(), member.get())) {
            return Offered.NOTHING;
        }
        var own = cards.of(holder(member.get()));
        return new Offered(
                true, own, !own.isEmpty() && !passkeys.of(member.get().id()).isEmpty());
    }

    Optional<SavedCard> find(Member member, String shown) {
        return SavedCardId.parse(shown).flatMap(id -> cards.find(holder(member), id));
    }

    CardWish remember(Order order, Optional<Member> member) {
        return member.filter(someone -> isBuyer(order, someone))
                .<CardWish>map(buyer -> new CardWish.Remember(holder(buyer)))
                .orElse(CardWish.NONE);
    }

    static boolean isBuyer(Order order, Member member) {
        return order.terms().buyer().is(member.id(), member.email());
    }

    static CardHolder holder(Member member) {
        return new CardHolder(member.id().value());
    }
}
