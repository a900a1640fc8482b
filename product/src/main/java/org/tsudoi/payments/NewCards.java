package org.tsudoi.payments;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Has a provider keep a card of somebody's without a payment, on a page of its own.
public interface NewCards {
    /// Asks for a page. No transaction may be open. Empty when there is none just now: nothing has happened then, and
    /// another may be asked for.
    Optional<Page> ask(Wish wish);

    /// @param email   for the provider's record of its holder
    /// @param consent to being charged without them, if they gave it
    /// @param back    where the holder comes back to with that card
    /// @param leave   where they go who keep none
    record Wish(
            CardHolder holder,
            @Nullable String email,
            Optional<CardConsent> consent,
            Locale locale,
            Function<SavedCardId, String> back,
            String leave) {}

    record Page(SavedCardId card, String url) {}

    /// What became of it, asked of the provider while that is not over. No transaction may be open.
    Became became(CardHolder holder, SavedCardId card);

    enum Became {
        /// As this call found out.
        KEPT_NOW,
        /// As was known before.
        KEPT,
        /// Its holder may still type it in; or the provider does not say.
        OPEN,
        /// The page is over, or was never this holder's.
        NOTHING
    }
}
