package org.tsudoi.payments.provider;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.tsudoi.payments.SavedCardId;
import org.tsudoi.payments.provider.PaymentProvider.KeptCard;
import org.tsudoi.payments.provider.PaymentProvider.KeptWallet;

/// The ability of a provider to keep means of payment for their holders, and to forget them.
public interface MeansOnFile {
    /// The same word as its [PaymentProvider]'s.
    String name();

    /// Makes the page where a holder's means is kept without a payment. The same again is the same page.
    Answer<KeepingPage> keep(Keeping keeping);

    /// @param means     as it will be called here
    /// @param customer  as the provider calls the holder; null: it does not know them yet
    /// @param alone     whether the holder agreed that it is charged without them
    /// @param askedAt   decides when the page ends
    record Keeping(
            SavedCardId means,
            @Nullable String customer,
            boolean alone,
            Locale locale,
            String backUrl,
            String leaveUrl,
            Instant askedAt) {}

    record KeepingPage(String reference, String url) {}

    /// What became of such a page, and of its holder's word where that is still to be taken up. The same again is
    /// answered with the same.
    Answer<KeepingSeen> look(SavedCardId means, String reference);

    sealed interface KeepingSeen {
        record Open() implements KeepingSeen {}

        record ACard(KeptCard card, String brand, String last4) implements KeepingSeen {}

        record AWallet(KeptWallet wallet) implements KeepingSeen {}

        /// It ended, and nothing was kept.
        record Closed() implements KeepingSeen {}
    }

    /// It can never be charged again. Given when that is certain, now or before.
    Answer<Forgotten> forget(String method);

    record Forgotten(String method) {}
}
