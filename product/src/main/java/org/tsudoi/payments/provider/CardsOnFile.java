package org.tsudoi.payments.provider;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.tsudoi.payments.CardHolder;
import org.tsudoi.payments.SavedCardId;
import org.tsudoi.payments.provider.PaymentProvider.KeptCard;

/// The ability of a provider to keep cards for their holders, and to charge one again while its holder is there.
public interface CardsOnFile extends MeansOnFile {
    /// Makes the provider's record of a holder. The same holder is the same record for as long as the provider
    /// remembers calls (a day); the caller keeps what is answered.
    Answer<String> customer(CardHolder holder, @Nullable String email);

    /// Makes the page where a holder's card is kept without a payment. The same again is the same page.
    Answer<KeepingPage> keep(Keeping keeping);

    /// @param customer  as the provider calls the holder
    /// @param alone     whether the holder agreed that it is charged without them
    /// @param askedAt   decides when the page ends
    record Keeping(
            SavedCardId card,
            String customer,
            boolean alone,
            Locale locale,
            String backUrl,
            String leaveUrl,
            Instant askedAt) {}

    record KeepingPage(String reference, String url) {}

    /// What became of such a page.
    Answer<KeepingSeen> look(SavedCardId card, String reference);

    sealed interface KeepingSeen {
        record Open() implements KeepingSeen {}

        record Kept(KeptCard card, String brand, String last4) implements KeepingSeen {}

        /// It ended, and no card was kept.
        record Closed() implements KeepingSeen {}
    }
}
