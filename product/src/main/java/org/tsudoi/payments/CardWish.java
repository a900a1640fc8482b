package org.tsudoi.payments;

import org.tsudoi.money.Money;

/// What a buyer wishes about a card, beside paying by one.
public sealed interface CardWish {
    record None() implements CardWish {}

    /// To be remembered for this holder, who agreed to it.
    record Remember(CardHolder holder) implements CardWish {}

    /// To pay by a card that was remembered, without its provider's page; the holder is there and has confirmed this
    /// amount: another one is not charged.
    record Saved(CardHolder holder, SavedCardId card, Money amount) implements CardWish {}

    CardWish NONE = new None();
}
