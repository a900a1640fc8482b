package org.tsudoi.payments;

import org.tsudoi.money.Money;

/// What a buyer wishes about a card or a wallet, beside paying by it.
public sealed interface CardWish {
    record None() implements CardWish {}

    /// To be remembered for this holder, who agreed to it.
    ///
    /// @param alone whether they agreed, too, that it is charged without them for what they pay by the month
    record Remember(CardHolder holder, boolean alone) implements CardWish {
        public Remember(CardHolder holder) {
            this(holder, false);
        }
    }

    /// To pay by one that was kept, without its provider's page. Another amount is not charged.
    ///
    /// @param present whether the holder is there and has confirmed this amount; else they agreed to it before
    record Saved(CardHolder holder, SavedCardId card, Money amount, boolean present) implements CardWish {
        public Saved(CardHolder holder, SavedCardId card, Money amount) {
            this(holder, card, amount, true);
        }
    }

    CardWish NONE = new None();
}
