package org.tsudoi.payments;

/// What a buyer wishes about a card, beside paying by one.
public sealed interface CardWish {
    record None() implements CardWish {}

    /// To be remembered for this holder, who agreed to it.
    record Remember(CardHolder holder) implements CardWish {}

    /// To pay by a card that was remembered, without its provider's page; the holder is there and has confirmed it.
    record Saved(CardHolder holder, SavedCardId card) implements CardWish {}

    CardWish NONE = new None();
}
