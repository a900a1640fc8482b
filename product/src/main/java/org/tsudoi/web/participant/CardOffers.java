package org.tsudoi.web.participant;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.tsudoi.members.Member;
import org.tsudoi.members.Passkey;
import org.tsudoi.members.Passkeys;
import org.tsudoi.orders.Order;
import org.tsudoi.payments.CardConsent;
import org.tsudoi.payments.CardHolder;
import org.tsudoi.payments.CardWish;
import org.tsudoi.payments.Means;
import org.tsudoi.payments.Payments;
import org.tsudoi.payments.SavedCard;
import org.tsudoi.payments.SavedCardId;
import org.tsudoi.payments.SavedCards;
import org.tsudoi.texts.Language;
import org.tsudoi.texts.Texts;

/// What a signed-in buyer may do with cards and wallets of their own.
@Component
public class CardOffers {
    private static final Duration PASSKEY_AGE_MIN = Duration.ofDays(3);

    private final SavedCards cards;
    private final Payments payments;
    private final Passkeys passkeys;
    private final Texts texts;
    private final Clock clock;

    CardOffers(SavedCards cards, Payments payments, Passkeys passkeys, Texts texts, Clock clock) {
        this.cards = cards;
        this.payments = payments;
        this.passkeys = passkeys;
        this.texts = texts;
        this.clock = clock;
    }

    /// @param mayRemember whether a card that is paid with now may be remembered
    /// @param mayKeepWallet whether a wallet that is paid from now may be kept, which is charged by the month alone
    /// @param cards       remembered ones
    /// @param toTap       those of them that a passkey of theirs may confirm now
    /// @param hasPasskey  maybe one that is too new
    /// @param ticked      the means that the buyer had ticked to be kept before they came back; empty: none
    public record Offered(
            boolean mayRemember,
            boolean mayKeepWallet,
            List<SavedCard> cards,
            List<SavedCard> toTap,
            boolean hasPasskey,
            String ticked) {
        static final Offered NOTHING = new Offered(false, false, List.of(), List.of(), false, "");

        public boolean isCardTicked() {
            return ticked.equals(Means.CARD.word());
        }

        public boolean isWalletTicked() {
            return ticked.equals(Means.PAYPAL.word());
        }

        public boolean hasCards() {
            return !cards.isEmpty();
        }
    }

    /// Asks nothing of the database for those who are not signed in.
    ///
    /// @param ticked as a form said that was to be read once more
    Offered of(OrderView view, Optional<Member> member, String ticked) {
        boolean byCard = has(view, Means.CARD) && cards.canKeep();
        boolean byWallet = view.terms().isPeriod() && has(view, Means.PAYPAL) && cards.canKeepWallets();
        if (member.isEmpty() || !(byCard || byWallet) || !isBuyer(view.order(), member.get())) {
            return Offered.NOTHING;
        }
        var own = byCard ? cards.of(holder(member.get())) : List.<SavedCard>of();
        var keys = own.isEmpty() ? List.<Passkey>of() : passkeys.of(member.get().id());
        var toTap = own.stream()
                .filter(card -> keys.stream().anyMatch(key -> mayConfirm(key.since(), card)))
                .toList();
        return new Offered(byCard, byWallet, own, toTap, !keys.isEmpty(), ticked.isEmpty() ? begun(view) : ticked);
    }

    /// What they had ticked when they went to the page from which they come back now.
    private String begun(OrderView view) {
        var payment = view.payment();
        return view.order() instanceof Order.Paying
                        && payment != null
                        && payments.cardWish(payment.id()) instanceof CardWish.Remember
                ? payment.terms().choice().means().word()
                : "";
    }

    private static boolean has(OrderView view, Means means) {
        return view.means().stream().anyMatch(one -> one.word().equals(means.word()));
    }

    /// Whoever gets into an account could make a passkey there and pay with it at once: it is good for cards that were
    /// remembered with it already there, and for older ones once its owner has had time to read of it.
    boolean mayConfirm(Instant passkeySince, SavedCard card) {
        return !passkeySince.isAfter(card.since()) || !clock.instant().isBefore(passkeySince.plus(PASSKEY_AGE_MIN));
    }

    Optional<SavedCard> find(Member member, String shown) {
        return SavedCardId.parse(shown).flatMap(id -> cards.find(holder(member), id));
    }

    /// Its provider does not have it any more.
    void forget(SavedCard card) {
        cards.forget(card.holder(), card.id());
    }

    CardWish remember(Order order, Optional<Member> member, Language language) {
        var buyer = member.filter(someone -> isBuyer(order, someone));
        if (buyer.isEmpty()) return CardWish.NONE;
        var holder = holder(buyer.get());
        boolean alone = order.terms().isPeriod();
        if (alone) {
            agree(order, holder, "dues.remember", "dues.rememberNote", language);
        }
        return new CardWish.Remember(holder, alone);
    }

    /// Only for what is paid by the month: nothing else is charged to a wallet that is kept.
    CardWish keepWallet(Order order, Optional<Member> member, Language language) {
        var buyer = member.filter(someone -> isBuyer(order, someone));
        if (buyer.isEmpty() || !order.terms().isPeriod() || !cards.canKeepWallets()) return CardWish.NONE;
        var holder = holder(buyer.get());
        agree(order, holder, "wallets.remember", "wallets.rememberNote", language);
        return new CardWish.Remember(holder, true);
    }

    /// In the words that stand beside the box.
    private void agree(Order order, CardHolder holder, String label, String note, Language language) {
        var words = texts.say(language, label) + " " + texts.say(language, note);
        cards.agreeWith(order.id().toString(), holder, new CardConsent(words, language.locale()));
    }

    static boolean isBuyer(Order order, Member member) {
        return order.terms().buyer().is(member.id(), member.email());
    }

    static CardHolder holder(Member member) {
        return new CardHolder(member.id().value());
    }
}
