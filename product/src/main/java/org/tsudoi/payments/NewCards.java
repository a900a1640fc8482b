package org.tsudoi.payments;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Has a provider keep a card or a wallet of somebody's without a payment, on a page of its own.
public interface NewCards {
    /// Asks for a page. No transaction may be open. Empty when there is none just now: nothing has happened then, and
    /// another may be asked for.
    Optional<Page> ask(Wish wish);

    enum Kind {
        CARD,
        WALLET
    }

    /// @param email   for the provider's record of its holder
    /// @param consent to being charged without them, if they gave it
    /// @param purpose what it is kept for, in the asker's own words; null: for nothing yet
    /// @param back    where the holder comes back to with it
    /// @param leave   where they go who keep none
    record Wish(
            CardHolder holder,
            Kind kind,
            @Nullable String email,
            Optional<CardConsent> consent,
            @Nullable String purpose,
            Locale locale,
            Function<SavedCardId, String> back,
            String leave) {}

    record Page(SavedCardId card, String url) {}

    /// Its holder has come back: what became of it, asked of the provider while that is not over. No transaction may
    /// be open. A wallet is kept only by this, whoever else approved it: else somebody could be sent to a page that
    /// another had asked for, and pay for them from then on.
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

    /// What is kept now and was asked for with a purpose that was not served yet.
    Optional<Waiting> waiting(SavedCardId card);

    /// @param means what is kept: another one than was asked for where its provider has one name for both
    record Waiting(CardHolder holder, SavedCardId means, String purpose) {}

    /// Its purpose needs nothing more.
    void served(SavedCardId card);
}
